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
            $sum.Provider | Should -Be $DirectProvider
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

    It 'aggregates <Form> like the results themselves' -ForEach @(
        @{ Form = 'the rows of a CSV file'; Convert = { $input | Export-Csv r.csv; Import-Csv r.csv } }
        @{ Form = 'CLIXML'; Convert = { $input | Export-Clixml r.xml; Import-Clixml r.xml } }
        @{ Form = 'JSON'; Convert = { @($input) | ConvertTo-Json -Depth 4 | ConvertFrom-Json } }
        @{ Form = 'hashtables'; Convert = {
                $input | ForEach-Object {
                    @{ Provider = $_.Provider; Model = $_.Model; Usage = $_.Usage; CreatedAt = $_.CreatedAt }
                }
            }
        }
    ) {
        $images = New-Prompt 3 | New-ReveImage @OnEmulator -SkipDownload
        $sum = $images | & $Convert | Measure-ReveUsage
        $expected = $images | Measure-ReveUsage
        $sum | Should -HaveCount 1
        foreach ($name in 'Date', 'Provider', 'Model', 'Calls', 'Images', 'Amount', 'Unit', 'Unknown') {
            $sum.$name | Should -Be $expected.$name -Because $name
        }
    }

    It 'aggregates the output of a job' {
        $output = Start-Job {
            Import-Module $using:ModulePath
            $on = $using:OnEmulator
            New-ReveImage 'a fox' @on -SkipDownload
        } | Receive-Job -Wait -AutoRemoveJob
        $sum = $output | Measure-ReveUsage
        $sum.Calls, $sum.Amount, $sum.Unit | Should -Be 1, 126000, tokens
    }

    It 'takes folders and journals from the pipeline, as items and as text' {
        $null = New-ReveImage 'a fox' @OnEmulator -OutDirectory out
        foreach ($input in (Get-Item out), 'out', (Get-ChildItem out -Filter *.jsonl -Force)) {
            ($input | Measure-ReveUsage).Amount | Should -Be 126000
        }
    }

    It 'reports a file without a line of a journal' {
        $null = New-ReveImage 'a fox' -Provider Sandbox -OutFile fox.png
        Set-Content empty.jsonl ''
        foreach ($script in @(
                { Measure-ReveUsage fox.png }, { Get-Item fox.png | Measure-ReveUsage },
                { 'fox.png' | Measure-ReveUsage }, { Measure-ReveUsage -LiteralPath empty.jsonl })) {
            $run = Invoke-Captured $script
            Get-ErrorId $run.Errors | Should -Be 'InputUnreadable'
            "$($run.Errors[0])" | Should -BeLike '*is not a journal*'
            $run.Output | Should -BeNullOrEmpty
        }
    }

    It 'reports an object without a charge and continues with the next' {
        $image = New-ReveImage 'a fox' @OnEmulator -SkipDownload
        $run = Invoke-Captured { [pscustomobject]@{ Prompt = 'a fox' }, 42, $image | Measure-ReveUsage }
        Get-ErrorId $run.Errors | Should -Be InputUnreadable, InputUnreadable
        $run.Output.Amount | Should -Be 126000
    }
}
