# docs/scaling.md on three hosts: sessions over SSH, a host that is lost, one that is cut off, and each image paid once.
# The suite is skipped without REVE_LONG_TESTS=1. REVE_SCALE_IMAGES is the number of images, 3,000 by default.

BeforeDiscovery {
    . $PSScriptRoot/../Support/Hosts.ps1
    $obstacle = if ($env:REVE_LONG_TESTS -ne '1') { 'REVE_LONG_TESTS is not 1' } else { Get-HostObstacle }
}

Describe 'Three hosts' -ForEach @{ Obstacle = $obstacle } {
    BeforeAll {
        if ($Obstacle) { return }
        . $PSScriptRoot/../Support/Suite.ps1
        . $PSScriptRoot/../Support/Hosts.ps1
        $images = if ($env:REVE_SCALE_IMAGES) { [int] $env:REVE_SCALE_IMAGES } else { 3000 }
        $page = Get-Content (Join-Path $Root 'docs/scaling.md') -Raw
        $blocks = [regex]::Matches($page, '(?s)```(?:powershell|sh)\n(.*?)\n```') |
            ForEach-Object { $_.Groups[1].Value }

        # A provider that finds a call by its id, so that calls of a lost host are known to be paid.
        $type = [Reve.ReveClient].Assembly.GetTypes() |
            Where-Object { $_.IsClass -and $_.GetInterface('ICallLookup') } | Select-Object -First 1
        $provider = Get-ReveProvider ($type.Name -replace 'Provider$')

        # The one block of the page with these words: shards of 100 rows, and 16 requests at a time.
        function Get-Block([string] $Words) {
            $found = @($blocks | Where-Object { $_.Contains($Words) })
            $found.Count | Should -Be 1
            $found[0] -replace '\b1000\b', '100' -replace '\b256\b(,?) \w+', "16`$1 $provider"
        }

        # Short: sockets of SSH have short names.
        $work = (New-Item "/tmp/reve-scale-$PID" -ItemType Directory).FullName
        $network = New-HostNetwork $work 3
        $program = Get-ChildItem (Join-Path $Root 'tests/Reve.Emulator/bin') -Recurse -Filter Reve.Emulator.dll |
            Sort-Object LastWriteTime | Select-Object -Last 1
        $emulatorProcess = Start-InNamespace $network.Hub 'dotnet', $program.FullName
        $addresses = $emulatorProcess.StandardOutput.ReadLine() | ConvertFrom-Json
        $variables = @{
            $provider.KeyVariables[0] = $addresses.apiKey; $provider.BaseUriVariable = $addresses.baseUri
            PSModulePath = Split-Path (Convert-Path $ModulePath)
        }
        Start-HostServer $network $variables
        # A key is sent without encryption to the own machine only.
        Start-HostTunnel $network ([uri] $addresses.baseUri).Port
        # Runs a command in the hub, where the emulator and all hosts can be reached.
        function Invoke-InHub([string[]] $Command) { & ip netns exec $network.Hub @Command }
        function Invoke-HubEmulator([string] $Path) {
            Invoke-InHub 'curl', '-sS', "$($addresses.baseUri)/_emulator/$Path" | ConvertFrom-Json
        }
        function Start-Controller([string] $Script) {
            Set-Content "$work/controller.ps1" "Set-Location $work`n`$env:PATH = '$work/bin:' + `$env:PATH`n$Script"
            Start-InNamespace $network.Hub (@($PowerShellCommand) + '-NoProfile', '-File', "$work/controller.ps1")
        }
        function Get-Saved { @(Get-ChildItem "$work/out" -Recurse -Filter *.png -ErrorAction Ignore) }
        function Assert-PaidOnce {
            $bill = @(Invoke-HubEmulator bill)
            $bill.Count | Should -Be $images
            @($bill.clientRequestId | Sort-Object -Unique).Count | Should -Be $images
            @(Get-Saved).Count | Should -Be $images
            Get-ChildItem "$work/out" -Recurse -Filter errors.txt | Get-Content | Should -BeNullOrEmpty
            (Get-ChildItem "$work/out" -Directory | Get-ReveHistory | Where-Object Outcome -EQ Succeeded).Prompt |
                Sort-Object -Unique | Should -HaveCount $images
        }

        Push-Location $work
        1..$images | ForEach-Object { [pscustomobject]@{ Prompt = "fox number $_"; AspectRatio = '1:1' } } |
            Export-Csv requests.csv
        & ([scriptblock]::Create((Get-Block 'Import-Csv requests.csv')))
        Set-Content machines.txt $network.Machines.Ip
        # A session starts in the home folder of its user.
        $script = (Get-Block '# Start-Shard.ps1') -replace '(?m)^(param.*)$', "`$1`nSet-Location $work"
        Set-Content Start-Shard.ps1 $script
        $clock = [Diagnostics.Stopwatch]::StartNew()
    }
    AfterAll {
        if ($Obstacle) { return }
        Pop-Location
        Remove-HostNetwork $network
        Remove-Item $work -Recurse -Force
    }

    It 'pay for each image once, although one host is lost and another is cut off' {
        if ($Obstacle) { Set-ItResult -Skipped -Because $Obstacle; return }
        $controller = Start-Controller (Get-Block 'New-PSSession -HostName $machines')
        Wait-Until 'a third of the images is saved' { @(Get-Saved).Count -gt $images / 3 } -LimitSec 300
        Stop-Machine $network.Machines[1]
        Set-MachineLink $network $network.Machines[2] down
        Start-Sleep -Seconds 15
        Set-MachineLink $network $network.Machines[2] up
        $output = $controller.StandardOutput.ReadToEnd()
        $controller.WaitForExit()
        Set-Content "$($TestDrive)/first.log" $output
        @(Get-Saved).Count | Should -BeLessThan $images

        # Another host takes over the part of the one that was lost.
        $controller = Start-Controller ("`$sessions = @(New-PSSession -HostName $($network.Machines[0].Ip))`n" +
            (Get-Block '# The part of a lost machine'))
        $null = $controller.StandardOutput.ReadToEnd()
        $controller.WaitForExit()

        # The machines that are left run the script again, for the rows that the interrupted one did not send.
        Set-Content machines.txt $network.Machines[0, 2].Ip
        $controller = Start-Controller (Get-Block 'New-PSSession -HostName $machines')
        $null = $controller.StandardOutput.ReadToEnd()
        $controller.WaitForExit()

        # A request that the lost host had begun and the provider never got: nobody can know that without the bill, so
        # it is reported, and sent again only when the user says so.
        $lost = @(Get-ChildItem "$work/out" -Recurse -Filter errors.txt | Where-Object Length)
        $lines = @($lost | Get-Content | Where-Object { $_ })
        $lines | Where-Object { $_ -notlike 'OutcomeUnknown*' } | Should -BeNullOrEmpty
        @(Invoke-HubEmulator bill).Count | Should -Be ($images - $lines.Count)
        foreach ($file in $lost) {
            $shard = $file.Directory.Name
            $controller = Start-Controller ("`$session = New-PSSession -HostName $($network.Machines[0].Ip)`n" +
                "Invoke-Command -Session `$session { Import-Csv $work/shards/$shard.csv | New-ReveImage -Provider " +
                "$provider -OutDirectory $work/out/$shard -Resume -RetryUnknownOutcome | Out-Null }")
            $null = $controller.StandardOutput.ReadToEnd()
            $controller.WaitForExit()
            Clear-Content $file
        }
        Assert-PaidOnce
        Write-Host "    $($lines.Count) requests of the lost host had not reached the provider"
        Write-Host "    $images images on three hosts in $([int] $clock.Elapsed.TotalSeconds) seconds"
    }

    It 'process the same shards as jobs of GNU parallel' {
        if ($Obstacle) { Set-ItResult -Skipped -Because $Obstacle; return }
        if (-not (Get-Command parallel -ErrorAction Ignore)) {
            Set-ItResult -Skipped -Because 'GNU parallel is not installed: apt-get install parallel'; return
        }
        # The lost host is started again, without an output or a bill of the first run.
        $restarted = [pscustomobject]@{ Hub = $network.Hub; Folder = $work; Machines = @($network.Machines[1]) }
        Start-HostServer $restarted $variables
        Start-HostTunnel $restarted ([uri] $addresses.baseUri).Port
        Remove-Item "$work/out" -Recurse
        Set-Content machines.txt $network.Machines.Ip
        $null = Invoke-HubEmulator reset
        $env:PATH, $path = "$work/bin:$env:PATH", $env:PATH
        try { Invoke-InHub 'bash', '-c', "cd $work && $(Get-Block '--sshloginfile')" | Out-Null }
        finally { $env:PATH = $path }
        Assert-PaidOnce
    }
}
