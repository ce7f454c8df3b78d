BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    Start-Emulator
    $script:Sandbox = @{ Provider = 'Sandbox' }
}

Describe 'Edit-ReveImage' {
    BeforeEach {
        Reset-Emulator
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
        $image = New-ReveImage 'a fox' @Sandbox
        $null = New-Item in/sub/deep, in/empty -ItemType Directory
        $image | Save-ReveImage -OutFile in/a.png
        $image | Save-ReveImage -OutFile in/sub/b.png -Sidecar
        $image | Save-ReveImage -OutFile in/sub/deep/c.png
        Set-Content in/reve-journal.jsonl ''
        Set-Content in/notes.txt 'no image'
        function Get-Source($Result) { $Result.Sources | ForEach-Object { Split-Path $_ -Leaf } }
    }
    AfterEach { Pop-Location }

    It 'gives one error for bytes that the pipeline takes apart' {
        $run = Invoke-Captured { [IO.File]::ReadAllBytes("$PWD/in/a.png") | Edit-ReveImage 'night' @Sandbox }

        $run.Output | Should -BeNullOrEmpty
        Get-ErrorId $run.Errors | Should -Be 'InputNotUnderstood'
        $run.Errors[0].ErrorDetails.RecommendedAction | Should -Match ',\$bytes \| \.\.\.'
    }

    It 'takes <Name> as the second argument' -ForEach @(
        @{ Name = 'a result in memory'; Get = { New-ReveImage 'an owl' @Sandbox } }
        @{ Name = 'a saved result'; Get = { New-ReveImage 'an owl' @Sandbox -OutFile owl.png } }
        @{ Name = 'a file'; Get = { Get-Item in/a.png } }
        @{ Name = 'a path'; Get = { 'in/a.png' } }
        @{ Name = 'an address'; Get = { 'https://images.example/a.png' } }
        @{ Name = 'an address object'; Get = { [uri] 'https://images.example/a.png' } }
        @{ Name = 'bytes'; Get = { , [IO.File]::ReadAllBytes("$PWD/in/a.png") } }
    ) {
        Edit-ReveImage 'night' (& $Get) @Sandbox | Should -BeOfType Reve.ReveImage
    }

    It 'takes several images of different kinds as the second argument' {
        $run = Invoke-Captured { Edit-ReveImage 'night' $image, in/a.png, missing.png, (Get-Item in/a.png) @Sandbox }

        $run.Output | Should -HaveCount 3
        Get-ErrorId $run.Errors | Should -Be 'InputNotFound'
    }

    It 'makes each prompt of several' {
        $results = Edit-ReveImage 'night', 'day' -Path in/a.png, in/sub/b.png @Sandbox

        $results.Prompt | Should -Be 'night', 'day', 'night', 'day'
        Get-Source $results | Should -Be 'a.png', 'a.png', 'b.png', 'b.png'
    }

    It 'refuses a folder without -Recurse' {
        $run = Invoke-Captured { Edit-ReveImage 'night' in @Sandbox }

        Get-ErrorId $run.Errors | Should -Be 'InputUnreadable'
        $run.Errors[0].ErrorDetails.RecommendedAction | Should -Match '-Recurse'
    }

    It 'edits the images of a folder with -Recurse, and mirrors its structure' {
        $results = Edit-ReveImage 'night' in @Sandbox -Recurse -OutDirectory out

        $results.FullName | ForEach-Object { $_.Substring("$PWD/out/".Length) -replace '\\', '/' } |
            Should -Be 'a-night.png', 'sub/b-night.png', 'sub/deep/c-night.png'
    }

    It 'resumes the edits of a folder' {
        $first = Edit-ReveImage 'night' in @OnEmulator -Recurse -OutDirectory out
        $second = Edit-ReveImage 'night' in @OnEmulator -Recurse -OutDirectory out -Resume

        $second.FullName | Should -Be $first.FullName
        @(Get-EmulatorBill).Count | Should -Be 3
    }

    It 'takes no image of an output folder below the folder' {
        $null = Edit-ReveImage 'night' in @Sandbox -Recurse -OutDirectory in/out
        $again = Edit-ReveImage 'day' in @Sandbox -Recurse -OutDirectory in/out

        Get-Source $again | Should -Be 'a.png', 'b.png', 'c.png'
    }

    It 'takes each image of a recursive listing once' {
        Remove-Item in/notes.txt
        $run = Invoke-Captured { Get-ChildItem in -Recurse | Edit-ReveImage 'night' @Sandbox -Recurse }

        $run.Errors | Should -BeNullOrEmpty
        Get-Source $run.Output | Sort-Object | Should -Be 'a.png', 'b.png', 'c.png'
    }

    It 'never takes the files of the module for images' {
        Remove-Item in/notes.txt
        $run = Invoke-Captured {
            Edit-ReveImage 'night' in/*.*, in/sub/*.* @Sandbox
            Get-ChildItem in, in/sub -File | Edit-ReveImage 'day' @Sandbox
        }

        $run.Errors | Should -BeNullOrEmpty
        Get-Source $run.Output | Should -Be 'a.png', 'b.png', 'a.png', 'b.png'
    }
}

Describe 'Join-ReveImage' {
    BeforeEach { $images = New-ReveImage 'a', 'b', 'c' @Sandbox }

    It 'refuses a last group that is too small' {
        $run = Invoke-Captured { $images | Join-ReveImage 'both' @Sandbox -GroupSize 2 }

        $run.Output | Should -HaveCount 1
        Get-ErrorId $run.Errors | Should -Be 'InputMissing'
        $run.Errors[0].ErrorDetails.RecommendedAction | Should -Match '-AllowPartialGroup'
    }

    It 'sends a last group that is too small with -AllowPartialGroup' {
        $run = Invoke-Captured { $images | Join-ReveImage 'both' @Sandbox -GroupSize 2 -AllowPartialGroup }

        $run.Errors | Should -BeNullOrEmpty
        $run.Output | Should -HaveCount 2
    }

    It 'refuses -AllowPartialGroup without -GroupSize' {
        Get-ErrorId (Invoke-Captured { $images | Join-ReveImage 'both' @Sandbox -AllowPartialGroup }).Errors |
            Should -Be 'OptionConflict'
    }

    It 'makes each prompt of several' {
        ($images | Join-ReveImage 'all', 'again' @Sandbox).Prompt | Should -Be 'all', 'again'
    }
}
