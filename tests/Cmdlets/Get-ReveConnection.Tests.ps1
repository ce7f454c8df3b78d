BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    Start-Emulator
    $key = $Emulator.apiKey
    function Reset-Session {
        Reset-Emulator
        Disconnect-Reve
        Get-ChildItem env: | Where-Object Name -Match '^REVE_PROVIDER$|^AIMLAPI_|^ONEROUTER_|^INFERENCE' | Remove-Item
    }
}
AfterAll { Disconnect-Reve }

Describe 'Get-ReveConnection' {
    BeforeEach { Reset-Session }

    It 'emits nothing when the session is not connected' { Get-ReveConnection | Should -BeNullOrEmpty }

    It 'shows the settings of calls and the source of the key' {
        $env:AIMLAPI_KEY = $key
        $env:AIMLAPI_BASE_URI = 'https://gateway.example.com'
        Connect-Reve $DirectProvider -NoProxy

        $shown = Get-ReveConnection | Out-String -Width 200
        $shown | Should -Match "Provider\s+: $DirectProvider"
        $shown | Should -Match 'Address\s+: https://gateway.example.com/'
        $shown | Should -Match 'Key\s+: \*+ from AIMLAPI_KEY'
        $shown | Should -Match 'Proxy\s+: \(none\)'
    }
}
