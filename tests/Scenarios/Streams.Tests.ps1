# What -Verbose and -Debug show of a run.

BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    Start-Emulator

    function Get-Told([scriptblock] $Script, [type] $Kind) {
        & $Script *>&1 | Where-Object { $_ -is $Kind } | ForEach-Object Message
    }
}

Describe 'The streams' {
    BeforeEach { Reset-Emulator }

    It 'have a verbose line a step for each item, told apart by its index' {
        $lines = Get-Told { 'a fox', 'an owl' | New-ReveImage @OnEmulator -Verbose } (
            [Management.Automation.VerboseRecord])
        $call = 'POST 127\.0\.0\.1/v1/images/generations reve/create-image \d+ bytes, attempt 1: 200, '
        foreach ($index in 0, 1) {
            $lines -match "^\[$index\] $call" | Should -Match '\d+ bytes, id rsid-\w+ in \d+ ms$'
            $lines -match "^\[$index\] GET 127\.0\.0\.1/.+ in \d+ ms$" | Should -Not -BeNullOrEmpty
        }
    }

    It 'have the headers in the debug lines, without the key' {
        $lines = Get-Told {
            $DebugPreference = 'Continue'
            New-ReveImage 'a fox' @OnEmulator -Headers @{ 'X-Gateway-Token' = 'hush' }
        } ([Management.Automation.DebugRecord]) | Out-String -Width 4000
        $lines | Should -Match 'sent headers .*Authorization: Bearer \*{8}'
        $lines | Should -Match 'received headers .*x-inference-id: '
        $lines | Should -Match '"prompt":"a fox"'
        $lines | Should -Not -Match "hush|$($Emulator.apiKey)"
    }

    It 'have a warning for a picture that was flagged and came all the same' {
        Add-Misbehaviour @{
            Method = 'POST'
            Body = "{`"data`":[{`"url`":`"$($Emulator.baseUri)/x.png`",`"content_violation`":true}]}"
        }
        $told = New-ReveImage 'a fox' @OnEmulator -SkipDownload -WarningVariable warnings `
            -WarningAction SilentlyContinue
        $told.ContentViolation | Should -BeTrue
        $warnings.Message | Should -BeLike "AIML API flagged the picture for 'a fox'*"
    }
}
