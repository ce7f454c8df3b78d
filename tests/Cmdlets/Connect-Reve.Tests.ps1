# What a session is connected to: what it sets, what comes before it, and what is never passed on.

BeforeDiscovery { . $PSScriptRoot/../Support/Providers.ps1 }

BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    Start-Emulator
    $key = $Emulator.apiKey
    function Get-LastCall { Get-EmulatorRequest POST | Select-Object -Last 1 }
    function Reset-Session {
        Reset-Emulator
        Disconnect-Reve
        Get-ChildItem env: | Where-Object Name -Match '^REVE_PROVIDER$|^AIMLAPI_|^ONEROUTER_|^INFERENCE' | Remove-Item
    }
    function Invoke-Make { New-ReveImage 'a fox' -RetryIntervalSec 1 @args }
}

AfterAll {
    Disconnect-Reve
}

Describe 'Connect-Reve' {
    BeforeEach { Reset-Session }

    It 'sets provider, address, key, model and headers for later calls' {
        Set-Emulator @{ models = @('other/model') }
        $account = @{ ApiKey = $key; BaseUri = $Emulator.baseUri; Headers = @{ 'X-Team' = 'art' } }
        Connect-Reve $DirectProvider @account -Model other/model

        $image = Invoke-Make

        $image.Provider | Should -Be $DirectProvider
        $image.Model | Should -Be 'other/model'
        $call = Get-LastCall
        $call.headers.Authorization | Should -Be "Bearer $key"
        $call.headers.'X-Team' | Should -Be 'art'
    }

    It 'emits nothing, and the connection with -PassThru' {
        Connect-Reve Sandbox | Should -BeNullOrEmpty
        (Connect-Reve Sandbox -PassThru).Provider.Name | Should -Be 'Sandbox'
    }

    It 'takes a key as a SecureString' {
        $secure = ConvertTo-SecureString $key -AsPlainText -Force
        Connect-Reve $DirectProvider -ApiKey $secure -BaseUri $Emulator.baseUri

        (Invoke-Make).Provider | Should -Be $DirectProvider
    }

    It 'takes a key from a vault' {
        function Get-Secret($Name) { ConvertTo-SecureString $key -AsPlainText -Force }
        Connect-Reve $DirectProvider -ApiKey (Get-Secret $DirectProvider) -BaseUri $Emulator.baseUri

        (Invoke-Make).Provider | Should -Be $DirectProvider
    }

    It 'takes its parameters from $PSDefaultParameterValues' {
        function Get-Secret($Name) { ConvertTo-SecureString $key -AsPlainText -Force }
        $PSDefaultParameterValues = @{
            '*-ReveImage:Provider' = $DirectProvider
            '*-ReveImage:BaseUri'  = $Emulator.baseUri
            '*-ReveImage:ApiKey'   = { Get-Secret $DirectProvider }
        }

        (New-ReveImage 'a fox').Provider | Should -Be $DirectProvider
    }

    It 'is overridden by each parameter of a call' {
        Set-Emulator @{ models = @('other/model') }
        Connect-Reve $DirectProvider -ApiKey 'another-key-entirely' -BaseUri $Emulator.baseUri -Model reve/create-image

        $image = Invoke-Make -ApiKey $key -Model other/model

        $image.Model | Should -Be 'other/model'
        (Get-LastCall).headers.Authorization | Should -Be "Bearer $key"
    }

    It 'overrides the environment, which supplies the rest' {
        $env:REVE_PROVIDER = 'Sandbox'
        $env:AIMLAPI_API_KEY = $key
        $env:AIMLAPI_BASE_URI = $Emulator.baseUri
        Connect-Reve $DirectProvider

        (Invoke-Make).Provider | Should -Be $DirectProvider
        (Get-LastCall).headers.Authorization | Should -Be "Bearer $key"
    }

    It 'applies neither key, address, model nor headers to another provider' {
        $account = @{ ApiKey = $key; BaseUri = $Emulator.baseUri; Headers = @{ 'X-Team' = 'art' } }
        Connect-Reve $DirectProvider @account -Model other/model

        $run = Invoke-Captured { Invoke-Make -Provider $TaskProvider }
        Get-ErrorId $run.Errors | Should -Be 'ApiKeyMissing'

        $env:INFERENCE_API_KEY = $key
        $env:INFERENCESH_BASE_URI = $Emulator.baseUri
        (Invoke-Make -Provider $TaskProvider).Model | Should -Be 'reve/create'
        (Get-LastCall).headers.PSObject.Properties.Name | Should -Not -Contain 'X-Team'
    }

    It 'does not apply a Reve model to another operation' {
        Connect-Reve $DirectProvider -ApiKey $key -BaseUri $Emulator.baseUri -Model reve/create-image
        $file = Join-Path $TestDrive 'in.png'
        $null = New-ReveImage 'a fox' -Provider Sandbox -OutFile $file

        (Edit-ReveImage 'night' $file).Model | Should -Be 'reve/edit-image'
        (Invoke-Make).Model | Should -Be 'reve/create-image'
    }

    It 'is overridden by the model of a record' {
        Connect-Reve $DirectProvider -ApiKey $key -BaseUri $Emulator.baseUri -Model other/model

        $image = [pscustomobject]@{ Prompt = 'a fox'; Model = 'reve/create-image' } | New-ReveImage

        $image.Model | Should -Be 'reve/create-image'
    }

    It 'rejects <Why> without a request, and keeps the connection' -ForEach @(
        @{ Why = 'an unknown provider'; Id = 'ProviderUnknown'; Said = @{ Provider = 'Midas' } }
        @{ Why = 'no key'; Id = 'ApiKeyMissing'; Said = @{ Provider = $EditProvider } }
        @{ Why = 'a key in two lines'; Id = 'ApiKeyInvalid'; Said = @{ Provider = $EditProvider; ApiKey = "a`nb" } }
        @{ Why = 'an http address'; Id = 'BaseUriInsecure'
            Said = @{ Provider = $EditProvider; ApiKey = 'any-other-key'; BaseUri = 'http://example.com' } }
        @{ Why = 'a header that the module sets'; Id = 'HeaderInvalid'
            Said = @{ Provider = $EditProvider; ApiKey = 'any-other-key'; Headers = @{ Authorization = 'x' } } }
        @{ Why = 'two proxies'; Id = 'OptionConflict'
            Said = @{ Provider = 'Sandbox'; Proxy = 'http://p.example'; NoProxy = $true } }
    ) {
        Connect-Reve Sandbox

        $run = Invoke-Captured { Connect-Reve @Said }

        Get-ErrorId $run.Errors | Should -Be $Id
        (Get-ReveConnection).Provider.Name | Should -Be 'Sandbox'
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'completes the providers, and the models of the chosen one' {
        (TabExpansion2 'Connect-Reve ').CompletionMatches.CompletionText | Should -Contain $EditProvider
        (TabExpansion2 "Connect-Reve $EditProvider -Model ").CompletionMatches.CompletionText |
            Should -Be 'reve-edit-image-to-image', 'reve-remix-image-to-image'
    }
}
