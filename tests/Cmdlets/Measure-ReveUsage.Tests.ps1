BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    Start-Emulator
    function New-Prompt([int] $Count) { 1..$Count | ForEach-Object { "fox number $_" } }
}

Describe 'Measure-ReveUsage' {
    BeforeEach {
        Reset-Emulator
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
    }
    AfterEach { Pop-Location }

    It 'aggregates results, a folder, a journal and folders from the pipeline alike' {
        $today = [datetime]::Today
        $images = New-Prompt 3 | New-ReveImage @OnEmulator -OutDirectory out
        foreach ($sum in @(
                ($images | Measure-ReveUsage), (Measure-ReveUsage out), (Measure-ReveUsage o*/*.jsonl),
                (Get-Item out | Measure-ReveUsage))) {
            $sum.Calls | Should -Be 3
            $sum.Images | Should -Be 3
            $sum.Amount | Should -Be 378000
            $sum.Unit | Should -Be 'tokens'
            $sum.Provider | Should -Be 'AimlApi'
            $sum.Model | Should -Be 'reve/create-image'
            $sum.Date | Should -BeIn $today, ([datetime]::Today)
        }
    }

    It 'reports a folder without a journal and continues with the next' {
        $null = New-ReveImage 'a fox' -Provider Sandbox -OutDirectory out
        $run = Invoke-Captured { Measure-ReveUsage ., out }
        Get-ErrorId $run.Errors | Should -Be 'InputNotFound'
        $run.Output | Should -HaveCount 1
    }
}
