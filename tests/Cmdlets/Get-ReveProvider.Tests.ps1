BeforeAll { . $PSScriptRoot/../Support/Suite.ps1 }

Describe 'Get-ReveProvider' {
    It 'emits the operations, models and prices of each provider' {
        $names = (Get-ReveProvider).Name
        @($Providers.Name) + 'Sandbox' | ForEach-Object { $names | Should -Contain $_ }
        (Get-ReveProvider $EditProvider).Operations.Operation | Should -Be Edit, Remix
        (Get-ReveProvider i*).Operations[0].Price | Should -Be 18
        Get-ErrorId (Invoke-Captured { Get-ReveProvider Midas }).Errors | Should -Be 'ProviderUnknown'
    }

    It 'shows whether the key is set' {
        (Get-ReveProvider $EditProvider).IsKeySet | Should -BeFalse
        $env:ONEROUTER_API_KEY = 'k'
        try { (Get-ReveProvider $EditProvider).IsKeySet | Should -BeTrue } finally { $env:ONEROUTER_API_KEY = $null }
    }

    It 'fits a table of 100 columns' {
        Get-ReveProvider | Out-String -Width 100 -Stream |
            ForEach-Object { $_.TrimEnd().Length | Should -BeLessOrEqual 100 }
    }
}
