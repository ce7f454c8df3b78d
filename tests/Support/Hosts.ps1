# Hosts of a test's own network: network namespaces with an SSH server each, and a hub that connects them. The hub is
# 10.77.0.1, and the hosts are 10.77.0.11 and following. Needs Linux, root, iproute2 and the OpenSSH server.

# Why hosts cannot be made here, or nothing.
function Get-HostObstacle {
    if (-not $IsLinux) { return 'network namespaces exist on Linux only' }
    if ((& id -u) -ne '0') { return 'network namespaces need root' }
    $missing = 'ip', '/usr/sbin/sshd', 'ssh' | Where-Object { -not (Get-Command $_ -ErrorAction Ignore) }
    if ($missing) { "$($missing -join ', ') is not installed: apt-get install iproute2 openssh-server" }
}

function Invoke-Ip { & ip @args; if ($LASTEXITCODE -ne 0) { throw "ip $($args -join ' ') ended with $LASTEXITCODE." } }

# Makes the hub and the hosts. Every session on a host has the variables in its environment.
function New-HostNetwork([string] $Folder, [int] $Count) {
    $prefix = "reve$PID"
    Invoke-Ip netns add "$prefix-hub"
    Invoke-Ip -n "$prefix-hub" link add bridge type bridge
    Invoke-Ip -n "$prefix-hub" address add 10.77.0.1/24 dev bridge
    'lo', 'bridge' | ForEach-Object { Invoke-Ip -n "$prefix-hub" link set $_ up }
    $machines = 1..$Count | ForEach-Object {
        $name = "$prefix-h$_"
        Invoke-Ip netns add $name
        Invoke-Ip -n "$prefix-hub" link add "h$_" type veth peer name eth0 netns $name
        Invoke-Ip -n "$prefix-hub" link set "h$_" master bridge up
        Invoke-Ip -n $name address add "10.77.0.1$_/24" dev eth0
        'lo', 'eth0' | ForEach-Object { Invoke-Ip -n $name link set $_ up }
        [pscustomobject]@{ Name = $name; Link = "h$_"; Ip = "10.77.0.1$_"; Server = $null }
    }
    [pscustomobject]@{ Hub = "$prefix-hub"; Folder = $Folder; Machines = @($machines) }
}

# Starts the SSH server of each host, with PowerShell as a subsystem, and makes a command ssh that can log in.
function Start-HostServer($Network, [hashtable] $Environment) {
    $folder = $Network.Folder
    $bin = New-Item (Join-Path $folder bin) -ItemType Directory -Force
    $null = New-Item /run/sshd -ItemType Directory -Force
    'host', 'user' | Where-Object { -not (Test-Path (Join-Path $folder $_)) } |
        ForEach-Object { & ssh-keygen -q -t ed25519 -N '' -f (Join-Path $folder $_) }
    Set-Content (Join-Path $folder client.conf) @"
IdentityFile $folder/user
UserKnownHostsFile $folder/known
StrictHostKeyChecking accept-new
ServerAliveInterval 15
LogLevel ERROR
"@
    Set-Content (Join-Path $bin ssh) "#!/bin/sh`nexec $((Get-Command ssh -CommandType Application)[0].Source) -F $folder/client.conf `"`$@`""
    Set-Content (Join-Path $bin pwsh) "#!/bin/sh`nexec $(Get-ShellCommand) `"`$@`""
    & chmod 755 $bin/ssh $bin/pwsh
    $values = $Environment.GetEnumerator() | ForEach-Object { "$($_.Key)=$($_.Value)" }
    foreach ($machine in $Network.Machines) {
        $config = Join-Path $folder "$($machine.Link).conf"
        Set-Content $config @"
ListenAddress $($machine.Ip)
HostKey $folder/host
PidFile none
AuthorizedKeysFile $folder/user.pub
StrictModes no
UsePAM no
PermitRootLogin prohibit-password
Subsystem powershell $bin/pwsh -sshs -NoLogo -NoProfile
SetEnv PATH=$bin`:/usr/local/bin:/usr/bin:/bin $values
"@
        $machine.Server = Start-InNamespace $machine.Name '/usr/sbin/sshd', '-D', '-f', $config
    }
}

# Makes a port of the hub's own machine reachable under the same address on each host, through its network.
function Start-HostTunnel($Network, [int] $Port) {
    foreach ($machine in $Network.Machines) {
        $null = Start-InNamespace $Network.Hub @(
            (Join-Path $Network.Folder bin/ssh), '-N', '-o', 'ConnectionAttempts=30', '-o', 'ExitOnForwardFailure=yes',
            '-R', "127.0.0.1:$Port`:127.0.0.1:$Port", $machine.Ip)
    }
}

function Start-InNamespace([string] $Name, [string[]] $Command) {
    $start = [Diagnostics.ProcessStartInfo]::new('ip')
    foreach ($part in @('netns', 'exec', $Name) + $Command) { $start.ArgumentList.Add($part) }
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $true
    [Diagnostics.Process]::Start($start)
}

# Ends every process of a host at once, as a loss of power does.
function Stop-Machine($Machine) {
    & ip netns pids $Machine.Name | ForEach-Object { & kill -9 $_ }
}

function Set-MachineLink($Network, $Machine, [string] $State) { Invoke-Ip -n $Network.Hub link set $Machine.Link $State }

function Remove-HostNetwork($Network) {
    foreach ($name in $Network.Machines.Name + $Network.Hub) {
        & ip netns pids $name | ForEach-Object { & kill -9 $_ }
        & ip netns delete $name
    }
}
