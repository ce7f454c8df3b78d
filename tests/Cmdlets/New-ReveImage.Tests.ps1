BeforeDiscovery { . $PSScriptRoot/../Support/Providers.ps1 }

BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    . $PSScriptRoot/../Support/Pipelines.ps1
    Start-Emulator
}

Describe 'New-ReveImage' {
    BeforeEach {
        Reset-Emulator
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
    }
    AfterEach { Pop-Location }

    Context 'with the Sandbox' {
        It 'creates one image, saves it and emits it with its properties' {
            $image = New-ReveImage 'a paper fox' -Provider Sandbox -OutFile fox.png

            @($image).Count | Should -Be 1
            $image | Should -BeOfType Reve.ReveImage
            $image.FullName | Should -Be (Join-Path $PWD 'fox.png')
            $image.Width, $image.Height | Should -Be 1248, 832
            $image.Usage.Amount | Should -Be 0
            $image.Bytes.Length | Should -Be (Get-Item fox.png).Length
            $image.Bytes[0..3] | Should -Be 0x89, 0x50, 0x4E, 0x47
            $image.PSObject.Properties.Name | Should -Not -Contain 'Path'
            "$image" | Should -Be $image.FullName
        }

        It 'draws <Ratio> at <Width> x <Height>' -ForEach @(
            @{ Ratio = '16:9'; Width = 1360; Height = 768 }
            @{ Ratio = '9:16'; Width = 768; Height = 1360 }
            @{ Ratio = '1:1'; Width = 1024; Height = 1024 }
        ) {
            $image = New-ReveImage 'a paper fox' -Provider Sandbox -AspectRatio $Ratio
            $image.Width, $image.Height | Should -Be $Width, $Height
        }

        It 'draws the same image for the same prompt' {
            $first, $second = New-ReveImage 'a paper fox', 'a paper fox' -Provider Sandbox
            [Convert]::ToBase64String($first.Bytes) | Should -Be ([Convert]::ToBase64String($second.Bytes))
        }

        It 'never uses the Sandbox by default' {
            $run = Invoke-Captured { New-ReveImage 'a paper fox' }
            $run.Output | Should -BeNullOrEmpty
            Get-ErrorId $run.Errors | Should -Be 'ApiKeyMissing'
        }
    }

    Context 'on the pipeline' {
        It 'takes prompts line by line and emits results in their order' {
            'a fox', 'an owl', 'a hare' | Set-Content prompts.txt
            $images = Get-Content prompts.txt | New-ReveImage @OnEmulator -OutDirectory out

            $images.Prompt | Should -Be 'a fox', 'an owl', 'a hare'
            $images.Index | Should -Be 0, 1, 2
            $images.FullName | Split-Path -Leaf | Should -Be '0000-a-fox.png', '0001-an-owl.png', '0002-a-hare.png'
            $images.FullName | Should -Exist
            @(Get-EmulatorBill).Count | Should -Be 3
        }

        It 'takes a CSV row as a whole request' {
            @(
                [pscustomobject]@{ Prompt = 'a fox'; AspectRatio = '16:9'; OutFile = 'wide.png' }
                [pscustomobject]@{ Prompt = 'an owl'; AspectRatio = ''; OutFile = '' }
            ) | Export-Csv rows.csv
            $images = Import-Csv rows.csv | New-ReveImage @OnEmulator

            $bodies = Get-EmulatorRequest POST | ForEach-Object body | ConvertFrom-Json | Sort-Object prompt
            $bodies[0].aspect_ratio | Should -Be '16:9'
            $bodies[1].PSObject.Properties.Name | Should -Not -Contain 'aspect_ratio'
            $images[0].FullName | Should -Be (Join-Path $PWD 'wide.png')
            $images[1].FullName | Should -BeNullOrEmpty
            $images[1].Bytes | Should -Not -BeNullOrEmpty
        }

        It 'continues after a prompt that it rejects' {
            $run = Invoke-Captured { 'a fox', ('x' * 2561), 'an owl' | New-ReveImage @OnEmulator }
            $run.Output.Prompt | Should -Be 'a fox', 'an owl'
            Get-ErrorId $run.Errors | Should -Be 'PromptTooLong'
        }

        It 'ends early when the next command has enough' {
            $image = 1..50 | ForEach-Object { "fox $_" } | New-ReveImage @OnEmulator | Select-Object -First 1
            $image.Prompt | Should -Be 'fox 1'
            @(Get-EmulatorRequest POST).Count | Should -BeLessThan 40
        }
    }

    Context 'checks before sending' {
        It 'sends nothing with -WhatIf, and needs no key for it' {
            'a fox', 'an owl' |
                New-ReveImage -Provider $DirectProvider -BaseUri $Emulator.baseUri -OutDirectory out -WhatIf |
                Should -BeNullOrEmpty
            Get-EmulatorRequest | Should -BeNullOrEmpty
            'out' | Should -Not -Exist
        }

        It 'rejects with <Id> and the category <Category>' -ForEach @(
            @{ Id = 'PromptEmpty'; Category = 'InvalidArgument'; Target = ''
                Script = { New-ReveImage '' @OnEmulator } }
            @{ Id = 'PromptEmpty'; Category = 'InvalidArgument'; Target = "`t "
                Script = { New-ReveImage "`t " @OnEmulator } }
            @{ Id = 'PromptTooLong'; Category = 'InvalidArgument'; Target = 'x' * 2561
                Script = { New-ReveImage ('x' * 2561) @OnEmulator } }
            @{ Id = 'AspectRatioUnknown'; Category = 'InvalidArgument'; Target = '5:4'
                Script = { New-ReveImage 'a fox' @OnEmulator -AspectRatio 5:4 } }
            @{ Id = 'ProviderUnknown'; Category = 'InvalidArgument'; Target = 'Midas'
                Script = { New-ReveImage 'a fox' -Provider Midas } }
            @{ Id = 'ApiKeyMissing'; Category = 'AuthenticationError'; Target = $DirectProvider
                Script = { New-ReveImage 'a fox' -Provider $DirectProvider } }
            @{ Id = 'BaseUriInvalid'; Category = 'InvalidArgument'; Target = 'ftp://example.com'
                Script = {
                    New-ReveImage 'a fox' -Provider $DirectProvider -ApiKey key-0123 -BaseUri ftp://example.com } }
            @{ Id = 'BaseUriInvalid'; Category = 'InvalidArgument'; Target = 'nonsense'
                Script = { New-ReveImage 'a fox' -Provider $DirectProvider -ApiKey key-0123 -BaseUri nonsense } }
            @{ Id = 'BaseUriInsecure'; Category = 'SecurityError'; Target = 'http://example.com/'
                Script = {
                    New-ReveImage 'a fox' -Provider $DirectProvider -ApiKey key-0123 -BaseUri http://example.com } }
            @{ Id = 'OutputFolderMissing'; Category = 'ObjectNotFound'; Target = '*fox.png'
                Script = { New-ReveImage 'a fox' @OnEmulator -OutFile nowhere/fox.png } }
            @{ Id = 'AdditionalBodyInvalid'; Category = 'InvalidArgument'; Target = 'prompt'
                Script = { New-ReveImage 'a fox' @OnEmulator -AdditionalBody @{ prompt = 'x' } } }
        ) {
            $run = Invoke-Captured $Script
            $run.Output | Should -BeNullOrEmpty
            @($run.Errors).Count | Should -Be 1
            $run.Errors[0].FullyQualifiedErrorId | Should -Be "$Id,Reve.Cmdlets.NewReveImageCommand"
            $run.Errors[0].CategoryInfo.Category | Should -Be $Category
            "$($run.Errors[0].TargetObject)" | Should -BeLike $Target
            $run.Errors[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            Get-EmulatorRequest | Should -BeNullOrEmpty
        }

        It 'accepts a prompt by its code points: <Name>' -ForEach @(
            @{ Name = '1300 characters of two bytes'; Prompt = 'é' * 1300 }
            @{ Name = '2560 emoji'; Prompt = '🦊' * 2560 }
        ) {
            (New-ReveImage $Prompt @OnEmulator -SkipDownload).Prompt | Should -Be $Prompt
        }

        It 'overwrites an existing file only with -Force' {
            'mine' | Set-Content fox.png
            $run = Invoke-Captured { New-ReveImage 'a fox' @OnEmulator -OutFile fox.png }
            Get-ErrorId $run.Errors | Should -Be 'OutputExists'
            $run.Errors.CategoryInfo.Category | Should -Be 'ResourceExists'
            Get-Content fox.png | Should -Be 'mine'
            Get-EmulatorRequest | Should -BeNullOrEmpty

            (New-ReveImage 'a fox' @OnEmulator -OutFile fox.png -Force).FullName | Should -Be (Join-Path $PWD fox.png)
            (Get-Item fox.png).Length | Should -BeGreaterThan 100
        }

        It 'sends none of several prompts that would share one file' {
            $run = Invoke-Captured { 'a fox', 'an owl', 'a hare' | New-ReveImage @OnEmulator -OutFile fox.png }
            $run.Output | Should -BeNullOrEmpty
            Get-ErrorId $run.Errors | Should -Be 'OutputShared', 'OutputShared', 'OutputShared'
            Get-EmulatorRequest | Should -BeNullOrEmpty
        }

        It 'rejects a folder that cannot be written' {
            # Folders in which the system lets not even an administrator make a file.
            $folder = if ($IsLinux) { '/proc' }
            elseif ($IsMacOS) { '/System' }
            else { "$env:SystemDrive/System Volume Information" }
            $run = Invoke-Captured { New-ReveImage 'a fox' @OnEmulator -OutFile $folder/fox.png }
            Get-ErrorId $run.Errors | Should -Be 'OutputNotWritable'
            Get-EmulatorRequest | Should -BeNullOrEmpty
        }

        It 'rejects an object that is not a prompt: <Name>' -ForEach @(
            @{ Name = 'a record without a Prompt column'
                Script = { [pscustomobject]@{ Text = 'a fox' } | New-ReveImage @OnEmulator } }
            @{ Name = 'a hashtable'; Script = { @{ Text = 'a fox' } | New-ReveImage @OnEmulator } }
            @{ Name = 'a file'; Script = { Get-Item . | New-ReveImage @OnEmulator } }
        ) {
            $run = Invoke-Captured $Script
            $run.Output | Should -BeNullOrEmpty
            Get-ErrorId $run.Errors | Should -Be 'InputObjectNotBound'
            Get-EmulatorRequest | Should -BeNullOrEmpty
        }

        It 'rejects two outputs for one image, and options without effect: <Name>' -ForEach @(
            @{ Name = 'a file and a folder'; Id = 'OptionConflict'
                Options = @{ OutFile = 'a.png'; OutDirectory = 'out' } }
            @{ Name = 'a template without a folder'; Id = 'OptionConflict'; Options = @{ NameTemplate = '{slug}' } }
            @{ Name = 'a file without a download'; Id = 'OptionConflict'
                Options = @{ OutFile = 'a.png'; SkipDownload = $true } }
            @{ Name = 'an empty file name'; Id = 'OutputNotWritable'; Options = @{ OutFile = '' } }
            @{ Name = 'a name that no system takes'; Id = 'OutputNotWritable'
                Options = @{ OutFile = 'x' * 300 + '.png' } }
            @{ Name = 'a template with an unknown field'; Id = 'NameTemplateInvalid'
                Options = @{ OutDirectory = 'out'; NameTemplate = '{nope}' } }
        ) {
            $run = Invoke-Captured { New-ReveImage 'a fox' @OnEmulator @Options }
            Get-ErrorId $run.Errors | Should -Be $Id
            Get-EmulatorRequest | Should -BeNullOrEmpty
        }

        It 'never replaces an image of its own run, even with -Force' {
            $images = 'a', 'b', 'c' | New-ReveImage @OnEmulator -OutDirectory out -NameTemplate fox -Force
            $images.FullName | Sort-Object -Unique | Should -HaveCount 3
            Get-ChildItem out -Filter *.png | Should -HaveCount 3

            $null = 'a' | New-ReveImage @OnEmulator -OutDirectory out -NameTemplate fox -Force
            Get-ChildItem out -Filter *.png | Should -HaveCount 3
        }

        It 'rejects a key with a line break' {
            $run = Invoke-Captured {
                New-ReveImage 'a fox' -Provider $DirectProvider -BaseUri $Emulator.baseUri -ApiKey "k`r`nX-Evil: 1"
            }
            Get-ErrorId $run.Errors | Should -Be 'ApiKeyInvalid'
            "$($run.Errors[0])" | Should -Not -Match 'Evil'
            Get-EmulatorRequest | Should -BeNullOrEmpty
        }

        It 'rejects a tag without an input image' {
            Get-ErrorId (Invoke-Captured { New-ReveImage 'the fox of <img>0</img>' @OnEmulator }).Errors |
                Should -Be 'TagOutOfRange'
        }

        It 'recommends the variable and the parameter when the key is missing' {
            $run = Invoke-Captured { New-ReveImage 'a fox' -Provider $DirectProvider }
            $run.Errors[0].ErrorDetails.RecommendedAction | Should -Match 'AIMLAPI_API_KEY.*-ApiKey'
        }
    }

    Context 'with a key' {
        It 'reads it from <Variable>' -ForEach @{ Variable = 'AIMLAPI_API_KEY' }, @{ Variable = 'AIMLAPI_KEY' } {
            Set-Item "env:$Variable" $Emulator.apiKey
            try { New-ReveImage 'a fox' -BaseUri $Emulator.baseUri -SkipDownload | Should -Not -BeNullOrEmpty }
            finally { Remove-Item "env:$Variable" }
        }

        It 'takes it as a SecureString' {
            $key = ConvertTo-SecureString $Emulator.apiKey -AsPlainText -Force
            New-ReveImage 'a fox' -Provider $DirectProvider -BaseUri $Emulator.baseUri -ApiKey $key -SkipDownload |
                Should -Not -BeNullOrEmpty
        }

        It 'never shows it' {
            $streams = New-ReveImage 'a fox' @OnEmulator -Verbose -Debug *>&1 | Out-String -Width 1000
            $streams | Should -Match 'POST 127.0.0.1/v1/images/generations'
            $streams | Should -Not -Match $Emulator.apiKey
        }
    }

    Context 'when the provider rejects the request' {
        It 'reports status <Status> as <Id>, with the message of the provider' -ForEach @(
            @{ Status = 401; Id = 'AuthenticationFailed'; Category = 'AuthenticationError' }
            @{ Status = 403; Id = 'OutOfCredit'; Category = 'QuotaExceeded' }
            @{ Status = 404; Id = 'ModelRetired'; Category = 'ObjectNotFound' }
            @{ Status = 400; Id = 'InvalidRequest'; Category = 'InvalidArgument' }
            @{ Status = 504; Id = 'OutcomeUnknown'; Category = 'ConnectionError' }
        ) {
            Add-Misbehaviour @{ Status = $Status; Body = '{"message":"words of theirs","requestId":"req-7"}' }
            $run = Invoke-Captured { New-ReveImage 'a fox' @OnEmulator }
            $run.Errors[0].FullyQualifiedErrorId | Should -Be "$Id,Reve.Cmdlets.NewReveImageCommand"
            $run.Errors[0].CategoryInfo.Category | Should -Be $Category
            $run.Errors[0].TargetObject | Should -Be 'a fox'
            $run.Errors[0].Exception.Kind | Should -Be $Id
            $run.Errors[0].Exception.RequestId | Should -Be 'req-7'
            $run.Errors[0].ErrorDetails.Message | Should -Match 'words of theirs'
            @(Get-EmulatorRequest POST).Count | Should -Be 1
        }

        It 'emits the image beside the error when only the download failed' {
            Add-Misbehaviour @{ Method = 'GET'; Path = '/generations'; Status = 403; Times = 9 }
            $run = Invoke-Captured { New-ReveImage 'a fox' @OnEmulator -OutFile fox.png }
            Get-ErrorId $run.Errors | Should -Be 'DownloadFailed'
            $run.Output[0].Url | Should -BeLike "$($Emulator.baseUri)*"
            Get-ChildItem -Force | Should -BeNullOrEmpty
        }
    }

    Context 'views' {
        It 'fits a table of 100 columns, without bytes' {
            $prompt = 'a paper fox under a very wide sky with many words in it'
            $image = New-ReveImage $prompt -Provider Sandbox -OutDirectory out
            $text = $image | Format-Table | Out-String -Width 100
            $text -split "`n" | ForEach-Object { $_.TrimEnd().Length | Should -BeLessOrEqual 100 }
            $text | Should -Match '1248x832'
            $text | Should -Match '0000-a-paper-fox'
            $text | Should -Not -Match 'Bytes'
        }

        It 'lists everything else' {
            $text = New-ReveImage 'a paper fox' -Provider Sandbox | Format-List | Out-String
            $text | Should -Match 'Prompt\s+: a paper fox'
            $text | Should -Match 'Bytes\s+: \([\d,]+ in memory\)'
        }
    }

    It 'can be stopped while it waits for a response' {
        $folder = "$PWD"
        Add-Misbehaviour @{ Fault = 'StallBeforeHeaders' }
        $on = $OnEmulator
        $space = New-ModuleSpace
        $shell = Start-Shell $space { New-ReveImage 'a fox' @on -OutFile $folder/fox.png }
        Wait-Until 'the request is there' { Get-EmulatorRequest POST }

        Stop-Shell $shell
        $shell.Running.IsCompleted | Should -BeTrue
        Wait-Until 'the request is aborted' { @(Get-EmulatorRequest POST)[0].wasAborted }
        $space.Dispose()
        Get-ChildItem -Force | Should -BeNullOrEmpty
    }
}
