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

Describe 'Wait-ReveTask' {
    BeforeEach {
        Reset-Emulator
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
    }
    AfterEach { Pop-Location }

    It 'emits the task once it has ended' {
        $tasks = 'a fox', 'an owl' | New-ReveImage @onTasks -NoWait
        ($tasks | Wait-ReveTask @onTask).Status | Should -Be Completed, Completed
    }

    It 'reports a timeout and leaves the task running' {
        $run = Invoke-Captured { New-RunningTask | Wait-ReveTask @onTask -TimeoutSec 1 }
        Get-ErrorId $run.Errors | Should -Be 'TimedOut'
        Get-Cancel | Should -BeNullOrEmpty
    }

    It 'takes a row with a column Id' {
        $task = New-Task
        $task | Select-Object Id, Prompt | Export-Csv tasks.csv
        (Import-Csv tasks.csv | Wait-ReveTask @onTask -ErrorAction Stop).Id | Should -Be $task.Id
    }

    It 'rejects a row without an Id, and an object in place of an id' {
        $run = Invoke-Captured { [pscustomobject]@{ Number = 't1' } | Wait-ReveTask @onTask }
        Get-ErrorId $run.Errors | Should -Be 'InputObjectNotBound'
        $run = Invoke-Captured { Wait-ReveTask ([pscustomobject]@{ Id = 't1' }) @onTask }
        $run.Errors[0].Exception.Message | Should -Match 'not the id of a task'
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }
}
