BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    Start-Emulator

    function Get-Body { Get-EmulatorRequest POST | ForEach-Object { $_.body | ConvertFrom-Json } }

    function Get-Base64([string] $Path) {
        [Convert]::ToBase64String([IO.File]::ReadAllBytes((Convert-Path -LiteralPath $Path)))
    }

    $files = @(0..2 | ForEach-Object { "image $_" } | New-ReveImage -Provider Sandbox -AspectRatio 1:1 |
        ForEach-Object { , $_.Bytes })

    # Writes a real image; each number has bytes of its own.
    function New-Image([string] $Name, [int] $Number = 0) {
        [IO.File]::WriteAllBytes((Join-Path $PWD $Name), $files[$Number])
    }
}

Describe 'Edit-ReveImage' {
    BeforeEach {
        Reset-Emulator
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
    }
    AfterEach { Pop-Location }

    It 'sends one request for each file of a listing, with the bytes of the file' {
        New-Image a.png 1
        New-Image b.png 2
        $images = Get-ChildItem *.png |
            Edit-ReveImage 'make it night' @OnEmulator -OutDirectory out -ThrottleLimit 1

        $images.Operation | Should -Be Edit, Edit
        $images.Sources | Split-Path -Leaf | Should -Be a.png, b.png
        $images.FullName | Should -Exist
        Get-EmulatorInput | Should -Be (Get-Base64 a.png), (Get-Base64 b.png)
        (Get-Body)[0].image_url | Should -BeLike 'data:image/png;base64,*'
        (Get-Body)[0].prompt | Should -Be 'make it night'
    }

    It 'sends the request of the provider documentation byte for byte' {
        $address = 'https://raw.githubusercontent.com/aimlapi/api-docs/main/reference-files/t-rex.png'
        Edit-ReveImage 'Make the dinosaur sit' -Uri $address @OnEmulator -SkipDownload | Should -Not -BeNullOrEmpty
        (Get-EmulatorRequest POST).body |
            Should -Be ('{"model":"reve/edit-image","prompt":"Make the dinosaur sit",' +
                "`"image_url`":`"$address`"}")
    }

    It 'takes <Form>' -ForEach @(
        @{ Form = 'a path'; Script = { Edit-ReveImage 'x' a.png @OnEmulator } }
        @{ Form = 'a path from the pipeline'; Script = { 'a.png' | Edit-ReveImage 'x' @OnEmulator } }
        @{ Form = 'a wildcard'; Script = { Edit-ReveImage 'x' -Path '?.png' @OnEmulator } }
        @{ Form = 'a wildcard from the pipeline'; Script = { 'a*' | Edit-ReveImage 'x' @OnEmulator } }
        @{ Form = 'a literal path'; Script = { Edit-ReveImage 'x' -LiteralPath a.png @OnEmulator } }
        @{ Form = 'a file'; Script = { Get-Item a.png | Edit-ReveImage 'x' @OnEmulator } }
        @{ Form = 'a file without PowerShell''s properties'
            Script = { [IO.FileInfo]::new("$PWD/a.png") | Edit-ReveImage 'x' @OnEmulator } }
        @{ Form = 'a file by name'; Script = { Edit-ReveImage 'x' -InputObject (Get-Item a.png) @OnEmulator } }
        @{ Form = 'bytes'
            Script = { Edit-ReveImage 'x' -InputObject ([IO.File]::ReadAllBytes("$PWD/a.png")) @OnEmulator } }
        @{ Form = 'bytes from the pipeline'
            Script = { , [IO.File]::ReadAllBytes("$PWD/a.png") | Edit-ReveImage 'x' @OnEmulator } }
        @{ Form = 'a stream'; Script = {
                $stream = [IO.MemoryStream]::new([IO.File]::ReadAllBytes("$PWD/a.png"))
                Edit-ReveImage 'x' -InputObject $stream @OnEmulator } }
        @{ Form = 'a data URI'
            Script = { Edit-ReveImage 'x' -InputObject "data:image/jpeg;base64,$(Get-Base64 a.png)" @OnEmulator } }
        @{ Form = 'a column of a CSV'
            Script = { [pscustomobject]@{ Prompt = 'x'; Path = 'a.png' } | Edit-ReveImage @OnEmulator } }
        @{ Form = 'a path of a drive'; Script = {
                $null = New-PSDrive pics FileSystem $PWD -Scope Global
                try { Edit-ReveImage 'x' pics:/a.png @OnEmulator } finally { Remove-PSDrive pics } } }
    ) {
        New-Image a.png 1
        $image = & $Script
        $image.Prompt | Should -Be 'x'
        Get-EmulatorInput | Should -Be (Get-Base64 a.png)
        (Get-Body).image_url | Should -BeLike 'data:image/png;base64,*'
    }

    It 'takes a name with brackets from a listing and by -LiteralPath' {
        New-Image 'fox[1].png' 1
        Get-ChildItem | Edit-ReveImage 'x' @OnEmulator | Should -Not -BeNullOrEmpty
        Edit-ReveImage 'x' -LiteralPath 'fox[1].png' @OnEmulator | Should -Not -BeNullOrEmpty
        (Get-EmulatorInput).Count | Should -Be 2
    }

    It 'takes a list of paths and addresses from a file' {
        New-Image a.png 1
        'a.png', 'https://example.com/b.png' | Set-Content list.txt
        $images = Get-Content list.txt | Edit-ReveImage 'x' @OnEmulator -SkipDownload
        $images.Sources | Split-Path -Leaf | Should -Be a.png, b.png
    }

    It 'rejects single bytes from the pipeline' {
        New-Image a.png 1
        $run = Invoke-Captured { Get-Content -AsByteStream a.png -TotalCount 3 | Edit-ReveImage 'x' @OnEmulator }
        Get-ErrorId $run.Errors | Should -Be 'InputNotUnderstood'
        Get-EmulatorRequest POST | Should -BeNullOrEmpty
    }

    It 'takes the first column of a row that has a value' {
        New-Image a.png 1
        @(
            [pscustomobject]@{ Prompt = 'file'; Path = 'a.png'; Uri = '' }
            [pscustomobject]@{ Prompt = 'address'; Path = ''; Uri = 'https://example.com/b.png' }
        ) | Export-Csv rows.csv
        $images = Import-Csv rows.csv | Edit-ReveImage @OnEmulator -SkipDownload
        $images.Prompt | Should -Be 'file', 'address'
        $images[1].Sources[0] | Should -Be 'https://example.com/b.png'
    }

    It 'needs a prompt when its input is a result' {
        $run = Invoke-Captured { New-ReveImage 'a fox' -Provider Sandbox | Edit-ReveImage @OnEmulator }
        Get-ErrorId $run.Errors | Should -Be 'PromptEmpty'
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'continues after a path that does not exist' {
        New-Image a.png 1
        $run = Invoke-Captured { 'nodrive:/a.png;b.png', 'a.png' | Edit-ReveImage 'x' @OnEmulator }
        Get-ErrorId $run.Errors | Should -Be 'InputNotFound'
        $run.Output | Should -HaveCount 1
    }

    It 'resolves paths against the location of PowerShell and the home folder' {
        New-Image a.png 1
        $before = [Environment]::CurrentDirectory
        [Environment]::CurrentDirectory = [IO.Path]::GetTempPath()
        try { (Edit-ReveImage 'x' a.png @OnEmulator -OutFile b.png).FullName | Should -Be (Join-Path $PWD b.png) }
        finally { [Environment]::CurrentDirectory = $before }
        Get-ErrorId (Invoke-Captured { Edit-ReveImage 'x' ~/no-such-image.png @OnEmulator }).Errors |
            Should -Be 'InputNotFound'
    }

    It 'names results after their source' {
        New-Image fox.png 1
        (Edit-ReveImage 'x' fox.png @OnEmulator -OutDirectory out -NameTemplate '{source}-night').Name |
            Should -Be 'fox-night.png'
    }

    It 'detects the content type from the first bytes, not from the name' {
        New-Image a.png 1
        Rename-Item a.png a.jpg
        $null = Edit-ReveImage 'x' a.jpg @OnEmulator
        (Get-Body).image_url | Should -BeLike 'data:image/png;base64,*'
    }

    It 'takes a result from memory, from its file or from its Url' {
        $chain = New-ReveImage 'a fox' @OnEmulator -AspectRatio 16:9 |
            Edit-ReveImage 'in snow' @OnEmulator -OutDirectory out |
            Edit-ReveImage 'at dusk' @OnEmulator -SkipDownload | Edit-ReveImage 'at sea' @OnEmulator
        $chain.Prompt | Should -Be 'at sea'
        $bodies = Get-Body
        $bodies.model | Should -Be 'reve/create-image', 'reve/edit-image', 'reve/edit-image', 'reve/edit-image'
        $bodies[1].image_url | Should -BeLike 'data:*'
        $bodies[2].image_url | Should -BeLike 'data:*'
        $bodies[3].image_url | Should -BeLike 'http*'
    }

    Context 'checks before sending' {
        It 'rejects <Id>: <Name>' -ForEach @(
            @{ Id = 'InputNotFound'; Name = 'a file that is not there'
                Script = { Edit-ReveImage 'x' nowhere.png @OnEmulator } }
            @{ Id = 'InputNotFound'; Name = 'a wildcard without a file'
                Script = { Edit-ReveImage 'x' *.webp @OnEmulator } }
            @{ Id = 'InputEmpty'; Name = 'an empty file'
                Script = { $null = New-Item empty.png; Edit-ReveImage 'x' empty.png @OnEmulator } }
            @{ Id = 'InputNotImage'; Name = 'a text called .png'
                Script = { 'hello' > text.png; Edit-ReveImage 'x' text.png @OnEmulator } }
            @{ Id = 'InputUnreadable'; Name = 'a folder'
                Script = { $null = New-Item folder -ItemType Directory; Edit-ReveImage 'x' folder @OnEmulator } }
            @{ Id = 'InputUnreadable'; Name = 'what is not in the file system'
                Script = { Edit-ReveImage 'x' env:PATH @OnEmulator } }
            @{ Id = 'InputMissing'; Name = 'no image'; Script = { Edit-ReveImage 'x' @OnEmulator } }
            @{ Id = 'InputNotUnderstood'; Name = 'a thing that is no image'
                Script = { Edit-ReveImage 'x' -InputObject ([datetime]::Now) @OnEmulator } }
            @{ Id = 'InputNotUnderstood'; Name = 'an address of another kind'
                Script = { Edit-ReveImage 'x' -Uri ftp://example.com/a.png @OnEmulator } }
            @{ Id = 'OptionNotSupported'; Name = 'a ratio where there is none'
                Script = { Edit-ReveImage 'x' -Uri https://example.com/a.png -AspectRatio 1:1 @OnEmulator } }
            @{ Id = 'PromptEmpty'; Name = 'no words'
                Script = { Edit-ReveImage ' ' -Uri https://example.com/a.png @OnEmulator } }
            @{ Id = 'InputTooManyPixels'; Name = 'a side that is too long'; Script = {
                    $png = [byte[]](
                        0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52,
                        0, 0, 0x20, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0)
                    Edit-ReveImage 'x' -InputObject $png @OnEmulator } }
        ) {
            $run = Invoke-Captured $Script
            Get-ErrorId $run.Errors | Should -Be $Id
            $run.Errors[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            Get-EmulatorRequest | Should -BeNullOrEmpty
        }

        It 'sends nothing with -WhatIf' {
            New-Image a.png
            Get-ChildItem | Edit-ReveImage 'x' @OnEmulator -OutDirectory out -WhatIf | Should -BeNullOrEmpty
            Get-EmulatorRequest | Should -BeNullOrEmpty
            'out' | Should -Not -Exist
        }

        It 'continues after a file that is not an image' {
            New-Image a.png 1
            'hello' > b.png
            New-Image c.png 2
            $run = Invoke-Captured { Get-ChildItem *.png | Edit-ReveImage 'x' @OnEmulator }
            $run.Output.Sources | Split-Path -Leaf | Should -Be a.png, c.png
            Get-ErrorId $run.Errors | Should -Be 'InputNotImage'
            $run.Errors[0].TargetObject | Should -BeLike '*b.png'
        }
    }

    It 'edits offline with the Sandbox' {
        New-Image a.png 1
        (Edit-ReveImage 'x' a.png -Provider Sandbox).Width | Should -Be 1248
    }
}
