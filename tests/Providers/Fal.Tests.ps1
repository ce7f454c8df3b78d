# What only fal does, across cmdlets.

BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    Start-Emulator
}

Describe 'fal' {
    BeforeEach { Reset-Emulator }

    It 'gets a task by its id when an address that the provider returned for it was refused' {
        Set-Emulator @{ fal = @{ links = 'Foreign' } }
        $onFal = $OnEmulator.Clone()
        $onFal.Provider = 'Fal'
        $task = New-ReveImage 'a fox' @onFal -NoWait
        $run = Invoke-Captured { $task | Wait-ReveTask -ApiKey $Emulator.apiKey }
        Get-ErrorId $run.Errors | Should -Be 'TaskAddressRefused'
        @(Get-EmulatorRequest).Count | Should -Be 1
        (Wait-ReveTask $task.Id -ApiKey $Emulator.apiKey).Status | Should -Be 'Completed'
    }
}
