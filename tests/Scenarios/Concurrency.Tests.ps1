# Several runspaces and jobs at once, the module imported twice and removed during a run, and other cultures.

BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    Start-Emulator
    $on = $OnEmulator
    $module = $ModulePath

    # Each image has its own file, and the bill has one charge for each.
    function Assert-OneImageEach($Images, [int] $Count) {
        @($Images.FullName | Sort-Object -Unique) | Should -HaveCount $Count
        $Images.FullName | Should -Exist
        @(Get-EmulatorBill) | Should -HaveCount $Count
    }
}

Describe 'Runs at the same time' {
    BeforeEach {
        Reset-Emulator
        $folder = (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory).FullName
    }

    It 'share a folder from ForEach-Object -Parallel' {
        $images = 1..4 | ForEach-Object -Parallel {
            Import-Module $using:module
            $parameters = $using:on
            'a fox', 'a fox' | New-ReveImage @parameters -OutDirectory $using:folder
        }

        Assert-OneImageEach $images 8
    }

    It 'share a folder from thread jobs, of which one is stopped' {
        Add-Misbehaviour @{ method = 'POST'; fault = 'StallBeforeHeaders'; isCharged = $false }
        $start = {
            Import-Module $using:module
            $parameters = $using:on
            'a fox', 'an owl' | New-ReveImage @parameters -OutDirectory $using:folder -ThrottleLimit 1
        }
        $stopped = Start-ThreadJob $start
        Wait-Until 'the first job waits for a response' { Get-EmulatorRequest POST }
        $others = 1..2 | ForEach-Object { Start-ThreadJob $start }
        $images = $others | Receive-Job -Wait -AutoRemoveJob
        Stop-Job $stopped
        Remove-Job $stopped -Force

        Assert-OneImageEach $images 4
    }
}

Describe 'The module' {
    BeforeEach { Reset-Emulator }
    AfterEach { Import-Module $ModulePath }

    It 'is removed and imported again during a run, which is completed' {
        $images = 1..3 | New-ReveImage @on -ThrottleLimit 1 | ForEach-Object {
            Remove-Module Reve
            Import-Module $module
            Import-Module $module -Force
            $_
        }

        $images.Prompt | Should -Be '1', '2', '3'
        @(Get-EmulatorBill) | Should -HaveCount 3
    }

    It 'is removed during a run in another runspace without an effect on it' {
        Set-Emulator @{ isHeld = $true }
        $job = Start-ThreadJob {
            Import-Module $using:module
            $parameters = $using:on
            New-ReveImage 'a fox' @parameters
        }
        Wait-Until 'the request was sent' { Get-EmulatorRequest POST }
        Remove-Module Reve
        $null = Invoke-Emulator release

        ($job | Receive-Job -Wait -AutoRemoveJob).Prompt | Should -Be 'a fox'
    }
}

Describe 'In the culture <_>' -ForEach 'tr-TR', 'ar-SA', 'de-DE', 'th-TH' {
    BeforeEach {
        Reset-Emulator
        $culture = [cultureinfo]::CurrentCulture
        [cultureinfo]::CurrentCulture = $_
    }
    AfterEach { [cultureinfo]::CurrentCulture = $culture }

    It 'the charge and the time of a CSV file are those of the results' {
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        $images = 'A TITLE', 'a fox' | New-ReveImage @on -CostLimit '1.5 USD' -OutDirectory $folder
        $images | Select-Object Prompt, Usage, CreatedAt, Provider, Model | Export-Csv "$folder.csv"

        $expected = $images | Measure-ReveUsage
        $measured = Import-Csv "$folder.csv" | Measure-ReveUsage

        foreach ($property in 'Date', 'Provider', 'Calls', 'Images', 'Amount', 'Unit', 'UsdAmount') {
            $measured.$property | Should -Be $expected.$property
        }
        $images.Name | Should -Be '0000-a-title.png', '0001-a-fox.png'
        @(Get-ReveHistory $folder) | Should -HaveCount 2
    }

    It 'options of a CSV file are read' {
        "Prompt,AspectRatio,Tags`nin the style of İIıi,16:9,1.5" | Set-Content (Join-Path $TestDrive in.csv)
        $image = Import-Csv (Join-Path $TestDrive in.csv) | New-ReveImage @on
        $image.AspectRatio | Should -Be '16:9'
        $image.Prompt | Should -Be 'in the style of İIıi'
    }
}
