BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    Start-Emulator
    function Get-Journal { Get-Content out/reve-journal.jsonl | ConvertFrom-Json }

    # What a script shows on the host. Only a transcript has the text of -WhatIf.
    function Get-Shown([scriptblock] $Script) {
        $null = Start-Transcript "$PWD/shown.txt"
        try { & $Script | Out-Null } finally { $null = Stop-Transcript }
        Get-Content shown.txt -Raw
    }
}

Describe '-WhatIf' {
    BeforeEach {
        Reset-Emulator
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
        $null = New-ReveImage 'a fox' -Provider Sandbox -OutFile fox.png
    }
    AfterEach { Pop-Location }

    It 'shows operation, provider, model, inputs, file, price and the sum, and sends nothing' {
        $shown = Get-Shown {
            Edit-ReveImage 'make it night' -Path fox.png, fox.png -Provider $DirectProvider -OutDirectory out -WhatIf
        }

        $shown | Should -Match "Edit with $DirectProvider reve/edit-image, about 210000 tokens"
        $shown | Should -Match 'fox\.png'
        $shown | Should -Match 'fox-make-it-night-2'
        $shown | Should -Match 'What if: 2 calls, about 420000 tokens \(about 0.21 USD\) in total'
        'out' | Should -Not -Exist
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'shows with -Resume what needs -RetryUnknownOutcome, and what -CostLimit allows' {
        Add-Misbehaviour @{ Path = '/v1/images'; Status = 504 }
        $null = 'a fox' | New-ReveImage @OnEmulator -OutDirectory out -ErrorAction Ignore
        $resume = @{ Provider = $DirectProvider; OutDirectory = 'out'; Resume = $true; WhatIf = $true }
        $held = Get-Shown { 'a fox', 'an owl' | New-ReveImage @resume }
        $again = Get-Shown { 'a fox', 'an owl' | New-ReveImage @resume -RetryUnknownOutcome -CostLimit 200000 }

        $held | Should -Match 'outcome unknown, not sent without -RetryUnknownOutcome'
        $held | Should -Match '1 call, about 126000 tokens \(about 0.063 USD\) in total'
        $again | Should -Match '2 calls, about 252000 tokens .about 0.126 USD. in total; -CostLimit allows 200000 tokens'
    }

    It 'shows with -Resume what an earlier run paid for' {
        $null = 'a fox' | New-ReveImage @OnEmulator -OutDirectory out
        $shown = Get-Shown {
            'a fox', 'an owl' | New-ReveImage -Provider $DirectProvider -OutDirectory out -Resume -WhatIf
        }

        $shown | Should -Match 'paid for by an earlier run'
        $shown | Should -Match '1 call, about 126000 tokens \(about 0.063 USD\) in total'
        @(Get-Journal) | Should -HaveCount 3
    }
}
