BeforeDiscovery { . $PSScriptRoot/../Support/Providers.ps1 }

BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    Start-Emulator
}

Describe 'Test-ReveConnection' {
    BeforeEach {
        Reset-Emulator
        $on = $OnEmulator + @{}
    }
    AfterEach {
        Get-ChildItem env: | Where-Object Name -Match '^AIMLAPI_|^ONEROUTER_|^INFERENCE|^REVE_PROVIDER$' | Remove-Item
    }

    It 'emits that the Sandbox works' {
        $test = Test-ReveConnection -Provider Sandbox
        $test | Should -BeOfType Reve.ReveConnectionTest
        $test.Works, $test.Provider | Should -Be $true, Sandbox
        $test.IsKeyAccepted | Should -BeNullOrEmpty
    }

    It 'emits the balance of AIML API and sends nothing that costs' {
        $test = Test-ReveConnection @on
        $test.Works, $test.IsKeyAccepted | Should -Be $true, $true
        "$($test.Balance)" | Should -Be '12.5 USD'
        Get-EmulatorRequest POST | Should -BeNullOrEmpty
        (Get-EmulatorBill).charged | Should -BeIn $null, 0
    }

    It 'emits the deprecated models' {
        # The list is requested once for each address, so this address is new.
        $on.BaseUri = $on.BaseUri -replace '127\.0\.0\.1', 'localhost'
        Add-Misbehaviour @{
            Path = '/v1/models/deprecations'
            Body = '{"data":[{"id":"reve/create-image","status":"deprecated"},{"id":"other","status":"withdrawn"}]}'
        }
        (Test-ReveConnection @on).DeprecatedModels | Should -Be 'reve/create-image'
    }

    It 'emits that inference.sh accepts the key' {
        $on.Provider = $TaskProvider
        $test = Test-ReveConnection @on
        $test.Works, $test.IsKeyAccepted | Should -Be $true, $true
        Get-EmulatorRequest POST | Should -BeNullOrEmpty
    }

    It 'emits that <Provider> rejects a wrong key' -ForEach @(
        @{ Provider = $DirectProvider }, @{ Provider = $TaskProvider }) {
        $on.Provider = $Provider
        $on.ApiKey = 'wrong-key'
        $run = Invoke-Captured { Test-ReveConnection @on }
        $run.Errors | Should -BeNullOrEmpty
        $run.Output.Works, $run.Output.IsKeyAccepted | Should -Be $false, $false
        $run.Output.Detail | Should -Match 'Check the key'
    }

    It 'emits that a host cannot be reached or a key is missing' {
        $nowhere = @{ ApiKey = 'key-0123'; BaseUri = 'http://127.0.0.1:9'; MaximumRetryCount = 0 }
        $test = Test-ReveConnection -Provider $DirectProvider @nowhere
        $test.Works, $test.IsKeyAccepted | Should -Be $false, $null
        (Test-ReveConnection -Provider $DirectProvider).Detail | Should -Match 'AIMLAPI_API_KEY'
    }

    It 'emits nothing definite for a provider without a free request, and sends nothing' {
        $test = Test-ReveConnection -Provider $EditProvider -ApiKey key-0123 -BaseUri $on.BaseUri
        $test.Works | Should -BeNullOrEmpty
        $test.Detail | Should -Match 'cannot be tested for free'
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'tests every provider with a key' {
        foreach ($name in 'AIMLAPI', 'ONEROUTER') {
            Set-Item "env:$($name)_API_KEY" $Emulator.apiKey
            Set-Item "env:$($name)_BASE_URI" $Emulator.baseUri
        }
        (Test-ReveConnection).Provider | Should -Be $DirectProvider, $EditProvider
    }

    It 'fits a table of 100 columns' {
        $text = Test-ReveConnection @on | Out-String -Width 100 -Stream
        $text | ForEach-Object { $_.TrimEnd().Length | Should -BeLessOrEqual 100 }
        $text -join "`n" | Should -Match "$DirectProvider\s+True\s+True\s+12[.,]5 USD"
    }
}
