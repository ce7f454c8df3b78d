BeforeDiscovery { . $PSScriptRoot/../Support/Providers.ps1 }

BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    Start-Emulator
}

Describe 'Get-ReveBalance' {
    BeforeEach { Reset-Emulator }
    AfterEach { Get-ChildItem env: | Where-Object Name -Match '^AIMLAPI_|^ONEROUTER_|^REVE_PROVIDER$' | Remove-Item }

    It 'emits the balance of each provider' {
        $before = [DateTimeOffset]::Now
        $balance = Get-ReveBalance @OnEmulator
        $balance | Should -BeOfType Reve.ReveBalance
        $balance.Provider, $balance.Amount, $balance.Unit | Should -Be $DirectProvider, 12.5, 'USD'
        $balance.AskedAt | Should -BeGreaterOrEqual $before
        $balance.AskedAt | Should -BeLessOrEqual ([DateTimeOffset]::Now)
        "$balance" | Should -Be '12.5 USD'
        (Get-EmulatorRequest).path | Should -Be '/v2/billing'
    }

    It 'queries every provider that has a key and reports a balance' {
        $env:AIMLAPI_API_KEY = $Emulator.apiKey
        $env:AIMLAPI_BASE_URI = $Emulator.baseUri
        $env:ONEROUTER_API_KEY = 'another-key'
        (Get-ReveBalance).Provider | Should -Be $DirectProvider
        Get-EmulatorRequest | ForEach-Object { $_.headers.Authorization | Should -Be "Bearer $($Emulator.apiKey)" }
    }

    It 'queries the provider of the session with its key' {
        Connect-Reve $DirectProvider -ApiKey $Emulator.apiKey -BaseUri $Emulator.baseUri
        try { (Get-ReveBalance).Amount | Should -Be 12.5 }
        finally { Disconnect-Reve }
    }

    It 'names the providers with a balance when <Provider> has none' -ForEach @(
        @{ Provider = $EditProvider }, @{ Provider = $TaskProvider }, @{ Provider = 'Sandbox' }
    ) {
        $run = Invoke-Captured { Get-ReveBalance -Provider $Provider }
        Get-ErrorId $run.Errors | Should -Be 'OperationNotSupported'
        $run.Errors[0].ErrorDetails.RecommendedAction | Should -Match $DirectProvider
        $run.Errors[0].TargetObject | Should -Be $Provider
    }

    It 'names the keys that are missing' {
        $run = Invoke-Captured { Get-ReveBalance }
        Get-ErrorId $run.Errors | Should -Be 'ApiKeyMissing'
        Get-ReveProvider | Where-Object ReportsBalance |
            ForEach-Object { $run.Errors[0].ErrorDetails.RecommendedAction | Should -Match $_.KeyVariables[0] }
    }

    It 'rejects -ApiKey when the provider is not clear' {
        $env:ONEROUTER_API_KEY = 'another-key'
        $run = Invoke-Captured { Get-ReveBalance -ApiKey key-0123 }
        Get-ErrorId $run.Errors | Should -Be 'OperationNotSupported'
    }

    It 'names the provider that rejected the request' {
        Add-Misbehaviour @{ Path = '/v2/billing'; Status = 401; Body = '{"message":"words of theirs"}' }
        $run = Invoke-Captured { Get-ReveBalance @OnEmulator }
        Get-ErrorId $run.Errors | Should -Be 'AuthenticationFailed'
        $run.Errors[0].TargetObject | Should -Be $DirectProvider
        "$($run.Errors[0])" | Should -Match 'words of theirs'
    }

    It 'fits a table of 100 columns' {
        $text = Get-ReveBalance @OnEmulator | Out-String -Width 100 -Stream
        $text | ForEach-Object { $_.TrimEnd().Length | Should -BeLessOrEqual 100 }
        $text -join "`n" | Should -Match "$DirectProvider\s+12[.,]5 USD"
    }

    It 'completes the providers that report a balance' {
        $line = 'Get-ReveBalance -Provider '
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText |
            Should -Be (Get-ReveProvider | Where-Object ReportsBalance).Name
    }
}
