# The key is looked for in everything that is shown, kept or written, after failures of each kind.

BeforeDiscovery {
    . $PSScriptRoot/../Support/Providers.ps1
    $failures = @(
        @{ Kind = 'a key that is rejected (401)'; Id = 'AuthenticationFailed'; Answer = @{ status = 401 } }
        @{ Kind = 'an account that is rejected (403)'; Id = 'OutOfCredit'; Answer = @{ status = 403 } }
        @{ Kind = 'an error that repeats the key'; Id = 'InvalidRequest'; Answer = @{ status = 400; body = 'echo' } }
        @{ Kind = 'an error in plain text'; Id = 'ProviderFailed'; Answer = @{ status = 500; body = 'plain' } }
        @{ Kind = 'a response that cannot be read'; Id = 'UnreadableResponse'; Answer = @{ body = 'plain' } }
        @{ Kind = 'a response without an image'; Id = 'UnreadableResponse'; Answer = @{ body = 'echo' } }
        @{ Kind = 'a response that is cut off'; Id = 'UnreadableResponse'; Answer = @{ fault = 'TruncateBody' } }
        @{ Kind = 'no response'; Id = 'OutcomeUnknown'; Said = @{ TimeoutSec = 1 }
            Answer = @{ fault = 'StallBeforeHeaders' } }
        @{ Kind = 'a connection that is reset'; Id = 'OutcomeUnknown'; Answer = @{ fault = 'ResetAfterBody' } }
        @{ Kind = 'a connection that is refused'; Id = 'ConnectionFailed'; Said = @{ BaseUri = 'http://127.0.0.1:9' } }
        @{ Kind = 'a host that is not known'; Id = 'ConnectionFailed'; Said = @{ BaseUri = 'https://reve.invalid' } }
        @{ Kind = 'an http address'; Id = 'BaseUriInsecure'; Said = @{ BaseUri = 'http://example.com' } }
        @{ Kind = 'a proxy that rejects the credential'; Id = 'ConnectionFailed'; Proxy = $true }
        @{ Kind = 'a certificate that is not trusted'; Id = 'ConnectionFailed'; Https = $true }
        @{ Kind = 'a header that holds the key'; Id = 'HeaderInvalid'; Header = $true }
        @{ Kind = 'a key with a line break'; Id = 'ApiKeyInvalid'; Suffix = "`nmore" }
        @{ Kind = 'a key with a letter that no key has'; Id = 'ApiKeyInvalid'; Suffix = 'ß' }
        @{ Kind = 'a key that is no text'; Id = 'ParameterArgumentTransformationError'; IsList = $true }
    )
}

BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    Start-Emulator
    $key = $Emulator.apiKey
    $bytes = [Text.Encoding]::UTF8.GetBytes($key)
    # The three ways in which base64 can begin within other text.
    $traces = @($key) + @(0..2 | ForEach-Object {
        $base64 = [Convert]::ToBase64String([byte[]]::new($_) + $bytes)
        $base64.Substring([Math]::Ceiling($_ * 4 / 3), [Math]::Floor($bytes.Length * 4 / 3) - 4)
    })
    $echo = "{`"message`":`"your key $key is odd`",`"requestId`":`"$key`",`"data`":[]}"

    # Calls with the parameters of the test. Settings that only a connection has are specified by Connect-Reve.
    function Invoke-Call {
        if (-not $settings.Count) { return New-ReveImage 'a fox' @call -Verbose -Debug }
        $account = @{ ApiKey = $call.ApiKey; BaseUri = $call.BaseUri }
        $connection = Connect-Reve $DirectProvider @account @settings -PassThru
        New-ReveImage 'a fox' -Connection $connection -MaximumRetryCount 0 -Verbose -Debug
    }

    # Everything that a user, a log or a debugger would see of what the script does, in each form it can be shown in.
    function Get-Told([scriptblock] $Script) {
        $Error.Clear()
        $transcript = Join-Path $TestDrive "$([guid]::NewGuid()).txt"
        $null = Start-Transcript $transcript
        try {
            $script:all = @(try { & $Script *>&1 } catch { $_ })
            $null = $all | Out-Default -Transcript
        }
        finally { $null = Stop-Transcript }
        $found = @($all) + @($Error | Where-Object {
                $record = $_
                -not ($all | Where-Object { [object]::ReferenceEquals($_, $record) })
            })
        $records = $found | Where-Object { $_ -is [Management.Automation.ErrorRecord] }
        $objects = $found | Where-Object {
            $_ -isnot [Management.Automation.ErrorRecord] -and $_ -isnot [Management.Automation.InformationalRecord]
        }
        $seen = @(
            $found | Out-String -Width 500
            $found | Format-List * -Force | Out-String -Width 500
            foreach ($record in $records) {
                $ErrorView = 'DetailedView'
                $record | Out-String -Width 500
                for ($part = $record.Exception; $part; $part = $part.InnerException) {
                    "$part"
                    $part | Format-List * -Force | Out-String -Width 500
                }
                $record.InvocationInfo | Format-List * -Force | Out-String -Width 500
                $record.TargetObject, $record.ErrorDetails, $record.CategoryInfo | Format-List * -Force | Out-String
            }
            $failures = $records.Exception | Where-Object { $_ -is [Reve.ReveException] } | Select-Object -Unique
            $failures | ConvertTo-Json -Depth 2 -WarningAction Ignore
            $failures.AnswerFile | Where-Object { $_ } | Sort-Object -Unique | ForEach-Object {
                Get-Content $_ -Raw
                Remove-Item $_
            }
            $objects | ConvertTo-Json -Depth 5 -WarningAction Ignore
            [Management.Automation.PSSerializer]::Serialize($objects, 3)
            'TRANSCRIPT'
            Get-Content $transcript -Raw
        )
        $seen -join "`n"
    }

    function Assert-NoKey([string] $Text) {
        $Text.Length | Should -BeGreaterThan 100
        foreach ($trace in $traces) {
            $at = $Text.IndexOf($trace, [StringComparison]::Ordinal)
            $near = if ($at -ge 0) { $Text.Substring([Math]::Max(0, $at - 80), 80) }
            $at | Should -Be -1 -Because "the key stands after: $near"
        }
    }
}

AfterAll {
    Disconnect-Reve
}

Describe 'The key' {
    BeforeEach {
        Reset-Emulator
        Disconnect-Reve
        $case = $_
        $call = $OnEmulator + @{ MaximumRetryCount = 0 }
        $settings = @{}
        if ($case.Said) { foreach ($name in $case.Said.Keys) { $call[$name] = $case.Said[$name] } }
        if ($case.Answer) {
            $answer = $case.Answer.Clone()
            if ($answer.body) { $answer.body = if ($answer.body -eq 'echo') { $echo } else { "odd: $key" } }
            Add-Misbehaviour ($answer + @{ method = 'POST' })
        }
        if ($case.Suffix) { $call.ApiKey = $key + $case.Suffix }
        if ($case.IsList) { $call.ApiKey = @($key, $key) }
        if ($case.Header) { $settings.Headers = @{ Authorization = "Bearer $key" } }
        if ($case.Https) { $call.BaseUri = $Emulator.httpsUri }
        if ($case.Proxy) {
            $password = ConvertTo-SecureString $key -AsPlainText -Force
            Set-Emulator @{ proxyCredential = 'ada:another' }
            $call.BaseUri = $Emulator.httpsUri
            $settings = @{ Proxy = $Emulator.proxy; ProxyCredential = [pscredential]::new('ada', $password) }
        }
    }

    It 'appears nowhere after <Kind>' -ForEach $failures {
        $text = Get-Told { Invoke-Call }

        $all | Where-Object { $_ -is [Management.Automation.ErrorRecord] } | ForEach-Object { Get-ErrorId $_ } |
            Should -Contain $Id
        Assert-NoKey $text
    }

    It 'appears nowhere after <Kind>, when the session is connected with it' -ForEach (
        $failures[0..10] | Where-Object Kind -NE 'no response') {
        $known = @{ ApiKey = $key; BaseUri = $call.BaseUri }
        $call.Remove('ApiKey')
        $call.Remove('BaseUri')
        if ($known.BaseUri -ne 'http://example.com') { Connect-Reve $DirectProvider @known }

        Assert-NoKey (Get-Told { Get-ReveConnection; New-ReveImage 'a fox' @call -Verbose -Debug })
    }

    It 'appears in no progress and not in the history of the session' {
        Add-Misbehaviour @{ method = 'POST'; status = 503; body = $echo; times = 2; headers = @{ 'Retry-After' = '1' } }
        # A session of its own, whose progress can be read. Progress begins after a second, which is that of the retry.
        $shell = [powershell]::Create()
        $null = $shell.AddScript('param($Module, $Provider, $Account) Import-Module $Module; Connect-Reve $Provider @Account').
            AddArgument($ModulePath).AddArgument($DirectProvider).
            AddArgument(@{ ApiKey = $key; BaseUri = $call.BaseUri }).Invoke()
        $shell.Commands.Clear()
        $null = $shell.AddScript('New-ReveImage ''a fox'' -MaximumRetryCount 1')

        $null = $shell.Invoke($null, [Management.Automation.PSInvocationSettings]@{ AddToHistory = $true })

        Get-ErrorId $shell.Streams.Error | Should -Be 'ProviderFailed'
        $progress = @($shell.Streams.Progress)
        $progress.Activity | Should -Not -BeNullOrEmpty
        $shell.Commands.Clear()
        $history = $shell.AddScript('Get-History').Invoke()
        $history.CommandLine | Should -Contain 'New-ReveImage ''a fox'' -MaximumRetryCount 1'
        Assert-NoKey ($progress + $history | Format-List * -Force | Out-String -Width 500)
        $shell.Dispose()
    }

    It 'appears nowhere after a task that failed and repeats it' {
        Set-Emulator @{ tasks = @{ ending = 'Failed'; error = "no such key: $key" } }
        $call.Provider = $TaskProvider

        $text = Get-Told { New-ReveImage 'a fox' @call -Verbose -Debug; Get-ReveTask 'task-1' @call }
        $text | Should -Match 'no such key: \*{8}'
        Assert-NoKey $text
    }

    It 'appears nowhere after calls to <_> that are refused, unreadable, lost and made' -ForEach $Providers {
        $call.Provider = "$_"
        # Tasks are completed when they are first asked for, so that the calls do not wait.
        Set-Emulator @{ tasks = @{ stages = @() } }
        foreach ($answer in @(
                @{ status = 401; body = $echo }, @{ status = 400; body = $echo }, @{ body = "odd: $key" }
                @{ fault = 'ResetAfterBody'; isCharged = $false })) {
            Add-Misbehaviour ($answer + @{ paidAt = $call.Provider })
        }

        $text = Get-Told {
            foreach ($number in 1..5) {
                Edit-ReveImage 'in snow' -Uri https://example.com/a.png @call -Verbose -Debug -ErrorAction Continue
            }
        }

        @(Get-EmulatorRequest | Where-Object paidAt -EQ $call.Provider) | Should -HaveCount 5
        Assert-NoKey $text
    }

    It 'appears in no result, log or transcript' {
        $file = Join-Path $TestDrive 'fox.png'
        $text = Get-Told { New-ReveImage 'a fox' @call -OutFile $file -Verbose -Debug }
        $text | Should -Match 'TRANSCRIPT[\s\S]+POST 127.0.0.1/v1/images/generations'
        Assert-NoKey $text
        Assert-NoKey (Get-ChildItem $TestDrive -Recurse -File | Get-Content -Raw | Out-String)
    }

    It 'appears in no result that repeats it' {
        $image = [Convert]::ToBase64String([IO.File]::ReadAllBytes((Join-Path $Root 'docs/images/sandbox.png')))
        Add-Misbehaviour @{
            method = 'POST'
            body   = "{`"data`":[{`"b64_json`":`"$image`",`"revised_prompt`":`"$key`",`"request_id`":`"$key`"}]}"
        }
        $text = Get-Told { New-ReveImage 'a fox' @call -Verbose -Debug | Select-Object * -ExcludeProperty Bytes }
        $text | Should -Match 'RevisedPrompt'
        Assert-NoKey $text
    }

    It 'is not shown by the connection' {
        $password = ConvertTo-SecureString $key -AsPlainText -Force
        $who = [pscredential]::new('ada', $password)
        $text = Get-Told {
            Connect-Reve $DirectProvider -ApiKey $key -Proxy http://proxy.example.com:1 -ProxyCredential $who -PassThru
            Get-ReveConnection
            (Get-ReveConnection).Key
            (Get-ReveConnection).Network
            (Get-ReveConnection).Network.ProxyCredential
            "$(Get-ReveConnection)"
        }
        $text | Should -Match '\*{8}'
        Assert-NoKey $text
    }

    It 'is found by the search of these tests when it is shown' {
        { Assert-NoKey (Get-Told { Write-Warning "the key is $key, and this is told on purpose for long enough" }) } |
            Should -Throw
        $known = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("ada:$key"))
        { Assert-NoKey (Get-Told { Write-Warning "it is $known, and this is told on purpose for long enough" }) } |
            Should -Throw
    }
}
