BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    Start-Emulator
    $onTasks = $OnEmulator.Clone()
    $onTasks.Provider = 'InferenceSh'
    $onTask = @{ BaseUri = $Emulator.baseUri; ApiKey = $Emulator.apiKey }

    function Get-Run { Get-EmulatorRequest POST | Where-Object path -EQ '/apps/run' }
    function Get-Cancel { Get-EmulatorRequest POST | Where-Object path -Like '*/cancel' }
}

Describe 'inference.sh' {
    BeforeEach {
        Reset-Emulator
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
    }
    AfterEach { Pop-Location }

    It 'makes, edits and combines pictures' {
        $image = New-ReveImage 'a fox' @onTasks -TestTimeScaling 2 | Edit-ReveImage 'in snow' @onTasks -Upscale 2 |
            Join-ReveImage 'at <img>0</img>' @onTasks -RemoveBackground -OutFile fox.png

        $image.FullName | Should -Exist
        $image.Usage.Amount | Should -Be 30
        $image.Usage.Unit | Should -Be 'credits'
        (Get-EmulatorBill).amount | Should -Be 36, 30, 30
    }

    It 'refuses its options where there are none, and names who has them' {
        $run = Invoke-Captured { New-ReveImage 'a fox' @OnEmulator -TestTimeScaling 2 }
        Get-ErrorId $run.Errors | Should -Be 'OptionNotSupported'
        $run.Errors[0].ErrorDetails.RecommendedAction | Should -Match 'InferenceSh'

        $run = Invoke-Captured { New-ReveImage 'a fox' @onTasks -TestTimeScaling 9 }
        Get-ErrorId $run.Errors | Should -Be 'OptionOutOfRange'
        Get-EmulatorRequest POST | Should -BeNullOrEmpty
    }

    It 'hands a task out at once, which is waited for and received later' {
        $tasks = 'a fox', 'an owl' | New-ReveImage @onTasks -NoWait
        $tasks | Should -BeOfType Reve.ReveTask
        $tasks.Prompt | Should -Be 'a fox', 'an owl'

        $ended = $tasks | Wait-ReveTask @onTask
        $ended.Status | Should -Be Completed, Completed

        $images = $ended | Receive-ReveTask @onTask -OutDirectory out
        $images.FullName | Split-Path -Leaf | Sort-Object | Should -Be '0000-a-fox.png', '0001-an-owl.png'
        @(Get-Run).Count | Should -Be 2
    }

    It 'takes the rows of a file that have the ids, and what another session has handed out' {
        $task = New-ReveImage 'a fox' @onTasks -NoWait
        $task | Select-Object Id, Prompt | Export-Csv tasks.csv
        $row = Import-Csv tasks.csv
        ($row | Wait-ReveTask @onTask -ErrorAction Stop).Id | Should -Be $task.Id
        ($row | Get-ReveTask @onTask).Id | Should -Be $task.Id
        ($row | Receive-ReveTask @onTask -OutFile fox.png).FullName | Should -Exist
        ($row | Stop-ReveTask @onTask).Id | Should -Be $task.Id
        $task | Export-Clixml task.xml
        (Import-Clixml task.xml | Get-ReveTask @onTask).Id | Should -Be $task.Id
        (Get-ReveTask $task @onTask).Id | Should -Be $task.Id
    }

    It 'takes no row for an id: <Name>' -ForEach @(
        @{ Name = 'Get'; Take = { $_ | Get-ReveTask @onTask } }
        @{ Name = 'Wait'; Take = { $_ | Wait-ReveTask @onTask } }
        @{ Name = 'Receive'; Take = { $_ | Receive-ReveTask @onTask } }
        @{ Name = 'Stop'; Take = { $_ | Stop-ReveTask @onTask } }
    ) {
        $run = Invoke-Captured { [pscustomobject]@{ Number = 't1' } | ForEach-Object $Take }
        Get-ErrorId $run.Errors | Should -Be 'InputObjectNotBound'
        $run = Invoke-Captured { & "$Name-ReveTask" ([pscustomobject]@{ Id = 't1' }) @onTask }
        $run.Errors[0].Exception.Message | Should -Match 'not the id of a task'
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }

    It 'picks a task up by its id in another process' {
        $id = (New-ReveImage 'a fox' @onTasks -NoWait).Id
        $on = "-BaseUri $($Emulator.baseUri) -ApiKey $($Emulator.apiKey)"
        $script = "Import-Module '$ModulePath'; `$t = Wait-ReveTask $id $on; " +
            "`$t.Status; (`$t | Receive-ReveTask $on -OutFile fox.png).Length"
        $output = Invoke-ChildPowerShell '-Command', $script
        $output[0] | Should -Be 'Completed'
        (Get-Item fox.png).Length | Should -Be $output[1]
    }

    It 'tells where a task stands, and that it is not over' {
        Set-Emulator @{ inference = @{ stages = @(@{ state = 'Running'; isHeld = $true }) } }
        $task = New-ReveImage 'a fox' @onTasks -NoWait
        (Get-ReveTask $task.Id @onTask).Status | Should -Be Running
        $run = Invoke-Captured { $task | Receive-ReveTask @onTask }
        Get-ErrorId $run.Errors | Should -Be 'TaskNotOver'
        $run = Invoke-Captured { $task | Wait-ReveTask @onTask -TimeoutSec 1 }
        Get-ErrorId $run.Errors | Should -Be 'TimedOut'
        Get-Cancel | Should -BeNullOrEmpty

        (Stop-ReveTask $task.Id @onTask).Status | Should -Be Cancelled
        @(Get-Cancel).Count | Should -Be 1
    }

    It 'says that there is no such task' {
        $run = Invoke-Captured { Get-ReveTask nowhere @onTask }
        Get-ErrorId $run.Errors | Should -Be 'TaskNotFound'
        $run.Errors[0].ErrorDetails.RecommendedAction |
            Should -Be 'Check the id, and that the key is of the same account.'
    }

    It 'leaves a task that was over when it was told to stop as it is, and hands it out' {
        $ended = New-ReveImage 'a fox' @onTasks -NoWait | Wait-ReveTask @onTask
        $stopped = $ended | Stop-ReveTask @onTask -ErrorAction Stop
        $stopped.Id | Should -Be $ended.Id
        $stopped.Status | Should -Be Completed
        @(Get-Cancel).Count | Should -Be 1
        Get-ErrorId (Invoke-Captured { Stop-ReveTask nowhere @onTask }).Errors | Should -Be 'TaskNotFound'
    }

    It 'cancels the remote task once when <Name>' -ForEach @(
        @{ Name = 'the pipeline is stopped'; Script = 'New-ReveImage "a fox" @on' }
        @{ Name = 'time is over'; Script = 'New-ReveImage "a fox" @on -TimeoutSec 1' }
    ) {
        Set-Emulator @{ inference = @{ stages = @(@{ state = 'Running'; isHeld = $true }) } }
        $shell = [powershell]::Create()
        $null = $shell.AddScript("param(`$module, `$on) Import-Module `$module; $Script").
            AddArgument($ModulePath).AddArgument($onTasks)
        $running = $shell.BeginInvoke()
        while (-not (Get-EmulatorRequest GET | Where-Object path -Like '*/stream')) { Start-Sleep -Milliseconds 20 }
        if ($Name -like '*stopped') {
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $watch.Elapsed.TotalSeconds | Should -BeLessThan 1
        }
        while (-not $running.IsCompleted) { Start-Sleep -Milliseconds 20 }
        @(Get-Cancel).Count | Should -Be 1
        @(Get-Run).Count | Should -Be 1
    }

    It 'turns the body of a webhook into a task: <Name>' -ForEach @(
        @{ Name = 'flat text'
            Body = '{"id":"t1","status":9,"output":{"image":"https://example.com/a.png"},"error":""}' }
        @{ Name = 'wrapped'
            Body = '{"event":"task.completed","timestamp":"2026-01-02T03:04:05Z",' +
                '"data":{"id":"t1","status":10,"output":{"image":"https://example.com/a.png"}}}' }
        @{ Name = 'lines'; Body = "{`n`"id`":`"t1`",`n`"status_text`":`"completed`"`n}" -split "`n" }
        @{ Name = 'bytes'; Body = [Text.Encoding]::UTF8.GetBytes('{"id":"t1","status":"COMPLETED"}') }
    ) {
        $task = $Body | ConvertFrom-ReveWebhook
        $task.Id | Should -Be 't1'
        $task.Status | Should -Be Completed
        (ConvertFrom-ReveWebhook ($Body -is [byte[]] ? $Body : $Body -join "`n")).Id | Should -Be 't1'
    }

    It 'refuses a body that tells of no task' {
        Get-ErrorId (Invoke-Captured { 'hello' | ConvertFrom-ReveWebhook }).Errors | Should -Be 'WebhookUnreadable'
    }
}

Describe 'OneRouter' {
    BeforeEach { Reset-Emulator }

    It 'edits, and says that it cannot create and who can' {
        $onRouter = $OnEmulator.Clone()
        $onRouter.Provider = 'OneRouter'
        (Edit-ReveImage 'in snow' -Uri https://example.com/a.png @onRouter).Bytes | Should -Not -BeNullOrEmpty

        $run = Invoke-Captured { New-ReveImage 'a fox' @onRouter }
        Get-ErrorId $run.Errors | Should -Be 'OperationNotSupported'
        $run.Errors[0].ErrorDetails.RecommendedAction | Should -Match 'AimlApi or InferenceSh'
        Get-ErrorId (Invoke-Captured { New-ReveImage 'a fox' -Provider OneRouter }).Errors |
            Should -Be 'OperationNotSupported'
    }
}

Describe 'Get-ReveProvider' {
    It 'lists what each can do' {
        (Get-ReveProvider).Name | Should -Be AimlApi, OneRouter, InferenceSh, Sandbox
        (Get-ReveProvider OneRouter).Operations.Operation | Should -Be Edit, Remix
        (Get-ReveProvider i*).Operations[0].Price | Should -Be 18
        Get-ErrorId (Invoke-Captured { Get-ReveProvider Midas }).Errors | Should -Be 'ProviderUnknown'
    }

    It 'tells whether the key is set' {
        (Get-ReveProvider OneRouter).IsKeySet | Should -BeFalse
        $env:ONEROUTER_API_KEY = 'k'
        try { (Get-ReveProvider OneRouter).IsKeySet | Should -BeTrue } finally { $env:ONEROUTER_API_KEY = $null }
    }

    It 'is a table of 100 columns' {
        Get-ReveProvider | Out-String -Width 100 -Stream |
            ForEach-Object { $_.TrimEnd().Length | Should -BeLessOrEqual 100 }
    }
}

Describe 'Completion' {
    It 'suggests <Expected> for <Line>' -ForEach @(
        @{ Line = 'New-ReveImage x -Provider '; Expected = 'AimlApi', 'InferenceSh', 'Sandbox' }
        @{ Line = 'Edit-ReveImage x -Provider On'; Expected = 'OneRouter' }
        @{ Line = 'New-ReveImage x -Provider InferenceSh -Model '; Expected = 'reve/create' }
        @{ Line = 'New-ReveImage x -AspectRatio 16'; Expected = "'16:9'" }
    ) {
        (TabExpansion2 $Line $Line.Length).CompletionMatches.CompletionText | Should -Be $Expected
    }
}
