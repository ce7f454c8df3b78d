BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    Start-Emulator
    $onTasks = $OnEmulator.Clone()
    $onTasks.Provider = $TaskProvider
    $onTask = @{ BaseUri = $Emulator.baseUri; ApiKey = $Emulator.apiKey }
    function New-Task([string] $Prompt = 'a fox') { New-ReveImage $Prompt @onTasks -NoWait }
    # A task that stays in its stage.
    function New-RunningTask {
        Set-Emulator @{ tasks = @{ stages = @(@{ state = 'Running'; isHeld = $true }) } }
        New-Task
    }
    function Get-Cancel { Get-EmulatorRequest POST | Where-Object path -Like '*/cancel' }
}

Describe 'Stop-ReveTask' {
    BeforeEach {
        Reset-Emulator
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
    }
    AfterEach { Pop-Location }

    It 'cancels a running task and emits it' {
        $task = New-RunningTask
        (Stop-ReveTask $task.Id @onTask).Status | Should -Be Cancelled
        @(Get-Cancel).Count | Should -Be 1
    }

    It 'emits a task that had already completed as it is' {
        $ended = New-ReveImage 'a fox' @onTasks -NoWait | Wait-ReveTask @onTask
        $stopped = $ended | Stop-ReveTask @onTask -ErrorAction Stop
        $stopped.Id | Should -Be $ended.Id
        $stopped.Status | Should -Be Completed
        @(Get-Cancel).Count | Should -Be 1
        $unknown = Invoke-Captured { Stop-ReveTask nowhere @onTask -Provider $TaskProvider }
        Get-ErrorId $unknown.Errors | Should -Be 'TaskNotFound'
    }

    It 'takes a row with a column Id' {
        $task = New-Task
        $task | Select-Object Id, Prompt | Export-Csv tasks.csv
        (Import-Csv tasks.csv | Stop-ReveTask @onTask -ErrorAction Stop).Id | Should -Be $task.Id
    }

    It 'rejects a row without an Id, and an object in place of an id' {
        $run = Invoke-Captured { [pscustomobject]@{ Number = 't1' } | Stop-ReveTask @onTask }
        Get-ErrorId $run.Errors | Should -Be 'InputObjectNotBound'
        $run = Invoke-Captured { Stop-ReveTask ([pscustomobject]@{ Id = 't1' }) @onTask }
        $run.Errors[0].Exception.Message | Should -Match 'not the id of a task'
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }
}
