# A session and its connection, beside other sessions and with keys in the environment.

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

Describe 'A session' {
    BeforeEach { Reset-Session }

    It 'is connected by itself, and not by another one of the same process' {
        Connect-Reve $DirectProvider -ApiKey $key -BaseUri $Emulator.baseUri
        $path = $ModulePath

        $other = 1 | ForEach-Object -Parallel {
            Import-Module $using:path
            $before = Get-ReveConnection
            Connect-Reve Sandbox
            "[$before] $((Get-ReveConnection).Provider)"
        }

        $other | Should -Be '[] Sandbox'
        (Get-ReveConnection).Provider.Name | Should -Be $DirectProvider
    }

    It 'passes its key on with $using:' {
        $path = $ModulePath
        $secure = ConvertTo-SecureString $key -AsPlainText -Force

        $made = 1..2 | ForEach-Object -Parallel {
            Import-Module $using:path
            New-ReveImage "fox $_" -Provider $using:DirectProvider -ApiKey $using:secure `
                -BaseUri ($using:Emulator).baseUri
        }

        @($made).Count | Should -Be 2
    }

    It 'loses the connection with the module' {
        Connect-Reve Sandbox
        Remove-Module Reve
        Import-Module $ModulePath
        Get-ReveConnection | Should -BeNullOrEmpty
    }
}

Describe 'Several keys in the environment' {
    BeforeEach { Reset-Session }

    It 'are an error that lists the providers, and never select the Sandbox' {
        $env:AIMLAPI_API_KEY = $env:ONEROUTER_API_KEY = 'one-of-two-keys'

        $run = Invoke-Captured { New-ReveImage 'a fox' }

        Get-ErrorId $run.Errors | Should -Be 'ProviderUndecided'
        $run.Errors[0].Exception.Message | Should -Match "$DirectProvider.*$EditProvider"
    }
}
