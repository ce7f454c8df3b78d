# What ends a batch before all of it is sent: a limit of cost, and an error that all items would meet.

BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    Start-Emulator
    function Get-Image { Get-ChildItem out -Filter *.png | Sort-Object Name }
    function New-Prompt([int] $Count) { 1..$Count | ForEach-Object { "fox number $_" } }
}

Describe '-CostLimit' {
    BeforeEach {
        Reset-Emulator
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
    }
    AfterEach { Pop-Location }

    It 'stops before the call that could exceed it, keeps the results and reports the rest once' {
        $run = Invoke-Captured { New-Prompt 10 | New-ReveImage @OnEmulator -OutDirectory out -CostLimit 400000 }

        $run.Output | Should -HaveCount 3
        Get-EmulatorBill | Should -HaveCount 3
        Get-ErrorId $run.Errors | Should -Be 'CostLimitReached'
        "$($run.Errors[0])" | Should -Match '7 calls were not sent'
        $run.Errors[0].TargetObject | Should -HaveCount 7
        Get-Image | Should -HaveCount 3

        $rest = New-Prompt 10 | New-ReveImage @OnEmulator -OutDirectory out -Resume -CostLimit 900000
        $rest | Should -HaveCount 10
        Get-EmulatorBill | Should -HaveCount 10
    }

    It 'is rejected before the first request when no price is known' {
        $run = Invoke-Captured {
            New-ReveImage 'a fox' @OnEmulator -Model some/model -CostLimit 1000
        }
        Get-ErrorId $run.Errors | Should -Be 'PriceUnknown'
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'of zero sends no paid request' {
        $run = Invoke-Captured { 'a', 'b' | New-ReveImage @OnEmulator -CostLimit 0 }
        Get-ErrorId $run.Errors | Should -Be 'CostLimitReached'
        Get-EmulatorRequest POST | Should -BeNullOrEmpty
    }
}

Describe 'An error that affects all jobs' {
    BeforeEach { Reset-Emulator }

    It 'skips the jobs that are left, and reports their number' {
        Add-Misbehaviour @{ Path = '/v1/images'; Status = 401; Times = 99; Body = '{"message":"Credential rejected"}' }

        $run = Invoke-Captured { New-Prompt 50 | New-ReveImage @OnEmulator -ThrottleLimit 2 }

        @(Get-EmulatorRequest POST).Count | Should -BeLessOrEqual 2
        Get-ErrorId $run.Errors | Sort-Object -Unique | Should -Be 'AuthenticationFailed', 'NotSent'
        $told = $run.Errors | Where-Object { (Get-ErrorId $_) -eq 'NotSent' }
        "$told" | Should -Match '4[89] calls were not sent'
        "$told" | Should -Match 'rejected the request'
    }
}
