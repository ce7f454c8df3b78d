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
}

Describe 'Get-ReveTask' {
    BeforeEach {
        Reset-Emulator
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
    }
    AfterEach { Pop-Location }

    It 'emits the task with its current status' {
        $task = New-RunningTask
        (Get-ReveTask $task.Id @onTask).Status | Should -Be Running
    }

    It 'takes a task, also one that another session exported' {
        $task = New-Task
        (Get-ReveTask $task @onTask).Id | Should -Be $task.Id
        $task | Export-Clixml task.xml
        (Import-Clixml task.xml | Get-ReveTask @onTask).Id | Should -Be $task.Id
    }

    It 'reports an unknown id as TaskNotFound' {
        $run = Invoke-Captured { Get-ReveTask nowhere @onTask -Provider $TaskProvider }
        Get-ErrorId $run.Errors | Should -Be 'TaskNotFound'
        $run.Errors[0].ErrorDetails.RecommendedAction |
            Should -Be 'Check the id, and that the key belongs to the same account.'
    }

    It 'takes a row with a column Id' {
        $task = New-Task
        $task | Select-Object Id, Prompt | Export-Csv tasks.csv
        (Import-Csv tasks.csv | Get-ReveTask @onTask -ErrorAction Stop).Id | Should -Be $task.Id
    }

    It 'rejects a row without an Id, and an object in place of an id' {
        $run = Invoke-Captured { [pscustomobject]@{ Number = 't1' } | Get-ReveTask @onTask }
        Get-ErrorId $run.Errors | Should -Be 'InputObjectNotBound'
        $run = Invoke-Captured { Get-ReveTask ([pscustomobject]@{ Id = 't1' }) @onTask }
        $run.Errors[0].Exception.Message | Should -Match 'not the id of a task'
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }
}
