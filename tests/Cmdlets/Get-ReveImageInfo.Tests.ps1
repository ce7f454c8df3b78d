BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    Start-Emulator
}

Describe 'Get-ReveImageInfo' {
    BeforeEach {
        Reset-Emulator
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
    }
    AfterEach { Pop-Location }

    It 'reads a file by path, wildcard, literal path, item, text, result and bytes' {
        $image = New-ReveImage 'a fox' -Provider Sandbox -OutFile 'fox [1].png' -Sidecar
        foreach ($script in @(
                { Get-ReveImageInfo f*.png }, { Get-ReveImageInfo -LiteralPath 'fox [1].png' }
                { Get-Item -LiteralPath 'fox [1].png' | Get-ReveImageInfo }, { $image | Get-ReveImageInfo }
                { 'fo*.png' | Get-ReveImageInfo }, { Get-ReveImageInfo -InputObject $image.ReadBytes() }
                { Get-Item . | Get-ReveImageInfo -Recurse })) {
            $info = & $script
            $info.ContentType, $info.Width, $info.Height, $info.Length |
                Should -Be 'image/png', $image.Width, $image.Height, $image.Length -Because $script
        }
        (Get-ReveImageInfo *.png).Prompt | Should -Be 'a fox'
    }

    It 'describes an image by its journal' {
        $image = New-ReveImage 'a fox' @OnEmulator -AspectRatio 16:9 -OutDirectory out
        $info = Get-ReveImageInfo out/*.png
        foreach ($name in 'FullName', 'Prompt', 'Operation', 'Provider', 'Model', 'AspectRatio', 'RequestId') {
            $info.$name | Should -Be $image.$name -Because $name
        }
        $info.Usage.Amount | Should -Be 126000
        $info.Origins | Should -Be Journal
    }

    It 'generates the image again with New-ReveImage, with the same request' {
        $null = New-ReveImage 'a fox' @OnEmulator -AspectRatio 16:9 -OutFile fox.png -Sidecar `
            -AdditionalBody @{ convert_base64_to_url = $false }
        $null = Get-ReveImageInfo fox.png | New-ReveImage @OnEmulator
        $sent = Get-EmulatorRequest POST
        $sent | Should -HaveCount 2
        $sent[1].body | Should -Be $sent[0].body
    }

    It 'generates an image with -EmbedMetadata again from the file alone, with the same request' {
        $null = New-ReveImage 'a "fox" & an <owl>' @OnEmulator -AspectRatio 16:9 -OutFile fox.png -EmbedMetadata
        $info = Get-ReveImageInfo fox.png
        $info.Origins | Should -Be Embedded
        $null = $info | New-ReveImage @OnEmulator
        $sent = Get-EmulatorRequest POST
        $sent[1].body | Should -Be $sent[0].body
    }

    It 'uses the model of another provider, and the parameters of the command line' {
        $null = New-ReveImage 'a fox' @OnEmulator -AspectRatio 16:9 -OutFile fox.png -Sidecar
        $again = Get-ReveImageInfo fox.png | New-ReveImage -Provider Sandbox -AspectRatio 1:1
        $again.Prompt, $again.Model, $again.AspectRatio | Should -Be 'a fox', 'sandbox/create', '1:1'
    }

    It 'is the input of Edit-, Join- and Show-ReveImage, without its own options' {
        $image = New-ReveImage 'a fox' @OnEmulator -AspectRatio 16:9 -OutFile fox.png -Sidecar
        $info = Get-ReveImageInfo fox.png
        $edited = $info | Edit-ReveImage 'in snow' @OnEmulator
        $edited.Prompt, $edited.Sources, $edited.AspectRatio | Should -Be 'in snow', $image.FullName, $null
        ($info | Join-ReveImage 'twice' -Provider Sandbox).Sources | Should -Be $image.FullName
        $info | Show-ReveImage -Protocol Kitty | Should -BeLike "`e_G*"
    }

    It 'reports what is not an image and continues with the next' {
        $null = New-ReveImage 'a fox' -Provider Sandbox -OutFile fox.png
        Set-Content text.png 'not an image'
        Set-Content empty.png '' -NoNewline
        $run = Invoke-Captured { Get-ReveImageInfo text.png, empty.png, gone.png, fox.png }
        Get-ErrorId $run.Errors | Should -Be InputNotImage, InputEmpty, InputNotFound
        $run.Output | Should -HaveCount 1
    }

    It 'returns a truncated image with an error' {
        $null = New-ReveImage 'a fox' -Provider Sandbox -OutFile fox.png -Sidecar
        $bytes = [IO.File]::ReadAllBytes("$PWD/fox.png")
        [IO.File]::WriteAllBytes("$PWD/fox.png", $bytes[0..9999])
        $run = Invoke-Captured { Get-ReveImageInfo fox.png }
        Get-ErrorId $run.Errors | Should -Be InputTruncated
        $run.Output.Prompt, $run.Output.IsChanged | Should -Be 'a fox', $true
    }

    It 'reports a pipe instead of waiting for it' -Skip:(-not $IsLinux) {
        mkfifo pipe.png
        $run = Invoke-Captured { Get-ReveImageInfo pipe.png }
        Get-ErrorId $run.Errors | Should -Be InputUnreadable
    }
}
