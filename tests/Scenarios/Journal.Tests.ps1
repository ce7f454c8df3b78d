# The journal of a folder, -Resume and -Sidecar: nothing is paid for twice, and no result is lost.

BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    Start-Emulator

    function Get-Journal { Get-Content out/reve-journal.jsonl | ConvertFrom-Json }
    function Get-Image { Get-ChildItem out -Filter *.png | Sort-Object Name }
    function New-Prompt([int] $Count) { 1..$Count | ForEach-Object { "fox number $_" } }
}

Describe 'The journal' {
    BeforeEach {
        Reset-Emulator
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
    }
    AfterEach { Pop-Location }

    It 'has a line for each step with -OutDirectory' {
        $image = New-ReveImage 'a fox' @OnEmulator -OutDirectory out

        (Get-Journal).event | Should -Be 'started', 'outcome', 'saved'
        (Get-Journal)[1].images[0].url | Should -Be $image.Url
        (Get-Journal)[2].name | Should -Be $image.Name
        Get-Content out/reve-journal.jsonl -Raw | Should -Not -Match $Emulator.apiKey
    }

    It 'is not written with -OutFile' {
        $null = New-ReveImage 'a fox' @OnEmulator -OutFile fox.png
        Get-ChildItem -Force | Should -HaveCount 1
    }

    It 'lets a second run with -Resume send nothing and emit the same images' {
        $first = New-Prompt 5 | New-ReveImage @OnEmulator -OutDirectory out
        $sent = @(Get-EmulatorRequest).Count

        $second = New-Prompt 5 | New-ReveImage @OnEmulator -OutDirectory out -Resume

        @(Get-EmulatorRequest) | Should -HaveCount $sent
        $second.FullName | Should -Be $first.FullName
        $second.Resumed | Should -Be (@($true) * 5)
        $second.Usage.Amount | Should -Be $first.Usage.Amount
        $first.Resumed | Should -Not -Contain $true
    }

    It 'identifies an edit by the bytes of its input image, not by the name' {
        $null = New-ReveImage 'a fox' -Provider Sandbox -OutFile one.png
        $null = Get-Item one.png | Edit-ReveImage 'at night' @OnEmulator -OutDirectory out
        Rename-Item one.png two.png

        (Get-Item two.png | Edit-ReveImage 'at night' @OnEmulator -OutDirectory out -Resume).Resumed | Should -BeTrue
        Get-EmulatorBill | Should -HaveCount 1
    }

    It 'is written for the Sandbox too' {
        $null = 'a fox', 'an owl' | New-ReveImage -Provider Sandbox -OutDirectory out
        ('a fox', 'an owl' | New-ReveImage -Provider Sandbox -OutDirectory out -Resume).Resumed |
            Should -Be $true, $true
        Get-Image | Should -HaveCount 2
    }

    It 'keeps the second command of a pipeline out of the folder before the first one is charged' {
        $run = Invoke-Captured {
            New-ReveImage 'a fox' @OnEmulator -OutDirectory out |
                Edit-ReveImage 'at night' @OnEmulator -OutDirectory out -Resume
        }
        Get-ErrorId $run.Errors | Should -Be 'OutputInUse'
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'needs a folder to resume from' {
        $run = Invoke-Captured { New-ReveImage 'a fox' @OnEmulator -Resume }
        Get-ErrorId $run.Errors | Should -Be 'OptionConflict'
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'keeps a second process out of the folder of a resumed run, and lets two other runs share one' {
        Set-Emulator @{ LatencyMs = 20000 }
        Set-Content prompts.txt 'a fox'
        $process = Start-Resume $OnEmulator
        Wait-Until 'the other process has sent its request' { Get-EmulatorRequest POST }
        try {
            $run = Invoke-Captured { New-ReveImage 'an owl' @OnEmulator -OutDirectory out }
            Get-ErrorId $run.Errors | Should -Be 'OutputInUse'
            Get-EmulatorRequest POST | Should -HaveCount 1
        }
        finally { $process.Kill() }

        $process.WaitForExit()
        Set-Emulator @{ LatencyMs = 50 }
        $jobs = 1..2 | ForEach-Object {
            Start-ThreadJob {
                Import-Module $using:ModulePath
                Set-Location $using:PWD
                $parameters = $using:OnEmulator
                $using:_ | ForEach-Object { "job $_" } | New-ReveImage @parameters -OutDirectory out
            }
        }
        $jobs | Receive-Job -Wait -AutoRemoveJob | Should -HaveCount 2
        Get-Image | Should -HaveCount 2
    }
}

Describe 'A sidecar' {
    BeforeEach {
        Reset-Emulator
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
    }
    AfterEach { Pop-Location }

    It 'has everything about its image except the bytes' {
        $image = New-ReveImage 'a fox' @OnEmulator -OutFile fox.png -Sidecar
        $told = Get-Content fox.png.json -Raw | ConvertFrom-Json

        $told.Prompt | Should -Be 'a fox'
        $told.Usage.Amount | Should -Be $image.Usage.Amount
        $told.Url | Should -Be $image.Url
        $told.PSObject.Properties.Name | Should -Not -Contain 'Bytes'
    }

    It 'is rejected when no image is saved' {
        $run = Invoke-Captured { New-ReveImage 'a fox' @OnEmulator -Sidecar }
        Get-ErrorId $run.Errors | Should -Be 'OptionConflict'
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }
}
