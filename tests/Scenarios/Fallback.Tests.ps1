# Several providers in one command, prices in USD, several images for a prompt, and file formats.

BeforeDiscovery { . $PSScriptRoot/../Support/Providers.ps1 }

BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    Start-Emulator

    # Two providers that both create images, at the emulator.
    function Connect-Both {
        $DirectProvider, $TaskProvider | ForEach-Object {
            Connect-Reve $_ -BaseUri $Emulator.baseUri -ApiKey $Emulator.apiKey -PassThru
        }
    }
}

Describe 'Several providers' {
    BeforeEach {
        Reset-Emulator
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
        $both = Connect-Both
    }
    AfterEach { Pop-Location }

    It 'use the next provider after a rejection that was not charged, and warn once' {
        Add-Misbehaviour @{ path = '/v1/images'; status = 402; times = 9 }

        $images = 'a fox', 'an owl' |
            New-ReveImage -Connection $both -OutDirectory out -WarningVariable warnings -WarningAction SilentlyContinue

        $images.Provider | Should -Be $TaskProvider, $TaskProvider
        (Get-EmulatorBill).provider | Should -Be $TaskProvider, $TaskProvider
        $warnings | Should -HaveCount 1
        "$warnings" | Should -Match $DirectProvider
    }

    It 'are recognized by -Resume in any order' {
        Add-Misbehaviour @{ path = '/v1/images'; status = 402 }
        $null = 'a fox' | New-ReveImage -Connection $both -OutDirectory out -WarningAction SilentlyContinue

        $image = 'a fox' | New-ReveImage -Connection $both[1], $both[0] -OutDirectory out -Resume

        $image.Resumed | Should -BeTrue
        $image.Provider | Should -Be $TaskProvider
        Get-EmulatorBill | Should -HaveCount 1
    }

    It 'refuse <Name> before anything is sent' -ForEach @(
        @{ Name = '-ApiKey'; Id = 'OptionConflict'
            Arguments = @{ Provider = $DirectProvider, 'Sandbox'; ApiKey = 'k' * 20 } }
        @{ Name = '-BaseUri'; Id = 'OptionConflict'
            Arguments = @{ Provider = $DirectProvider, 'Sandbox'; BaseUri = 'https://example.com' } }
        @{ Name = 'a provider without a key'; Id = 'ApiKeyMissing'
            Arguments = @{ Provider = 'Sandbox', $TaskProvider } }
        @{ Name = 'a provider that is listed twice'; Id = 'OptionConflict'
            Arguments = @{ Provider = 'Sandbox', 'sandbox' } }
        @{ Name = '-Model'; Id = 'OptionConflict'; Arguments = @{ Connection = 'both'; Model = 'reve/create' } }
        @{ Name = 'an option that one of them lacks'; Id = 'OptionNotSupported'
            Arguments = @{ Connection = 'both'; Upscale = 2 } }
        @{ Name = 'a cost limit without a unit'; Id = 'CostLimitInvalid'
            Arguments = @{ Connection = 'both'; CostLimit = 5 } }
        @{ Name = 'a cost limit that cannot be compared'; Id = 'CostLimitInvalid'
            Arguments = @{ Connection = 'both'; CostLimit = '5 USD' } }
    ) {
        if ($Arguments.Connection) { $Arguments.Connection = $both }

        $run = Invoke-Captured { New-ReveImage 'a fox' @Arguments }

        Get-ErrorId $run.Errors | Should -Be $Id
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'are refused by a cmdlet for tasks' {
        $run = Invoke-Captured { Get-ReveTask some-id -Connection $both }

        Get-ErrorId $run.Errors | Should -Be OptionConflict
    }
}

Describe 'Prices in USD' {
    BeforeEach { Reset-Emulator }

    It 'limit the cost of a provider whose unit has a known worth' {
        $run = Invoke-Captured { 1..4 | ForEach-Object { "fox $_" } | New-ReveImage @OnEmulator -CostLimit '0.15 USD' }

        $run.Output | Should -HaveCount 2
        Get-ErrorId $run.Errors | Should -Be CostLimitReached
        "$($run.Errors)" | Should -Match '0.15 USD'
    }

    It 'are shown beside the unit by -WhatIf, in results and in sums' {
        $image = New-ReveImage 'a fox' @OnEmulator

        "$($image.Usage)" | Should -Be '126000 tokens (0.063 USD)'
        ($image | Measure-ReveUsage).UsdAmount | Should -Be 0.063
        (Get-ReveBalance -Provider $DirectProvider -BaseUri $Emulator.baseUri -ApiKey $Emulator.apiKey).UsdAmount |
            Should -Be 12.5
    }

    It 'refuse what is not an amount' {
        { New-ReveImage 'a fox' -Provider Sandbox -CostLimit 'five' -ErrorAction Stop } |
            Should -Throw -ErrorId 'ParameterArgumentTransformationError*'
    }
}

Describe '-Count and -Format' {
    BeforeEach {
        Reset-Emulator
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
    }
    AfterEach { Pop-Location }

    It 'sends a call for each image where a call generates one, and the journal has each of them' {
        $images = New-ReveImage 'a fox' @OnEmulator -Count 3 -OutDirectory out

        $images | Should -HaveCount 3
        Get-EmulatorBill | Should -HaveCount 3
        Get-ChildItem out/*.png | Should -HaveCount 3
        $again = New-ReveImage 'a fox' @OnEmulator -Count 3 -OutDirectory out -Resume
        $again.Resumed | Should -Be $true, $true, $true
        Get-EmulatorBill | Should -HaveCount 3
    }

    It 'multiplies the price before the calls are sent' {
        $run = Invoke-Captured { New-ReveImage 'a fox' @OnEmulator -Count 5 -CostLimit 300000 }

        $run.Output | Should -HaveCount 2
    }

    It 'refuses one file for several images' {
        $run = Invoke-Captured { New-ReveImage 'a fox' @OnEmulator -Count 2 -OutFile fox.png }

        Get-ErrorId $run.Errors | Should -Be OptionConflict
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'does not take the number of elements of a list for the number of images' {
        $null = Invoke-Captured { , @('a fox', 'an owl') | New-ReveImage @OnEmulator }

        Get-EmulatorBill | Should -HaveCount 2
    }

    It 'refuses the format <Name> that the provider does not return' -ForEach @(
        @{ Name = 'of the extension'; Id = 'OptionNotSupported'; Arguments = @{ OutFile = 'fox.webp' } }
        @{ Name = 'of -Format'; Id = 'OptionNotSupported'; Arguments = @{ Format = 'jpeg' } }
        @{ Name = 'that contradicts the extension'; Id = 'OptionConflict'
            Arguments = @{ Format = 'png'; OutFile = 'fox.jpg' } }
    ) {
        $run = Invoke-Captured { New-ReveImage 'a fox' @OnEmulator @Arguments }

        Get-ErrorId $run.Errors | Should -Be $Id
        Get-EmulatorRequest POST | Should -BeNullOrEmpty
    }

    It 'accepts the format that the provider always returns, in any spelling' {
        New-ReveImage 'a fox' @OnEmulator -Format .PNG -OutFile fox.png | Should -HaveCount 1
    }
}

Describe 'Get-ReveProvider -Online' {
    BeforeEach { Reset-Emulator }
    AfterEach { Remove-Item env:AIMLAPI_BASE_URI, env:ONEROUTER_BASE_URI -ErrorAction Ignore }

    It 'returns each model with what its provider lists, without sending a key' {
        $env:AIMLAPI_BASE_URI = $env:ONEROUTER_BASE_URI = $Emulator.baseUri
        $env:AIMLAPI_API_KEY = $Emulator.apiKey
        try { $models = Get-ReveProvider $DirectProvider, $EditProvider -Online }
        finally { Remove-Item env:AIMLAPI_API_KEY }

        ($models | Where-Object Provider -EQ $DirectProvider).State | Should -Be Listed, Listed, Listed
        ($models | Where-Object Provider -EQ $EditProvider).State | Should -Be Unknown, Unknown
        Get-EmulatorRequest | Where-Object { $_.headers.Authorization } | Should -BeNullOrEmpty
    }

    It 'returns the reason where a provider cannot be queried' {
        $env:AIMLAPI_BASE_URI = 'http://127.0.0.1:9'

        $models = Get-ReveProvider $DirectProvider -Online -TimeoutSec 30

        $models.State | Should -Be Unknown, Unknown, Unknown
        $models[0].Note | Should -Match 'could not be reached'
    }
}

Describe 'The tags of input images' {
    It 'are understood in both forms, and -Verbose shows the prompt as it is sent' {
        $fox = New-ReveImage 'a fox' -Provider Sandbox
        $run = & { Join-ReveImage '<frame>0</frame> in <img>1</img>' -InputObject $fox, $fox -Provider Sandbox -Verbose -WhatIf } 4>&1

        "$run" | Should -Match 'sent as: <img>0</img> in <img>1</img>'
    }
}
