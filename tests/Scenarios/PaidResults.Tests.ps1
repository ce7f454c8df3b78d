# What is paid for is saved and emitted, whatever the streams of the command do.

BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    Start-Emulator
    $on = $OnEmulator

    # A paid response with an image that is flagged, which causes a warning.
    function Add-FlaggedResponse {
        $url = (New-ReveImage 'a fox' @on -SkipDownload).Url
        Add-Misbehaviour @{
            Method = 'POST'
            Body = @{ data = @(@{ url = $url; content_violation = $true }) } | ConvertTo-Json -Depth 4 -Compress
        }
    }

    # Runs commands in a PowerShell that cannot show a prompt.
    function Invoke-NonInteractive([string[]] $Command) {
        $number = 0
        $runs = $Command | ForEach-Object { "try { $_ } catch { `"ended $(($number++)): `$_`" }" }
        Invoke-ChildPowerShell '-Command', (
            "Import-Module '$ModulePath'; `$on = '$($on | ConvertTo-Json -Compress)' | " +
            "ConvertFrom-Json -AsHashtable; $($runs -join '; ')")
    }
}

Describe 'A paid image' {
    BeforeEach {
        Reset-Emulator
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
    }
    AfterEach { Pop-Location }

    Context 'with a stream that ends the command' {
        It 'is saved and emitted before -WarningAction Stop ends the command' {
            Add-FlaggedResponse
            $run = Invoke-Captured { New-ReveImage 'a fox' @on -OutDirectory out -WarningAction Stop }
            $run.Output.FullName | Should -Exist
            $run.Errors | Should -HaveCount 1
            "$($run.Errors)" | Should -Match 'flagged'
        }

        It 'is emitted before $WarningPreference Stop ends the command, also from a file with a wrong extension' {
            # A JPEG, although the file is named like a PNG.
            Set-Emulator @{
                image = [Convert]::ToBase64String([byte[]](
                    0xFF, 0xD8, 0xFF, 0xC0, 0, 11, 8, 0, 4, 0, 6, 1, 1, 0x11, 0, 0xFF, 0xD9))
            }
            $run = Invoke-Captured {
                $WarningPreference = 'Stop'
                New-ReveImage 'a fox' @on -OutFile fox.png
            }
            $run.Output | Should -HaveCount 1
            $run.Output.FullName | Should -Exist
            $run.Errors | Should -HaveCount 1
        }

        It 'is not generated for a file whose extension the provider has no format for' {
            $run = Invoke-Captured { New-ReveImage 'a fox' @on -OutFile fox.jpg }
            Get-ErrorId $run.Errors | Should -Be OptionNotSupported
            Get-EmulatorRequest | Should -BeNullOrEmpty
        }

        It 'precedes its warnings and messages' {
            Add-FlaggedResponse
            $records = New-ReveImage 'a fox' @on -Verbose *>&1
            $own = $records | Where-Object { "$_" -notlike 'Performing*' }
            $own[0] | Should -BeOfType Reve.ReveImage
            ($own | Where-Object { $_ -is [Management.Automation.WarningRecord] }) | Should -HaveCount 1
            ($own | Where-Object { $_ -is [Management.Automation.VerboseRecord] }) | Should -Not -BeNullOrEmpty
        }

        It 'is never paid for when $VerbosePreference Stop ends the command before the first call' {
            $run = Invoke-Captured {
                $VerbosePreference = 'Stop'
                'a', 'b', 'c' | New-ReveImage @on
            }
            $run.Errors | Should -HaveCount 1
            $run.Output.Count | Should -Be @(Get-EmulatorRequest POST).Count
        }

        It 'is not lost to $ProgressPreference Stop' {
            # Progress is shown after one second.
            Set-Emulator @{ latencyMs = 1100 }
            $run = Invoke-Captured {
                $ProgressPreference = 'Stop'
                New-ReveImage 'a' @on
            }
            $run.Output.Prompt | Should -Be a
        }

        It 'is not lost to -Debug where no prompt can be shown, with and without a confirmation' {
            $text = Invoke-NonInteractive (
                "'a' | New-ReveImage @on -Debug -Confirm:`$false -OutDirectory one | % FullName",
                "'a', 'b', 'c' | New-ReveImage @on -Debug -Confirm:`$false -OutDirectory three | % FullName",
                "'a', 'b', 'c' | New-ReveImage @on -Debug -OutDirectory confirmed | % FullName")
            Get-ChildItem one -Filter *.png | Should -HaveCount 1
            Get-ChildItem three -Filter *.png | Should -HaveCount 3
            ($text -match 'DEBUG: \[2\] POST') | Should -Not -BeNullOrEmpty
            $text -match 'ended [01]' | Should -BeNullOrEmpty
            @(Get-EmulatorRequest POST).Count | Should -Be @(Get-ChildItem -Recurse -Filter *.png).Count
        }
    }

    Context 'with -ErrorAction Stop' {
        BeforeAll {
            # Passes the calls on, and then the rest when all of them are under way.
            function Send-UnderWay([object[]] $Call, [object[]] $Rest) {
                $Call
                Wait-Until 'all calls are under way' { @(Get-EmulatorRequest POST).Count -eq $Call.Count }
                $Rest
            }
        }
        BeforeEach {
            Set-Emulator @{ latencyMs = 300 }
            $null = New-ReveImage 'x' -Provider Sandbox -OutFile x.png
        }

        It 'is emitted although a later item is not valid' {
            $rows = foreach ($name in 'p1', 'p2', 'p3') { [pscustomobject]@{ Prompt = $name } }
            $rest = [pscustomobject]@{ Prompt = 'p4'; AspectRatio = '7:77' }, [pscustomobject]@{ Prompt = 'p5' }
            $run = Invoke-Captured { Send-UnderWay $rows $rest | New-ReveImage @on -ErrorAction Stop }
            $run.Output.Prompt | Should -Be p1, p2, p3
            Get-ErrorId $run.Errors | Should -Be AspectRatioUnknown
            @(Get-EmulatorRequest POST) | Should -HaveCount 3
        }

        It 'is emitted although another call failed' {
            $run = Invoke-Captured {
                Send-UnderWay 'b', 'c' 'forbidden' | New-ReveImage @on -Unordered -ErrorAction Stop
            }
            $run.Output.Prompt | Sort-Object | Should -Be b, c
            Get-ErrorId $run.Errors | Should -Be ContentViolation
        }

        It 'is not followed by a call that waits for its turn, nor by a retry' {
            Add-Misbehaviour @{ Method = 'POST'; Status = 429; Headers = @{ 'Retry-After' = '60' }; Body = '{}' }
            $run = Invoke-Captured {
                & {
                    [pscustomobject]@{ Prompt = 'rejected' }
                    Wait-Until 'the first call was rejected' { Get-EmulatorRequest POST | Where-Object status -EQ 429 }
                    [pscustomobject]@{ Prompt = 'waits' }
                    [pscustomobject]@{ Prompt = 'not valid'; AspectRatio = '7:77' }
                } | New-ReveImage @on -OutDirectory out -ErrorAction Stop
            }
            Get-ErrorId $run.Errors | Should -Be AspectRatioUnknown
            Get-EmulatorRequest POST | Should -HaveCount 1
            Get-Content out/reve-journal.jsonl | Should -HaveCount 2 -Because 'a call that was not sent is not recorded'
        }

        It 'is emitted although the input of a later item is missing' {
            $run = Invoke-Captured {
                Send-UnderWay (Get-Item x.png, x.png).FullName 'missing.png' |
                    Edit-ReveImage 'in snow' @on -ErrorAction Stop
            }
            $run.Output | Should -HaveCount 2
            Get-ErrorId $run.Errors | Should -Be InputNotFound
        }

        It 'is emitted although the command ends at bytes from the pipeline' {
            $run = Invoke-Captured {
                Send-UnderWay (Get-Item x.png).FullName ([byte] 1) | Edit-ReveImage 'in snow' @on
            }
            $run.Output | Should -HaveCount 1
            $run.Errors | Should -HaveCount 1
        }

        It 'is emitted although a record has a column that looks like a parameter, with -WarningAction Stop' {
            $run = Invoke-Captured {
                Send-UnderWay ([pscustomobject]@{ Prompt = 'p1' }) (
                    [pscustomobject]@{ Prompt = 'p2'; Aspect_Ratio = '1:1' }) |
                    New-ReveImage @on -WarningAction Stop
            }
            $run.Output.Prompt | Should -Be p1
            @(Get-EmulatorRequest POST) | Should -HaveCount 1
        }
    }
}

Describe 'A call under way when the pipeline ends outside the command' {
    BeforeEach {
        Reset-Emulator
        Set-Emulator @{ latencyMs = 300 }
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
        # Ends the pipeline while the first call is under way.
        function Send-Rows([scriptblock] $Last) {
            [pscustomobject]@{ Prompt = 'under way' }
            Wait-Until 'the call is under way' { Get-EmulatorRequest POST }
            & $Last
        }
    }
    AfterEach { Pop-Location }

    It 'is completed and saved, and -Resume returns its image: <Name>' -ForEach @(
        @{ Name = 'a record cannot be bound'; Script = {
            Send-Rows { [pscustomobject]@{ Prompt = @{ a = 1 } } } |
                New-ReveImage @on -OutDirectory out -ErrorAction Stop } }
        @{ Name = 'a command before it throws'; Script = {
            Send-Rows { throw 'no more' } | New-ReveImage @on -OutDirectory out } }
        @{ Name = 'a command after it throws'; Script = {
            Send-Rows { [pscustomobject]@{ Prompt = 'b'; AspectRatio = '7:77' } } |
                New-ReveImage @on -OutDirectory out 2>&1 | ForEach-Object { throw 'no more' } } }
    ) {
        $run = Invoke-Captured $Script
        $run.Errors | Should -HaveCount 1
        $run.Output | Should -BeNullOrEmpty
        Get-ChildItem out -Filter *.png | Should -HaveCount 1
        Get-EmulatorRequest POST | Where-Object wasAborted | Should -BeNullOrEmpty

        (New-ReveImage 'under way' @on -OutDirectory out -Resume).Resumed | Should -BeTrue
        Get-EmulatorRequest POST | Should -HaveCount 1
    }

    It 'is cancelled when its image could not be saved' {
        Add-Misbehaviour @{ Method = 'POST'; Fault = 'StallBeforeHeaders' }
        $run = Invoke-Captured { Send-Rows { throw 'no more' } | New-ReveImage @on }
        $run.Errors | Should -HaveCount 1
        Wait-Until 'the call is cancelled' { Get-EmulatorRequest POST | Where-Object wasAborted }
    }
}

Describe 'The same command again in the same folder' {
    BeforeEach {
        Reset-Emulator
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
        $null = 'a', 'b' | New-ReveImage @on -OutDirectory out
    }
    AfterEach { Pop-Location }

    It 'warns before it sends the first image again, and at the end with the number and the charges' {
        $records = 'a', 'b', 'c' | New-ReveImage @on -OutDirectory out -ThrottleLimit 1 *>&1
        $records[0] | Should -BeOfType Management.Automation.WarningRecord
        "$($records[0])" | Should -Match "'a'.*paid for again.*-Resume"
        "$($records[-1])" | Should -Match '^2 images were generated again .*252000 tokens\.$'
        $records | Where-Object { $_ -is [Management.Automation.WarningRecord] } | Should -HaveCount 2
    }

    It 'sends nothing when the warning ends the command' {
        Reset-Emulator
        $run = Invoke-Captured { 'a', 'b' | New-ReveImage @on -OutDirectory out -WarningAction Stop }
        $run.Errors | Should -HaveCount 1
        Get-EmulatorRequest POST | Should -BeNullOrEmpty
    }

    It 'warns under -WhatIf alike, and sends and writes nothing' {
        Reset-Emulator
        $before = Get-FileHash out/*
        $warnings = 'a', 'c' | New-ReveImage @on -OutDirectory out -WhatIf 3>&1
        "$($warnings[0])" | Should -Match "'a'.*paid for again"
        "$($warnings[1])" | Should -Match '^1 image would be generated again .*126000 tokens\.$'
        Get-EmulatorRequest | Should -BeNullOrEmpty
        (Get-FileHash out/*).Hash | Should -Be $before.Hash
    }

    It 'does not warn with -Resume, for new images, or in another folder' {
        'a', 'b' | New-ReveImage @on -OutDirectory out -Resume 3>&1 | Should -BeOfType Reve.ReveImage
        'd', 'e' | New-ReveImage @on -OutDirectory out 3>&1 | Should -BeOfType Reve.ReveImage
        'a' | New-ReveImage @on -OutDirectory other 3>&1 | Should -BeOfType Reve.ReveImage
        'a' | New-ReveImage @on -OutDirectory another -WhatIf 3>&1 | Should -BeNullOrEmpty
    }
}

Describe 'A task that was submitted to another address' {
    BeforeEach {
        Reset-Emulator
        Disconnect-Reve
        $task = New-ReveImage 'a fox' @on -Provider $TaskProvider -NoWait
        $env:INFERENCE_API_KEY = $Emulator.apiKey
    }
    AfterEach { Get-ChildItem env: | Where-Object Name -Match '^INFERENCE' | Remove-Item }

    It 'has the address and not the key' {
        $task.BaseUri | Should -Be ([uri] $Emulator.baseUri)
        $task | ConvertTo-Json -Depth 5 | Should -Not -Match $Emulator.apiKey
    }

    It 'is found there by every command that takes tasks' {
        ($task | Get-ReveTask).Id | Should -Be $task.Id
        ($task | Wait-ReveTask).Stage | Should -Be completed
        ($task | Get-ReveTask | Receive-ReveTask).Prompt | Should -Be 'a fox'
        ($task | Stop-ReveTask).Id | Should -Be $task.Id
    }

    It 'is searched for at an address that is specified' {
        $run = Invoke-Captured { $task | Get-ReveTask -BaseUri http://127.0.0.1:9 -MaximumRetryCount 0 }
        Get-ErrorId $run.Errors | Should -Be ConnectionFailed
    }
}

Describe 'An error about a download or a connection' {
    BeforeEach { Reset-Emulator }

    It 'has the number of attempts of a download that the host answered with 404' {
        Add-Misbehaviour @{ Method = 'GET'; Status = 404; Headers = @{ 'Retry-After-Ms' = '1' }; Times = 99 }
        $verbose = [Collections.Generic.List[string]]::new()
        $run = Invoke-Captured {
            New-ReveImage 'a fox' @on -RetryIntervalSec 1 -MaximumRetryCount 0 -Verbose 4>&1 |
                Where-Object { if ($_ -is [Management.Automation.VerboseRecord]) { $verbose.Add("$_") } else { $true } }
        }
        Get-ErrorId $run.Errors | Should -Be DownloadFailed
        "$($run.Errors[0])" | Should -Match 'the host returned 404, after \d+ attempts'
        @($verbose -match 'attempt \d+: the host returned 404').Count | Should -BeGreaterThan 1
    }

    It 'names Connect-Reve for a parameter that only that command has' {
        Add-Misbehaviour @{
            Method = 'POST'; Status = 429; Body = '{"message":"slow"}'; Headers = @{ 'Retry-After' = '900' }; Times = 9
        }
        $run = Invoke-Captured { New-ReveImage 'a fox' @on }
        $run.Errors[0].ErrorDetails.RecommendedAction | Should -Match 'Connect-Reve -MaximumRetryDelaySec'
    }
}
