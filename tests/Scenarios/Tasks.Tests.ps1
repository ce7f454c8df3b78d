# Tasks across cmdlets, sessions and processes.

BeforeDiscovery { . $PSScriptRoot/../Support/Providers.ps1 }

BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    . $PSScriptRoot/../Support/Pipelines.ps1
    Start-Emulator
    $onTasks = $OnEmulator.Clone()
    $onTasks.Provider = $TaskProvider
    $onTask = @{ BaseUri = $Emulator.baseUri; ApiKey = $Emulator.apiKey }
}

Describe 'Tasks' {
    BeforeEach {
        Reset-Emulator
        $onTasks.Provider = $TaskProvider
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
    }
    AfterEach { Pop-Location }

    It 'creates, edits and remixes images' {
        $image = New-ReveImage 'a fox' @onTasks -TestTimeScaling 2 | Edit-ReveImage 'in snow' @onTasks -Upscale 2 |
            Join-ReveImage 'at <img>0</img>' @onTasks -RemoveBackground -OutFile fox.png

        $image.FullName | Should -Exist
        $image.Usage.Amount | Should -Be 30
        $image.Usage.Unit | Should -Be 'credits'
        (Get-EmulatorBill).amount | Should -Be 36, 30, 30
    }

    It 'has options that other providers reject with its name' {
        $run = Invoke-Captured { New-ReveImage 'a fox' @OnEmulator -TestTimeScaling 2 }
        Get-ErrorId $run.Errors | Should -Be 'OptionNotSupported'
        $run.Errors[0].ErrorDetails.RecommendedAction | Should -Match $TaskProvider

        $run = Invoke-Captured { New-ReveImage 'a fox' @onTasks -TestTimeScaling 9 }
        Get-ErrorId $run.Errors | Should -Be 'OptionOutOfRange'
        Get-EmulatorRequest POST | Should -BeNullOrEmpty
    }

    It 'of <_> are emitted at once, waited for and received later' -ForEach $TaskProviders {
        $onTasks.Provider = "$_"
        $tasks = 'a fox', 'an owl' | New-ReveImage @onTasks -NoWait
        $tasks | Should -BeOfType Reve.ReveTask
        $tasks.Prompt | Should -Be 'a fox', 'an owl'

        $ended = $tasks | Wait-ReveTask @onTask
        $ended.Status | Should -Be Completed, Completed

        $images = $ended | Receive-ReveTask @onTask -OutDirectory out
        $images.FullName | Split-Path -Leaf | Sort-Object | Should -Be '0000-a-fox.png', '0001-an-owl.png'
        @(Get-EmulatorRequest | Where-Object paidAt -EQ $onTasks.Provider).Count | Should -Be 2
    }

    It 'continues a task by its id in another process' {
        $id = (New-ReveImage 'a fox' @onTasks -NoWait).Id
        $on = "-Provider $TaskProvider -BaseUri $($Emulator.baseUri) -ApiKey $($Emulator.apiKey)"
        $script = "Import-Module '$ModulePath'; `$t = Wait-ReveTask $id $on; " +
            "`$t.Status; (`$t | Receive-ReveTask $on -OutFile fox.png).Length"
        $output = Invoke-ChildPowerShell '-Command', $script
        $output[0] | Should -Be 'Completed'
        (Get-Item fox.png).Length | Should -Be $output[1]
    }

    It 'cancels the remote task once when <Name>' -ForEach @(
        @{ Name = 'the pipeline is stopped'; Script = 'New-ReveImage "a fox" @on' }
        @{ Name = 'time is over'; Script = 'New-ReveImage "a fox" @on -TimeoutSec 1' }
    ) {
        Set-Emulator @{ tasks = @{ stages = @(@{ state = 'Running'; isHeld = $true }) } }
        $on = $onTasks
        $space = New-ModuleSpace
        $shell = Start-Shell $space ([scriptblock]::Create($Script))
        Wait-Until 'the task is followed' { Get-EmulatorRequest GET | Where-Object path -Like '*/stream' }
        if ($Name -like '*stopped') { Stop-Shell $shell }
        Wait-Until 'the command has ended' { $shell.Running.IsCompleted }
        $space.Dispose()
        @(Get-Cancel).Count | Should -Be 1
        @(Get-Run).Count | Should -Be 1
    }

}

Describe 'A provider without the operation Create' {
    BeforeEach { Reset-Emulator }

    It 'edits, and names the providers that can create' {
        $onEdits = $OnEmulator.Clone()
        $onEdits.Provider = $EditProvider
        (Edit-ReveImage 'in snow' -Uri https://example.com/a.png @onEdits).Bytes | Should -Not -BeNullOrEmpty

        $run = Invoke-Captured { New-ReveImage 'a fox' @onEdits }
        Get-ErrorId $run.Errors | Should -Be 'OperationNotSupported'
        foreach ($name in $DirectProvider, $TaskProvider) {
            $run.Errors[0].ErrorDetails.RecommendedAction | Should -Match $name
        }
        Get-ErrorId (Invoke-Captured { New-ReveImage 'a fox' -Provider $EditProvider }).Errors |
            Should -Be 'OperationNotSupported'
    }
}
