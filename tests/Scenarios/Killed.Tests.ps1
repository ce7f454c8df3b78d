# A run in a PowerShell that is killed, and resumed. KilledRunTests of the library kills a run at many more moments.

BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    Start-Emulator

    function New-Prompt([int] $Count) { 1..$Count | ForEach-Object { "fox number $_" } }
    function Get-Image { Get-ChildItem out -Filter *.png | Sort-Object Name }
}

Describe 'A resumed batch' {
    BeforeEach {
        Reset-Emulator
        Push-Location (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory)
    }
    AfterEach { Pop-Location }

    It 'loses no image and pays for none twice, killed twice' {
        $parameters = $OnEmulator + @{ ThrottleLimit = 4 }
        Set-Emulator @{ latencyMs = 100 }
        New-Prompt 40 | Set-Content prompts.txt

        # The run is killed after a number of requests, so that the moment does not depend on the speed of the machine.
        foreach ($requests in 5, 17) {
            $process = Start-Resume $parameters
            Wait-Until "$requests requests were sent" { (Invoke-Emulator count) -ge $requests }
            $process.Kill()
            $process.WaitForExit()
        }
        Set-Emulator @{ latencyMs = 0 }
        $resumed = Invoke-Captured { New-Prompt 40 | New-ReveImage @parameters -OutDirectory out -Resume }
        Get-ErrorId $resumed.Errors | Where-Object { $_ -ne 'OutcomeUnknown' } | Should -BeNullOrEmpty
        $unknown = @($resumed.Errors | ForEach-Object TargetObject)
        @(Get-EmulatorBill).Count | Should -BeLessOrEqual 40

        $final = New-Prompt 40 | New-ReveImage @parameters -OutDirectory out -Resume -RetryUnknownOutcome

        $final.Prompt | Should -Be (New-Prompt 40)
        Get-Image | Should -HaveCount 40
        @(Get-EmulatorBill).Count | Should -BeIn (40..(40 + $unknown.Count))
        Get-ChildItem out -Force -Filter *.part | Should -BeNullOrEmpty
    }
}
