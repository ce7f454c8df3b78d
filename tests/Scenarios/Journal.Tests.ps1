# Never pay twice, never lose a picture: the journal, -Resume, -Sidecar, -CostLimit and -WhatIf.

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

Describe 'A limit of cost' {
    BeforeEach {
        Reset-Emulator
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
    }
    AfterEach { Pop-Location }

    It 'stops before the call that could go over it, keeps what is finished and tells of the rest once' {
        $run = Invoke-Captured { New-Prompt 10 | New-ReveImage @OnEmulator -OutDirectory out -CostLimit 400000 }

        $run.Output | Should -HaveCount 3
        Get-EmulatorBill | Should -HaveCount 3
        Get-ErrorId $run.Errors | Should -Be 'CostLimitReached'
        "$($run.Errors[0])" | Should -Match '7 calls were not sent'
        $run.Errors[0].TargetObject | Should -HaveCount 7
        Get-Picture | Should -HaveCount 3

        $rest = New-Prompt 10 | New-ReveImage @OnEmulator -OutDirectory out -Resume -CostLimit 900000
        $rest | Should -HaveCount 10
        Get-EmulatorBill | Should -HaveCount 10
    }

    It 'is refused before the first request where no price is known' {
        $run = Invoke-Captured {
            New-ReveImage 'a fox' @OnEmulator -Model some/model -CostLimit 1000
        }
        Get-ErrorId $run.Errors | Should -Be 'PriceUnknown'
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'of zero sends nothing that costs' {
        $run = Invoke-Captured { 'a', 'b' | New-ReveImage @OnEmulator -CostLimit 0 }
        Get-ErrorId $run.Errors | Should -Be 'CostLimitReached'
        Get-EmulatorRequest POST | Should -BeNullOrEmpty
    }
}

Describe 'An error that all items would meet' {
    BeforeEach { Reset-Emulator }

    It 'stops the rest from being sent, and says how many were not' {
        Add-Misbehaviour @{ Path = '/v1/images'; Status = 401; Times = 99; Body = '{"message":"Credential rejected"}' }

        $run = Invoke-Captured { New-Prompt 50 | New-ReveImage @OnEmulator -ThrottleLimit 2 }

        @(Get-EmulatorRequest POST).Count | Should -BeLessOrEqual 2
        Get-ErrorId $run.Errors | Sort-Object -Unique | Should -Be 'AuthenticationFailed', 'NotSent'
        $told = $run.Errors | Where-Object { (Get-ErrorId $_) -eq 'NotSent' }
        "$told" | Should -Match '4[89] calls were not sent'
        "$told" | Should -Match 'refused'
    }
}

Describe 'Measure-ReveUsage' {
    BeforeEach {
        Reset-Emulator
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
    }
    AfterEach { Pop-Location }

    It 'sums up results, a folder, a journal and folders from the pipeline alike' {
        $images = New-Prompt 3 | New-ReveImage @OnEmulator -OutDirectory out
        foreach ($sum in @(
                ($images | Measure-ReveUsage), (Measure-ReveUsage out), (Measure-ReveUsage o*/*.jsonl),
                (Get-Item out | Measure-ReveUsage))) {
            $sum.Calls | Should -Be 3
            $sum.Pictures | Should -Be 3
            $sum.Amount | Should -Be 378000
            $sum.Unit | Should -Be 'tokens'
            $sum.Provider | Should -Be 'AimlApi'
            $sum.Model | Should -Be 'reve/create-image'
            $sum.Date | Should -Be ([datetime]::Today)
        }
    }

    It 'refuses a folder without a journal, and goes on with the next' {
        $null = New-ReveImage 'a fox' -Provider Sandbox -OutDirectory out
        $run = Invoke-Captured { Measure-ReveUsage ., out }
        Get-ErrorId $run.Errors | Should -Be 'InputNotFound'
        $run.Output | Should -HaveCount 1
    }
}

Describe '-WhatIf' {
    BeforeEach {
        Reset-Emulator
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
        $null = New-ReveImage 'a fox' -Provider Sandbox -OutFile fox.png
    }
    AfterEach { Pop-Location }

    It 'names operation, provider, model, inputs, file and price, and the sum, and does nothing' {
        $shown = Invoke-ChildPowerShell '-Command', "
            Import-Module '$ModulePath'
            Remove-Item env:AIMLAPI_API_KEY -ErrorAction Ignore
            Edit-ReveImage 'make it night' -Path fox.png, fox.png -Provider AimlApi -OutDirectory out -WhatIf
        " | Out-String -Width 1000

        $shown | Should -Match 'Edit with AimlApi reve/edit-image, about 210000 tokens'
        $shown | Should -Match 'fox\.png'
        $shown | Should -Match '0001-make-it-night'
        $shown | Should -Match 'What if: 2 calls, about 420000 tokens together'
        'out' | Should -Not -Exist
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'tells with -Resume what is not sent without being asked, and what a limit allows' {
        Add-Misbehaviour @{ Path = '/v1/images'; Status = 504 }
        $null = 'a fox' | New-ReveImage @OnEmulator -OutDirectory out -ErrorAction Ignore
        $command = "Import-Module '$ModulePath'; 'a fox', 'an owl' | " +
            'New-ReveImage -Provider AimlApi -OutDirectory out -Resume -WhatIf'
        $held = Invoke-ChildPowerShell '-Command', $command | Out-String -Width 1000
        $again = Invoke-ChildPowerShell '-Command', "$command -RetryUnknownOutcome -CostLimit 200000" |
            Out-String -Width 1000

        $held | Should -Match 'outcome unknown, not sent without -RetryUnknownOutcome'
        $held | Should -Match '1 call, about 126000 tokens together'
        $again | Should -Match '2 calls, about 252000 tokens together; -CostLimit allows 200000 tokens of it'
    }

    It 'tells with -Resume what an earlier run paid for' {
        $null = 'a fox' | New-ReveImage @OnEmulator -OutDirectory out
        $shown = Invoke-ChildPowerShell '-Command', "
            Import-Module '$ModulePath'
            'a fox', 'an owl' | New-ReveImage -Provider AimlApi -OutDirectory out -Resume -WhatIf
        " | Out-String -Width 1000

        $shown | Should -Match 'paid for by an earlier run'
        $shown | Should -Match '1 call, about 126000 tokens together'
        @(Get-Journal) | Should -HaveCount 3
    }
}
