# What -Verbose and -Debug show of a run.

BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    Start-Emulator

    function Get-Message([scriptblock] $Script, [type] $Kind) {
        & $Script *>&1 | Where-Object { $_ -is $Kind } | ForEach-Object Message
    }
}

Describe 'A run' {
    BeforeEach { Reset-Emulator }

    It 'has a verbose line for each step of each job, with its index' {
        $lines = Get-Message { 'a fox', 'an owl' | New-ReveImage @OnEmulator -Verbose } (
            [Management.Automation.VerboseRecord])
        $call = 'POST 127\.0\.0\.1/v1/images/generations reve/create-image \d+ bytes, attempt 1: 200, '
        foreach ($index in 0, 1) {
            $lines -match "^\[$index\] $call" | Should -Match '\d+ bytes, id rsid-\w+ in \d+ ms$'
            $lines -match "^\[$index\] GET 127\.0\.0\.1/.+ in \d+ ms$" | Should -Not -BeNullOrEmpty
        }
    }

    It 'has the headers in the debug lines, without the key' {
        $account = @{ ApiKey = $Emulator.apiKey; BaseUri = $Emulator.baseUri }
        $connection = Connect-Reve $DirectProvider @account -Headers @{ 'X-Gateway-Token' = 'hush' } -PassThru
        $lines = Get-Message {
            $DebugPreference = 'Continue'
            New-ReveImage 'a fox' -Connection $connection
        } ([Management.Automation.DebugRecord]) | Out-String -Width 4000
        $lines | Should -Match 'sent headers .*Authorization: Bearer \*{8}'
        $lines | Should -Match 'received headers .*x-inference-id: '
        $lines | Should -Match '"prompt":"a fox"'
        $lines | Should -Not -Match "hush|$($Emulator.apiKey)"
    }

    It 'has a warning for a flagged image' {
        Add-Misbehaviour @{
            Method = 'POST'
            Body = "{`"data`":[{`"url`":`"$($Emulator.baseUri)/x.png`",`"content_violation`":true}]}"
        }
        $image = New-ReveImage 'a fox' @OnEmulator -SkipDownload -WarningVariable warnings `
            -WarningAction SilentlyContinue
        $image.ContentViolation | Should -BeTrue
        $warnings.Message | Should -BeLike "AIML API flagged the image for 'a fox'*"
    }
}
