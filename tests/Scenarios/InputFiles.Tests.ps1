# Image files that cannot be sent or shown: special files, truncated images, and formats without a decoder.

BeforeDiscovery { $onUnix = -not $IsWindows }

BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    Start-Emulator

    # A JPEG and a WebP image of 6 x 4 pixels. They are complete, but have no pixel data.
    $script:Jpeg = [byte[]](0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0, 4, 0, 6, 1, 1, 0x11, 0, 0xFF, 0xD9)
    $script:WebP = [byte[]](
        [Text.Encoding]::ASCII.GetBytes('RIFF') + @(18, 0, 0, 0) + [Text.Encoding]::ASCII.GetBytes('WEBPVP8L') +
        @(5, 0, 0, 0, 0x2F, 5, 0xC0, 0, 0, 0))
}

Describe 'Input files' {
    BeforeEach {
        Reset-Emulator
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
    }
    AfterEach { Pop-Location }

    It 'does not send a truncated image' {
        $null = New-ReveImage 'a paper fox' -Provider Sandbox -OutFile fox.png
        $bytes = [IO.File]::ReadAllBytes("$PWD/fox.png")
        [IO.File]::WriteAllBytes("$PWD/half.png", $bytes[0..($bytes.Length / 2)])
        $run = Invoke-Captured { Edit-ReveImage 'make it night' -Path half.png @OnEmulator }
        Get-ErrorId $run.Errors | Should -Be 'InputTruncated'
        $run.Errors[0].CategoryInfo.Category | Should -Be 'InvalidData'
        $run.Errors[0].ErrorDetails.Message | Should -BeLike "*half.png' is truncated: part of its data is missing."
        Get-EmulatorBill | Should -BeNullOrEmpty
    }

    It 'sends a file through a link' -Skip:(-not $onUnix) {
        $null = New-ReveImage 'a paper fox' -Provider Sandbox -OutFile fox.png
        (Get-Item fox.png).LastWriteTime = [datetime]'2020-01-01'
        $null = New-Item link.png -ItemType SymbolicLink -Value fox.png
        Edit-ReveImage 'make it night' -Path link.png @OnEmulator | Should -Not -BeNullOrEmpty
    }

    It 'reads a file of several items once for the journal' -Skip:(-not $IsLinux) {
        $null = New-ReveImage 'a paper fox' -Provider Sandbox -OutFile fox.png
        # A PNG image with four megabytes in a chunk before its end.
        $bytes = [IO.File]::ReadAllBytes("$PWD/fox.png")
        $file = [IO.File]::Create("$PWD/large.png")
        $file.Write($bytes, 0, $bytes.Length - 12)
        $file.Write([byte[]](0, 0x40, 0, 0), 0, 4)
        $file.Write([Text.Encoding]::ASCII.GetBytes('paDd'), 0, 4)
        $file.Write([byte[]]::new(4MB + 4), 0, 4MB + 4)
        $file.Write($bytes, $bytes.Length - 12, 12)
        $file.Dispose()
        (Get-Item large.png).LastWriteTime = [datetime]'2020-01-01'
        $items = 1..8 | ForEach-Object { [pscustomobject]@{ Prompt = "hour $_"; Path = "$PWD/large.png" } }
        function Get-BytesRead { [long] ((Get-Content /proc/self/io) -match '^rchar' -split ' ')[1] }

        $before = Get-BytesRead
        $images = $items | Edit-ReveImage -Provider Sandbox -OutDirectory out

        $images | Should -HaveCount 8
        (Get-BytesRead) - $before | Should -BeGreaterThan 4MB
        (Get-BytesRead) - $before | Should -BeLessThan 8MB
    }

    It 'does not wait for a named pipe: <Name>' -Skip:(-not $onUnix) -ForEach @(
        @{ Name = 'Edit-ReveImage'; Command = "Edit-ReveImage 'make it night' -Path pipe.png -Provider Sandbox" }
        @{ Name = 'Show-ReveImage'; Command = 'Show-ReveImage pipe.png' }
    ) {
        mkfifo pipe.png
        $output = Invoke-ChildPowerShell '-Command', "Import-Module '$ModulePath'; $Command 2>&1 | Out-String -Width 1000"
        "$output" | Should -BeLike "*pipe.png' is a named pipe, not a file.*"
    }

    It 'names the protocols that show a <Format> image when <Protocol> cannot' -ForEach @(
        foreach ($format in 'Jpeg', 'WebP') {
            foreach ($protocol in 'Blocks', 'Sixel', 'Kitty') { @{ Format = $format; Protocol = $protocol } }
        }
    ) {
        $bytes = Get-Variable $Format -ValueOnly
        $run = Invoke-Captured { Show-ReveImage -InputObject $bytes -Protocol $Protocol }
        $message = $run.Errors[0].ErrorDetails.Message
        $message | Should -BeLike "*a $Format image. $Protocol shows PNG images only; ITerm2 shows $Format images."
        $message | Should -Not -Match "`n"
    }
}
