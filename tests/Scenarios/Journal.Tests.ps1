# The journal of a folder, -Resume and -Sidecar: nothing is paid for twice, and no result is lost.

BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    Start-Emulator

    function Get-Journal { Get-Content out/reve-journal.jsonl | ConvertFrom-Json }
    function Get-Picture { Get-ChildItem out -Filter *.png | Sort-Object Name }
    function New-Prompt([int] $Count) { 1..$Count | ForEach-Object { "fox number $_" } }
}

Describe 'The journal' {
    BeforeEach {
        Reset-Emulator
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
    }
    AfterEach { Pop-Location }

    It 'is kept by -OutDirectory, a line for each step' {
        $image = New-ReveImage 'a fox' @OnEmulator -OutDirectory out

        (Get-Journal).event | Should -Be 'started', 'received', 'saved'
        (Get-Journal)[1].pictures[0].url | Should -Be $image.Url
        (Get-Journal)[2].name | Should -Be $image.Name
        Get-Content out/reve-journal.jsonl -Raw | Should -Not -Match $Emulator.apiKey
    }

    It 'is not kept by -OutFile' {
        $null = New-ReveImage 'a fox' @OnEmulator -OutFile fox.png
        Get-ChildItem -Force | Should -HaveCount 1
    }

    It 'lets a second run with -Resume send nothing and hand out the same pictures' {
        $first = New-Prompt 5 | New-ReveImage @OnEmulator -OutDirectory out
        $sent = @(Get-EmulatorRequest).Count

        $second = New-Prompt 5 | New-ReveImage @OnEmulator -OutDirectory out -Resume

        @(Get-EmulatorRequest) | Should -HaveCount $sent
        $second.FullName | Should -Be $first.FullName
        $second.Resumed | Should -Be (@($true) * 5)
        $second.Usage.Amount | Should -Be $first.Usage.Amount
        $first.Resumed | Should -Not -Contain $true
    }

    It 'tells an edit by what is in its picture, and not by its name' {
        $null = New-ReveImage 'a fox' -Provider Sandbox -OutFile one.png
        $null = Get-Item one.png | Edit-ReveImage 'at night' @OnEmulator -OutDirectory out
        Rename-Item one.png two.png

        (Get-Item two.png | Edit-ReveImage 'at night' @OnEmulator -OutDirectory out -Resume).Resumed | Should -BeTrue
        Get-EmulatorBill | Should -HaveCount 1
    }

    It 'is kept by the Sandbox as by the others' {
        $null = 'a fox', 'an owl' | New-ReveImage -Provider Sandbox -OutDirectory out
        ('a fox', 'an owl' | New-ReveImage -Provider Sandbox -OutDirectory out -Resume).Resumed |
            Should -Be $true, $true
        Get-Picture | Should -HaveCount 2
    }

    It 'refuses a folder to the second command of a pipeline before the first one spends anything' {
        $run = Invoke-Captured {
            New-ReveImage 'a fox' @OnEmulator -OutDirectory out | Edit-ReveImage 'at night' @OnEmulator -OutDirectory out -Resume
        }
        Get-ErrorId $run.Errors | Should -Be 'OutputInUse'
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'needs a folder to resume from' {
        $run = Invoke-Captured { New-ReveImage 'a fox' @OnEmulator -Resume }
        Get-ErrorId $run.Errors | Should -Be 'OptionConflict'
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'lets no second process into a folder that a run resumes on, and lets two others share one' {
        Set-Emulator @{ LatencyMs = 20000 }
        Set-Content prompts.txt 'a fox'
        $process = Start-Resume $OnEmulator
        while (-not (Get-EmulatorRequest POST)) { Start-Sleep -Milliseconds 20 }
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
        Get-Picture | Should -HaveCount 2
    }
}

Describe 'A sidecar' {
    BeforeEach {
        Reset-Emulator
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
    }
    AfterEach { Pop-Location }

    It 'tells everything about its picture but the bytes' {
        $image = New-ReveImage 'a fox' @OnEmulator -OutFile fox.png -Sidecar
        $told = Get-Content fox.png.json -Raw | ConvertFrom-Json

        $told.Prompt | Should -Be 'a fox'
        $told.Usage.Amount | Should -Be $image.Usage.Amount
        $told.Url | Should -Be $image.Url
        $told.PSObject.Properties.Name | Should -Not -Contain 'Bytes'
    }

    It 'is refused where no picture is saved' {
        $run = Invoke-Captured { New-ReveImage 'a fox' @OnEmulator -Sidecar }
        Get-ErrorId $run.Errors | Should -Be 'OptionConflict'
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }
}
