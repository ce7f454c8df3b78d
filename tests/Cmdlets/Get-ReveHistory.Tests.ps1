BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    Start-Emulator
}

Describe 'Get-ReveHistory' {
    BeforeEach {
        Reset-Emulator
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
    }
    AfterEach { Pop-Location }

    It 'returns one object for each call, with outcome, stage, billing, prompt, file, charge, ids and time' {
        $images = 'a fox', 'an owl' | New-ReveImage @OnEmulator -AspectRatio 16:9 -OutDirectory out -ThrottleLimit 1
        $calls = Get-ReveHistory out
        $calls.Prompt | Should -Be 'a fox', 'an owl'
        $calls.FullName | Should -Be $images.FullName
        $calls.RequestId | Should -Be $images.RequestId
        foreach ($call in $calls) {
            $call.Outcome, $call.Stage, $call.Billing | Should -Be Succeeded, Saved, Charged
            $call.Usage.Amount | Should -Be 126000
            $call.AspectRatio | Should -Be '16:9'
            $call.CreatedAt | Should -BeGreaterThan ([DateTimeOffset]::Now.AddHours(-1))
        }
    }

    It 'finds the calls that must be looked up with -Outcome Unknown' {
        Add-Misbehaviour @{ path = '/v1/images'; fault = 'ResetAfterBody'; times = 1 }
        $null = Invoke-Captured {
            'lost', 'a fox' | New-ReveImage @OnEmulator -OutDirectory out -ThrottleLimit 1
        }
        $call = Get-ReveHistory out -Outcome Unknown
        $call.Prompt, $call.Stage, $call.Billing, $call.Error | Should -Be lost, Failed, Unknown, OutcomeUnknown
        Get-ReveHistory out -Outcome Succeeded | ForEach-Object Prompt | Should -Be 'a fox'
        Get-ReveHistory out -Outcome Unknown, Succeeded | Should -HaveCount 2
    }

    It 'reads folders and journals from the pipeline, by name and by wildcard, and the current folder' {
        $null = New-ReveImage 'a fox' -Provider Sandbox -OutDirectory 'out [1]'
        foreach ($script in @(
                { Get-Item -LiteralPath 'out [1]' | Get-ReveHistory }, { Get-ReveHistory o* }
                { Get-ReveHistory -LiteralPath 'out [1]' }, { 'o*' | Get-ReveHistory }
                { Get-ChildItem -Recurse -Filter *.jsonl | Get-ReveHistory }
                { Push-Location -LiteralPath 'out [1]'; Get-ReveHistory; Pop-Location })) {
            (& $script).Prompt | Should -Be 'a fox' -Because $script
        }
    }

    It 'binds to Save-, Show-, Edit- and Join-ReveImage and to Measure-ReveUsage' {
        $null = New-ReveImage 'a fox' @OnEmulator -OutDirectory out
        $call = Get-ReveHistory out
        ($call | Save-ReveImage -OutFile copy.png -PassThru).Prompt | Should -Be 'a fox'
        Get-FileHash copy.png | ForEach-Object Hash | Should -Be (Get-FileHash $call.FullName).Hash
        $call | Show-ReveImage -Protocol Kitty | Should -BeLike "`e_G*"
        $edited = $call | Edit-ReveImage 'in snow' -Provider Sandbox
        $edited.Sources | Should -Be $call.FullName
        ($call | Join-ReveImage 'twice' -Provider Sandbox).Sources | Should -Be $call.FullName
        ($call | Measure-ReveUsage).Amount | Should -Be 126000
    }

    It 'sums to the same as the folder itself, also with calls that were not charged' {
        Add-Misbehaviour @{ path = '/v1/images'; status = 400; times = 1 }
        $null = Invoke-Captured { 'no', 'a fox' | New-ReveImage @OnEmulator -OutDirectory out -ThrottleLimit 1 }
        $sum = Get-ReveHistory out | Measure-ReveUsage
        $folder = Measure-ReveUsage out
        $sum.Calls, $sum.Images, $sum.Amount | Should -Be $folder.Calls, $folder.Images, $folder.Amount
    }

    It 'sends a call again with New-ReveImage, with the same request' {
        $null = New-ReveImage 'a fox' @OnEmulator -AspectRatio 16:9 -OutDirectory out `
            -AdditionalBody @{ convert_base64_to_url = $false }
        $null = Get-ReveHistory out | New-ReveImage @OnEmulator
        $sent = Get-EmulatorRequest POST
        $sent | Should -HaveCount 2
        $sent[1].body | Should -Be $sent[0].body
    }

    It 'reports a folder without a journal and continues with the next' {
        $null = New-ReveImage 'a fox' -Provider Sandbox -OutDirectory out
        $run = Invoke-Captured { Get-ReveHistory ., nowhere, out }
        Get-ErrorId $run.Errors | Should -Be InputNotFound, InputNotFound
        $run.Output | Should -HaveCount 1
    }

    It 'warns about a damaged line and reads the others' {
        $null = 'a fox', 'an owl' | New-ReveImage -Provider Sandbox -OutDirectory out
        $lines = Get-Content out/reve-journal.jsonl
        Set-Content out/reve-journal.jsonl @('damaged', $lines)
        $calls = Get-ReveHistory out -WarningVariable warnings -WarningAction SilentlyContinue
        $calls | Should -HaveCount 2
        "$warnings" | Should -BeLike 'Line 1 of*'
    }

    It 'shows hostile text of a journal without control characters' {
        $null = New-ReveImage "a fox`e[31m red" -Provider Sandbox -OutDirectory out
        Get-ReveHistory out | Format-Table | Out-String | Should -Not -Match "fox`e"
        Get-ReveHistory out | Format-List | Out-String | Should -Not -Match "fox`e"
    }
}
