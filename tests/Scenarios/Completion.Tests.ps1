# What the Tab key offers, asked of PowerShell's own completion engine.

BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    Start-Emulator
    $onTask = @{ BaseUri = $Emulator.baseUri; ApiKey = $Emulator.apiKey }

    function Get-Completion([string] $Line) {
        $shell = [powershell]::Create('CurrentRunspace')
        $found = [Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null, $shell)
        $found.CompletionMatches | Where-Object ResultType -EQ ParameterValue
    }
    function Get-Offer([string] $Line) { @((Get-Completion $Line).ListItemText) }
}

Describe 'Completion' {
    BeforeEach { Reset-Emulator }
    AfterEach {
        Disconnect-Reve
        Remove-Item env:REVE_PROVIDER, env:ONEROUTER_API_KEY -ErrorAction Ignore
        # Nothing of it goes over the network.
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    Context 'of a provider' {
        It 'completes the providers with that operation' {
            $creating = Get-ReveProvider | Where-Object { $_.Operations.Operation -contains 'Create' }
            Get-Offer 'New-ReveImage -Provider ' | Should -Be $creating.Name
            Get-Offer 'Edit-ReveImage -Provider o' | Should -Be $EditProvider
            Get-Offer 'Get-ReveTask -Provider ' | Should -Be (Get-ReveProvider | Where-Object HasTasks).Name
        }

        It 'completes only the providers that have the specified options' {
            Get-Offer 'New-ReveImage fox -NoWait -Provider ' |
                Should -Be (Get-ReveProvider | Where-Object HasTasks).Name
            Get-Offer 'New-ReveImage fox -Upscale 2 -Provider ' | Should -Be $TaskProvider
        }

        It 'shows the operations and prices of each' {
            (Get-Completion 'Connect-Reve One').ToolTip | Should -BeLike "${EditProvider}: *Edit (1 in)*unknown a call"
        }
    }

    Context 'of a model' {
        It 'completes the models of the specified provider for the operation' {
            Get-Offer "Join-ReveImage x -Provider $DirectProvider -Model " | Should -Be 'reve/remix-edit-image'
            (Get-Completion "Join-ReveImage x -Provider $DirectProvider -Model ").ToolTip | Should -Be 'AIML API: Remix'
        }

        It 'uses the connection, the environment and the only key, in this order' {
            $env:ONEROUTER_API_KEY = 'key-0123'
            Get-Offer 'Edit-ReveImage x -Model ' | Should -Be 'reve-edit-image-to-image'
            $env:REVE_PROVIDER = 'aimlapi'
            Get-Offer 'Edit-ReveImage x -Model ' | Should -Be 'reve/edit-image'
            Connect-Reve Sandbox
            Get-Offer 'Edit-ReveImage x -Model ' | Should -Be 'sandbox/edit'
            Get-Offer "Edit-ReveImage x -Provider $TaskProvider -Model " | Should -Be 'reve/edit'
        }
    }

    Context 'of a ratio' {
        It 'completes the ratios of the provider' {
            Get-Offer "New-ReveImage x -Provider $DirectProvider -AspectRatio 3" | Should -Be '3:2', '3:4'
            Get-Offer "Edit-ReveImage x -Provider $DirectProvider -AspectRatio " | Should -BeNullOrEmpty
        }

        It 'quotes a ratio, which PowerShell would read as two values' {
            (Get-Completion 'New-ReveImage x -AspectRatio 16').CompletionText | Should -Be "'16:9'"
        }

        It 'shows which provider a default belongs to' {
            (Get-Completion "New-ReveImage x -Provider $TaskProvider -AspectRatio 1:").ToolTip |
                Should -Be "width to height; the default of $TaskProvider"
        }
    }

    Context 'of a version' {
        It 'completes the known versions of the operation' {
            Get-Offer 'New-ReveImage x -Version ' | Should -Be 'latest', 'reve-create@20250915'
            Get-Offer 'Edit-ReveImage x -Version reve' |
                Should -Be 'reve-edit@20250915', 'reve-edit-fast@20251030'
            Get-Offer "New-ReveImage x -Provider $DirectProvider -Version " | Should -BeNullOrEmpty
        }
    }

    Context 'of a name template' {
        It 'completes the default first, then each field with its meaning' {
            $offers = Get-Completion 'New-ReveImage x -OutDirectory . -NameTemplate '
            $offers[0].CompletionText | Should -Be "'{index:0000}-{slug}'"
            $offers[0].ToolTip | Should -Be 'the default'
            $offers | Where-Object ListItemText -EQ '{slug}' | ForEach-Object ToolTip |
                Should -Be 'the words of the prompt'
        }

        It 'continues <Line>' -ForEach @(
            @{ Line = "'{in"; Offer = "'{index:0000}'", "'{index}'" }
            @{ Line = "'fox-{da"; Offer = "'fox-{date}'", "'fox-{date:yyyyMMdd}'" }
            @{ Line = "'{index:0000}-{sl"; Offer = , "'{index:0000}-{slug}'" }
            @{ Line = "'{time:"; Offer = , "'{time:HHmm}'" }
            @{ Line = '"{sl'; Offer = , "'{slug}'" }
        ) {
            (Get-Completion "New-ReveImage x -OutDirectory . -NameTemplate $Line").CompletionText | Should -Be $Offer
        }

        It 'completes no field twice, and the source only for input images' {
            Get-Offer "Edit-ReveImage x -NameTemplate '{slug}-" | Should -Not -Contain '{slug}-{slug}'
            Get-Offer "Edit-ReveImage x -NameTemplate '{so" | Should -Be '{source}'
            Get-Offer "New-ReveImage x -NameTemplate '{so" | Should -BeNullOrEmpty
        }
    }
}

Describe 'Completion of a task id' {
    BeforeAll {
        function New-Task([string[]] $Prompt) { $Prompt | New-ReveImage -Provider $TaskProvider @onTask -NoWait }
    }
    BeforeEach {
        Remove-Module Reve
        Import-Module $ModulePath
    }

    It 'completes the tasks of the session, the newest first, with status, age and prompt' {
        $old, $new = New-Task 'a fox', 'an owl'
        Get-Offer 'Get-ReveTask ' | Should -Be $new.Id, $old.Id
        Get-Offer 'Receive-ReveTask -Id ' | Should -Be $new.Id, $old.Id
        (Get-Completion "Wait-ReveTask $($old.Id -replace '.$')").ToolTip |
            Should -Match '^\w+( \w+)?, \d+ s old: a fox$'
    }

    It 'omits ids that are specified already, and tasks that cannot be stopped' {
        $old, $new = New-Task 'a fox', 'an owl'
        Get-Offer "Get-ReveTask $($new.Id), " | Should -Be $old.Id
        $null = Wait-ReveTask $old.Id @onTask
        Get-Offer 'Stop-ReveTask ' | Should -Be $new.Id
        (Get-Completion "Get-ReveTask $($old.Id -replace '.$')").ToolTip | Should -BeLike 'completed*a fox'
    }

    It 'knows the tasks of webhooks' {
        $null = '{"id":"task-from-afar","status":10,"output":{}}' | ConvertFrom-ReveWebhook
        Get-Offer 'Get-ReveTask task-f' | Should -Be 'task-from-afar'
    }

    It 'keeps the sixty-four newest' {
        1..70 | ForEach-Object { $null = "{`"id`":`"task-$_`",`"status`":7}" | ConvertFrom-ReveWebhook }
        $offers = Get-Offer 'Get-ReveTask '
        $offers.Count | Should -Be 64
        $offers[0, -1] | Should -Be 'task-70', 'task-7'
    }

    It 'knows nothing of another session, and nothing once the module is removed' {
        $null = '{"id":"task-of-one","status":7}' | ConvertFrom-ReveWebhook
        $shell = [powershell]::Create()
        try {
            $found = $shell.AddScript("Import-Module '$ModulePath'; " +
                "[Management.Automation.CommandCompletion]::CompleteInput('Get-ReveTask task', 17, `$null)." +
                'CompletionMatches').Invoke()
        }
        finally { $shell.Dispose() }
        $found.ListItemText | Should -Not -Contain 'task-of-one'

        Remove-Module Reve
        Import-Module $ModulePath
        Get-Offer 'Get-ReveTask task-of' | Should -BeNullOrEmpty
    }
}
