BeforeDiscovery {
    . $PSScriptRoot/../Support/Providers.ps1
    . $PSScriptRoot/../Support/StopPhases.ps1
}

BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    . $PSScriptRoot/../Support/Pipelines.ps1
    Start-Emulator
    $onTasks = $OnEmulator + @{}
    $onTasks.Provider = $TaskProvider
    $on = $OnEmulator
    [UnobservedExceptions]::Watch()

    # A folder for the temporary files of this suite only.
    $temp = $IsWindows ? 'TMP' : 'TMPDIR'
    $tempBefore = [Environment]::GetEnvironmentVariable($temp)
    $tempNow = (New-Item (Join-Path $TestDrive temp) -ItemType Directory).FullName
    [Environment]::SetEnvironmentVariable($temp, $tempNow)
    $space = New-ModuleSpace

    # An image that takes a while to send.
    $large = Join-Path $TestDrive large.png
    $null = New-ReveImage 'a fox' -Provider Sandbox -OutFile $large
    $file = [IO.File]::Open($large, 'Append')
    $file.SetLength(8MB)
    $file.Dispose()
}
AfterAll {
    [Environment]::SetEnvironmentVariable($temp, $tempBefore)
    $space.Dispose()
}

Describe 'A pipeline that is ended' {
    BeforeEach {
        Reset-Emulator
        $folder = (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory).FullName
    }
    AfterEach {
        Wait-Until 'no request is open' { -not (Get-OpenRequest) }
        $before = @(Get-EmulatorRequest).Count
        Start-Sleep -Milliseconds 100
        @(Get-EmulatorRequest).Count | Should -Be $before -Because 'nothing is sent after the end'
        Get-ChildItem $folder -Recurse -Force -File | Where-Object Name -Match '\.part$|reve-answer' |
            Should -BeNullOrEmpty
        Get-ChildItem $tempNow -Filter reve-* -Force | Should -BeNullOrEmpty
        Get-EmulatorTask | Where-Object { $_ -notin 'Completed', 'Cancelled', 'Failed' } | Should -BeNullOrEmpty
    }

    It 'stops without waiting for the rest: <Name>' -ForEach $Phases {
        $onTasks.Provider = $Provider ?? $TaskProvider
        & $Given
        $shell = Start-Shell $space $Script
        Wait-Until "it is so: $Name" $Until
        Stop-Shell $shell

        $shell.Shell.InvocationStateInfo.State | Should -Be Stopped
        $shell.Shell.Streams.Error | Should -BeNullOrEmpty
        @(Get-Cancel).Count | Should -Be ($Cancels ?? 0)
        @(Get-Cancel | ForEach-Object path | Group-Object | Where-Object Count -GT 1) | Should -BeNullOrEmpty
        & ($Then ?? {})
    }

    It 'stops at any moment of a run that goes well' {
        $image = New-ReveImage 'a fox' -Provider Sandbox
        Set-Emulator @{ image = [Convert]::ToBase64String($image.Bytes) }
        foreach ($moment in 0..14) {
            $shell = Start-Shell $space {
                '1', '2', '3', '4' | New-ReveImage @on -ThrottleLimit 2 -OutDirectory $folder/out -Sidecar
                '5', '6' | New-ReveImage @onTasks -OutDirectory $folder/out -AspectRatio 1:1
            }
            Start-Sleep -Milliseconds ($moment * 20)
            Stop-Shell $shell
            $shell.Shell.Streams.Error | Should -BeNullOrEmpty
        }
        Get-ChildItem $folder -Recurse -Filter *.png | ForEach-Object Length | Sort-Object -Unique |
            Should -Be $image.Bytes.Length
    }

    It 'ends with a runspace that is closed, and cancels its tasks' {
        Set-Emulator @{ tasks = @{ stages = @(@{ state = 'Running'; isHeld = $true }) } }
        $own = New-ModuleSpace
        $shell = Start-Shell $own { 'a', 'b' | New-ReveImage @onTasks -OutDirectory $folder }
        Wait-Until 'both tasks are followed' { @(Get-EmulatorRequest GET | Where-Object path -Like '*/stream')[1] }
        $own.Close()
        $own.Dispose()
        @(Get-Cancel).Count | Should -Be 2
    }

    It 'cancels what is in flight once Select-Object has enough: <Name>' -ForEach @(
        @{ Name = 'calls'; Script = { 1..20 | New-ReveImage @on -Unordered | Select-Object -First 1 } }
        @{ Name = 'in order'; Script = { 1..20 | New-ReveImage @on -ThrottleLimit 1 | Select-Object -First 1 } }
        @{ Name = 'with more behind it'
            Script = { 1..20 | New-ReveImage @on -Unordered | Select-Object -First 1 | ForEach-Object { $_ } } }
    ) {
        Add-Misbehaviour @{ Method = 'POST' }
        Add-Misbehaviour @{ Method = 'POST'; Fault = 'StallBeforeHeaders'; Times = 99 }
        $shell = Start-Shell $space $Script
        @($shell.Shell.EndInvoke($shell.Running)).Count | Should -Be 1
        @(Get-EmulatorRequest POST).Count | Should -BeLessOrEqual 6
    }

    It 'cancels tasks in flight once Select-Object has enough' {
        $shell = Start-Shell $space {
            1..20 | New-ReveImage @onTasks -ThrottleLimit 4 -Unordered | Select-Object -First 1
        }
        @($shell.Shell.EndInvoke($shell.Running)).Count | Should -Be 1
        @(Get-Cancel | ForEach-Object path | Group-Object | Where-Object Count -GT 1) | Should -BeNullOrEmpty
    }

    It 'cancels tasks that were accepted and never handed out' {
        Set-Emulator @{ tasks = @{ stages = @(@{ state = 'Running'; isHeld = $true }) } }
        $tasks = 1..9 | New-ReveImage @onTasks -NoWait -ThrottleLimit 4 | Select-Object -First 1
        $stages = Invoke-Emulator tasks
        $stages.($tasks.Id) | Should -Be Running
        $others = $stages.PSObject.Properties | Where-Object Name -NE $tasks.Id | ForEach-Object Value
        $others | Where-Object { $_ -ne 'Cancelled' } | Should -BeNullOrEmpty
        $null = Invoke-Emulator finish
    }

    It 'lets paid calls in flight end with -ErrorAction Stop, and starts no others' {
        Add-Misbehaviour @{ Method = 'POST'; Status = 400; Body = '{"message":"no"}' }
        $shell = Start-Shell $space { 1..40 | New-ReveImage @on -Unordered -ErrorAction Stop }
        $problem = { $shell.Shell.EndInvoke($shell.Running) } | Should -Throw -PassThru
        $problem.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId | Should -BeLike 'InvalidRequest,*'
        $problem.Exception.InnerException.ErrorRecord.TargetObject | Should -Match '^\d+$'
        @(Get-EmulatorRequest POST).Count | Should -BeLessThan 40
        Get-EmulatorRequest POST | Where-Object wasAborted | Should -BeNullOrEmpty
        Get-OpenRequest | Should -BeNullOrEmpty
    }

    It 'leaves the session usable' {
        $shell = Start-Shell $space { 'a', 'b' | New-ReveImage @on; 'c' | New-ReveImage @onTasks }
        $shell.Shell.EndInvoke($shell.Running).Prompt | Should -Be a, b, c
    }

    It 'leaves no unobserved exception' {
        [UnobservedExceptions]::Seen() | Should -BeNullOrEmpty
    }
}

Describe 'The progress bar' {
    BeforeAll {
        # Starts a script whose first call is held until the bar is shown.
        function Start-HeldShell([scriptblock] $Script) {
            Set-Emulator @{ isHeld = $true }
            $shell = Start-Shell $space $Script
            Wait-Until 'there is a bar' { $shell.Shell.Streams.Progress.Count }
            $shell
        }

        function Assert-OneBar($Shell) {
            $bar = @($Shell.Shell.Streams.Progress)
            $bar.Count | Should -BeGreaterThan 1
            $bar.RecordType[-1] | Should -Be Completed
            @($bar.RecordType -eq 'Completed').Count | Should -Be 1
            @($bar.ActivityId | Sort-Object -Unique).Count | Should -Be 1
            $bar
        }
    }
    BeforeEach { Reset-Emulator }

    It 'is completed when <Name>' -ForEach @(
        @{ Name = 'Select-Object has enough'
            Script = { 1..9 | New-ReveImage @on -ThrottleLimit 1 | Select-Object -First 3 } }
        @{ Name = 'an error ends it'; Fails = $true
            Script = { 1..3 + 'forbidden' | New-ReveImage @on -ThrottleLimit 1 -ErrorAction Stop } }
        @{ Name = 'the pipeline is stopped'; Stops = $true; Script = { 1..99 | New-ReveImage @on -ThrottleLimit 1 } }
    ) {
        $shell = Start-HeldShell $Script
        if ($Stops) { Stop-Shell $shell } else { $null = Invoke-Emulator release }
        if ($Fails) { { $shell.Shell.EndInvoke($shell.Running) } | Should -Throw }
        elseif (-not $Stops) { $null = $shell.Shell.EndInvoke($shell.Running) }

        Assert-OneBar $shell
    }

    It 'shows jobs done, in flight and failed, the charge and the time left, and is completed' {
        $shell = Start-HeldShell {
            'a', 'forbidden', 'c', 'd', 'e' | New-ReveImage @on -ThrottleLimit 1 -ErrorAction Ignore
        }
        $null = Invoke-Emulator release
        $null = $shell.Shell.EndInvoke($shell.Running)

        $bar = Assert-OneBar $shell
        # The bar is updated at intervals, so the last call may have ended before the update.
        $bar.StatusDescription -match '^(4 done, 0 running, 1 failed, 504|5 done, 0 running, 1 failed, 630),000 tokens' |
            Should -Not -BeNullOrEmpty
        $bar.SecondsRemaining | Where-Object { $_ -ge 0 } | Should -Not -BeNullOrEmpty
        $bar.PercentComplete | Should -Contain 100
    }

    It 'has a child for each task, which shows its status and ends with it' {
        Set-Emulator @{ tasks = @{ stages = @(@{ state = 'Running'; isHeld = $true }) } }
        $shell = Start-Shell $space { 'a fox', 'an owl' | New-ReveImage @onTasks -ThrottleLimit 2 }
        Wait-Until 'both tasks are shown' {
            @($shell.Shell.Streams.Progress | Where-Object StatusDescription -EQ 'running' |
                Sort-Object Activity -Unique).Count -eq 2
        }
        $null = Invoke-Emulator release
        $null = $shell.Shell.EndInvoke($shell.Running)

        $bars = @($shell.Shell.Streams.Progress)
        $main = $bars[0].ActivityId
        foreach ($title in '[0] a fox', '[1] an owl') {
            $task = @($bars | Where-Object Activity -EQ $title)
            $task.ParentActivityId | Sort-Object -Unique | Should -Be $main
            $task[-1].RecordType | Should -Be Completed
        }
        $bars[-1].ActivityId | Should -Be $main
        $bars[-1].RecordType | Should -Be Completed
    }

    It 'does not appear when it is disabled' {
        # The bar of a third call shows that the other two have run long enough to show one.
        Set-Emulator @{ isHeld = $true }
        $quiet = foreach ($script in @(
                { $ProgressPreference = 'SilentlyContinue'; New-ReveImage 'a' @on }
                { New-ReveImage 'b' @on -ProgressAction Ignore })) {
            $own = New-ModuleSpace
            Start-Shell $own $script
        }
        Wait-Until 'both calls were sent' { @(Get-EmulatorRequest POST).Count -eq 2 }
        $shell = Start-HeldShell { New-ReveImage 'c' @on }
        $null = Invoke-Emulator release
        foreach ($run in @($quiet) + $shell) { $run.Shell.EndInvoke($run.Running) | Should -HaveCount 1 }

        $quiet.Shell.Streams.Progress | Should -BeNullOrEmpty
        $quiet.Shell.Runspace.Dispose()
    }
}
