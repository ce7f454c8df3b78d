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

Describe 'Receive-ReveTask' {
    BeforeEach {
        Reset-Emulator
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
    }
    AfterEach { Pop-Location }

    It 'saves the image of a completed task' {
        $image = New-Task | Wait-ReveTask @onTask | Receive-ReveTask @onTask -OutDirectory out
        $image | Should -BeOfType Reve.ReveImage
        Split-Path $image.FullName -Leaf | Should -Be '0000-a-fox.png'
        $image.FullName | Should -Exist
    }

    It 'reports a task that has not ended as TaskNotOver' {
        $run = Invoke-Captured { New-RunningTask | Receive-ReveTask @onTask }
        Get-ErrorId $run.Errors | Should -Be 'TaskNotOver'
    }

    It 'takes a row with a column Id' {
        $task = New-Task | Wait-ReveTask @onTask
        $task | Select-Object Id, Prompt | Export-Csv tasks.csv
        (Import-Csv tasks.csv | Receive-ReveTask @onTask -OutFile fox.png -ErrorAction Stop).FullName | Should -Exist
    }

    It 'rejects a row without an Id, and an object in place of an id' {
        $run = Invoke-Captured { [pscustomobject]@{ Number = 't1' } | Receive-ReveTask @onTask }
        Get-ErrorId $run.Errors | Should -Be 'InputObjectNotBound'
        $run = Invoke-Captured { Receive-ReveTask ([pscustomobject]@{ Id = 't1' }) @onTask }
        $run.Errors[0].Exception.Message | Should -Match 'not the id of a task'
        Get-EmulatorRequest | Should -BeNullOrEmpty
    }
}
