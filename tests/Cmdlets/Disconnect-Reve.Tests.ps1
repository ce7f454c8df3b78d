BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    Start-Emulator
    function Reset-Session {
        Reset-Emulator
        Disconnect-Reve
        Get-ChildItem env: | Where-Object Name -Match '^REVE_PROVIDER$|^AIMLAPI_|^ONEROUTER_|^INFERENCE' | Remove-Item
    }
}
AfterAll { Disconnect-Reve }

Describe 'Disconnect-Reve' {
    BeforeEach { Reset-Session }

    It 'forgets the connection, also when there is none' {
        Connect-Reve Sandbox
        Disconnect-Reve
        Disconnect-Reve
        Get-ReveConnection | Should -BeNullOrEmpty
    }
}
