# The way out, as Invoke-RestMethod has it: proxies, credentials, certificates.

BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    Start-Emulator
    function Get-Proxied { Invoke-Emulator proxied }
    function Get-Credential([string] $Name, [string] $Password) {
        [pscredential]::new($Name, (ConvertTo-SecureString $Password -AsPlainText -Force))
    }

    # A connection to the emulator with these network settings.
    function Get-Connection([hashtable] $Network, [string] $BaseUri = $Emulator.baseUri) {
        Connect-Reve $DirectProvider -ApiKey $Emulator.apiKey -BaseUri $BaseUri @Network -PassThru
    }

    # A process of its own, because the environment's proxy is read once in a process.
    function Invoke-Elsewhere([hashtable] $Environment, [string] $Command) {
        Invoke-ChildPowerShell '-Command', "
            `$ErrorView = 'DetailedView'
            Import-Module '$ModulePath'
            `$call = @{ MaximumRetryCount = 0 }
            `$account = @{ Provider = '$DirectProvider'; ApiKey = '$($Emulator.apiKey)' }
            $Command" $Environment | Out-String
    }
}

AfterAll {
    Disconnect-Reve
}

Describe '-Proxy' {
    BeforeEach {
        Reset-Emulator
        Disconnect-Reve
    }

    It 'routes a call and its download through the proxy' {
        $image = New-ReveImage 'a fox' -Connection (Get-Connection @{ Proxy = $Emulator.proxy })

        $image.Bytes.Length | Should -BeGreaterThan 0
        @(Get-Proxied).Count | Should -Be @(Get-EmulatorRequest).Count
    }

    It 'routes the session through the proxy, also for another provider' {
        Connect-Reve Sandbox -Proxy $Emulator.proxy
        $null = New-ReveImage 'a fox' @OnEmulator

        Get-Proxied | Should -Not -BeNullOrEmpty
    }

    It 'accepts a credential, and recommends one when the proxy requires it' {
        Set-Emulator @{ proxyCredential = 'ada:secret-word' }

        $bare = Get-Connection @{ Proxy = $Emulator.proxy }
        $run = Invoke-Captured { New-ReveImage 'a fox' -Connection $bare -RetryIntervalSec 1 }
        Get-ErrorId $run.Errors | Should -Be 'ConnectionFailed'
        $run.Errors[0].Exception.Message | Should -Match 'proxy requires.*nothing was charged'
        $run.Errors[0].ErrorDetails.RecommendedAction | Should -Match '-ProxyCredential'
        Get-EmulatorBill | Should -BeNullOrEmpty

        $known = Get-Connection @{ Proxy = $Emulator.proxy; ProxyCredential = Get-Credential ada secret-word }
        New-ReveImage 'a fox' -Connection $known | Should -Not -BeNullOrEmpty
    }

    It 'of a connection does not get the credential for the proxy of the session' {
        Connect-Reve Sandbox -Proxy http://proxy.example.com:1 -ProxyCredential (Get-Credential ada secret-word)
        $null = New-ReveImage 'a fox' -Connection (Get-Connection @{ Proxy = $Emulator.proxy })

        Get-Proxied | Should -Not -BeNullOrEmpty
        Get-Proxied | Where-Object authorization | Should -BeNullOrEmpty
    }

    It 'of the session gets its credential' {
        Set-Emulator @{ proxyCredential = 'ada:secret-word' }
        Connect-Reve Sandbox -Proxy $Emulator.proxy -ProxyCredential (Get-Credential ada secret-word)

        New-ReveImage 'a fox' @OnEmulator | Should -Not -BeNullOrEmpty
    }

    It 'of the session is ignored by a connection with -NoProxy' {
        Connect-Reve Sandbox -Proxy $Emulator.proxy
        $null = New-ReveImage 'a fox' -Connection (Get-Connection @{ NoProxy = $true })

        Get-Proxied | Should -BeNullOrEmpty
    }

    It 'is rejected <Why>, before anything is sent' -ForEach @(
        @{ Why = 'with -NoProxy'; Id = 'OptionConflict'; Said = @{ Proxy = 'http://p.example'; NoProxy = $true } }
        @{ Why = 'without an address'; Id = 'OptionConflict'; Said = @{ ProxyUseDefaultCredentials = $true } }
        @{ Why = 'without a scheme'; Id = 'ProxyInvalid'; Said = @{ Proxy = 'p.example:8080' } }
        @{ Why = 'with a password in it'; Id = 'ProxyInvalid'; Said = @{ Proxy = 'http://ada:secret-word@p.example' } }
    ) {
        foreach ($more in @{}, @{ PassThru = $true }) {
            $run = Invoke-Captured { Connect-Reve $DirectProvider -ApiKey key-0123 @Said @more }
            $run.Output | Should -BeNullOrEmpty
            Get-ReveConnection | Should -BeNullOrEmpty
            Get-ErrorId $run.Errors | Should -Be $Id
            $run.Errors | Format-List * -Force | Out-String | Should -Not -Match 'secret-word'
        }
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'accepts only one kind of credential' {
        $both = @{ ProxyCredential = Get-Credential ada secret-word; ProxyUseDefaultCredentials = $true }
        $run = Invoke-Captured { Get-Connection (@{ Proxy = $Emulator.proxy } + $both) }
        Get-ErrorId $run.Errors | Should -Be 'OptionConflict'
    }
}

Describe 'The proxy of the environment' {
    BeforeEach { Reset-Emulator }

    It 'is used by default, and ignored with -NoProxy' {
        $text = Invoke-Elsewhere @{ HTTP_PROXY = $Emulator.proxy } `
            "(New-ReveImage fox @call @account -BaseUri $($Emulator.baseUri)).Model
            `$to = Connect-Reve @account -BaseUri $($Emulator.baseUri) -NoProxy -PassThru
            (New-ReveImage owl @call -Connection `$to).Model"
        [regex]::Matches($text, 'reve/create-image') | Should -HaveCount 2
        Get-EmulatorRequest POST | Should -HaveCount 2
        Get-Proxied | Should -Not -BeNullOrEmpty
        @(Get-Proxied).Count | Should -Be (@(Get-EmulatorRequest).Count - 2) -Because 'the last call bypasses it'
    }

    It 'of another machine never gets requests to this machine by http' {
        $text = Invoke-Elsewhere @{ HTTP_PROXY = 'http://proxy.invalid:8080' } `
            "(New-ReveImage fox @call @account -BaseUri $($Emulator.baseUri)).Model"
        $text | Should -Match 'reve/create-image'
    }

    It 'keeps its password secret when it responds with 407 or 502' {
        $proxy = $Emulator.proxy -replace '://', '://ada:secret-word@'
        $text = Invoke-Elsewhere @{ HTTPS_PROXY = $proxy } "
            foreach (`$status in 407, 502) {
                `$body = @{ proxyRefusal = `$status } | ConvertTo-Json
                `$null = Invoke-RestMethod $($Emulator.baseUri)/_emulator/settings -Method Post -Body `$body ``
                    -ContentType application/json
                New-ReveImage fox @call @account -Verbose -Debug -BaseUri $($Emulator.httpsUri)
            }
            `$Error | Format-List * -Force
            `$Error.Exception | Format-List * -Force"
        $text | Should -Match '407'
        $text | Should -Match '502'
        $text | Should -Match 'ConnectionFailed'
        $text | Should -Not -Match 'secret-word'
        @(Get-Proxied).Count | Should -BeGreaterThan 1
    }
}

Describe '-SkipCertificateCheck' {
    BeforeEach {
        Reset-Emulator
        Disconnect-Reve
        $secure = $OnEmulator + @{ MaximumRetryCount = 0 }
        $secure.BaseUri = $Emulator.httpsUri
    }

    It 'is needed for a certificate that is not trusted' {
        $run = Invoke-Captured { New-ReveImage 'a fox' @secure }
        Get-ErrorId $run.Errors | Should -Be 'ConnectionFailed'
        $run.Errors[0].ErrorDetails.RecommendedAction | Should -Match '-SkipCertificateCheck'
        Get-EmulatorRequest | Should -BeNullOrEmpty

        $trusting = Get-Connection @{ SkipCertificateCheck = $true } $Emulator.httpsUri
        New-ReveImage 'a fox' -Connection $trusting | Should -Not -BeNullOrEmpty
        # Paid calls do not share connections.
        @(Get-EmulatorRequest POST).protocol | Should -Be 'HTTP/1.1'
    }

    It 'of the session applies to its own provider only' {
        Connect-Reve $TaskProvider -ApiKey $Emulator.apiKey -SkipCertificateCheck
        $run = Invoke-Captured { New-ReveImage 'a fox' @secure }
        Get-ErrorId $run.Errors | Should -Be 'ConnectionFailed'
        Get-EmulatorRequest | Should -BeNullOrEmpty

        Connect-Reve $DirectProvider -ApiKey $Emulator.apiKey -SkipCertificateCheck
        New-ReveImage 'a fox' @secure | Should -Not -BeNullOrEmpty
        $strict = Get-Connection @{} $Emulator.httpsUri
        $run = Invoke-Captured { New-ReveImage 'a fox' -Connection $strict -MaximumRetryCount 0 }
        Get-ErrorId $run.Errors | Should -Be 'ConnectionFailed'
    }

    It 'never sends a key by http to another machine' {
        $run = Invoke-Captured { Get-Connection @{ SkipCertificateCheck = $true } http://example.com }
        Get-ErrorId $run.Errors | Should -Be 'BaseUriInsecure'
    }
}
