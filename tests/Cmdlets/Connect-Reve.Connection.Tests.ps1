BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    Start-Emulator
}

Describe 'Connect-Reve -PassThru' {
    BeforeEach { Reset-Emulator }
    AfterEach { Disconnect-Reve }

    It 'returns a connection and leaves the session as it is' {
        Connect-Reve Sandbox
        $connection = Connect-Reve $DirectProvider -ApiKey $Emulator.apiKey -BaseUri $Emulator.baseUri -PassThru

        $connection.Provider.Name | Should -Be $DirectProvider
        (Get-ReveConnection).Provider.Name | Should -Be 'Sandbox'
    }

    It 'makes a connection that <_> uses' -ForEach 'New-ReveImage', 'Get-ReveBalance' {
        $connection = Connect-Reve $DirectProvider -ApiKey $Emulator.apiKey -BaseUri $Emulator.baseUri -PassThru `
            -Headers @{ 'X-Team' = 'foxes' }
        $arguments = if ($_ -eq 'New-ReveImage') { @{ Prompt = 'a fox' } } else { @{} }

        (& $_ @arguments -Connection $connection).Provider | Should -Be $DirectProvider

        (Get-EmulatorRequest | Where-Object path -NotLike '/generations*').headers.'X-Team' | Should -Contain 'foxes'
    }

    It 'makes a connection whose proxy Save-ReveImage uses' {
        $image = New-ReveImage 'a fox' @OnEmulator -SkipDownload
        $connection = Connect-Reve Sandbox -Proxy $Emulator.proxy -PassThru

        $image | Save-ReveImage -OutFile $TestDrive/fox.png -Connection $connection

        @(Invoke-Emulator proxied) | Should -HaveCount 1
    }

    It 'makes a connection that limits the wait between two attempts' {
        $connection = Connect-Reve $DirectProvider -ApiKey $Emulator.apiKey -BaseUri $Emulator.baseUri -PassThru `
            -MaximumRetryDelaySec 1
        Add-Misbehaviour @{ Method = 'POST'; Status = 429; Headers = @{ 'Retry-After' = '60' }; Times = 9 }

        $run = Invoke-Captured { New-ReveImage 'a fox' -Connection $connection }

        Get-ErrorId $run.Errors | Should -Be 'RateLimited'
        $run.Errors[0].Exception.RetryAfter.TotalSeconds | Should -Be 60
    }

    It 'is refused together with -<_>' -ForEach 'Provider', 'ApiKey', 'BaseUri' {
        $connection = Connect-Reve Sandbox -PassThru
        $other = @{ Provider = @{ Provider = 'Sandbox' }; ApiKey = @{ ApiKey = 'k' }
            BaseUri = @{ BaseUri = 'https://x.example' } }[$_]

        Get-ErrorId (Invoke-Captured { New-ReveImage 'a fox' -Connection $connection @other }).Errors |
            Should -Be 'OptionConflict'
    }

    It 'makes a connection that shows no secret in <Name>' -ForEach @(
        @{ Name = 'its view'; Show = { $args[0] | Out-String } }
        @{ Name = 'a list'; Show = { $args[0] | Format-List * | Out-String } }
        @{ Name = 'a table'; Show = { $args[0] | Format-Table * | Out-String -Width 999 } }
        @{ Name = 'JSON'; Show = { $args[0] | ConvertTo-Json -Depth 9 -WarningAction Ignore } }
        @{ Name = 'CSV'; Show = { $args[0] | ConvertTo-Csv } }
        @{ Name = 'text'; Show = { "$($args[0])" } }
        @{ Name = 'a CLIXML file'; Show = {
                Export-Clixml -InputObject $args[0] -Path $TestDrive/c.xml -Depth 9
                Get-Content $TestDrive/c.xml -Raw
            }
        }
    ) {
        $password = ConvertTo-SecureString 'hidden-word' -AsPlainText -Force
        $headers = @{ 'X-Token' = 'hidden-token' }
        $connection = Connect-Reve $DirectProvider -ApiKey hidden-key -Headers $headers -PassThru `
            -Proxy http://127.0.0.1:1 -ProxyCredential ([pscredential]::new('hidden-user', $password))

        & $Show $connection | Should -Not -Match 'hidden'
    }
}
