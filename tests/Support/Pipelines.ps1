# Pipelines of their own that a test starts, looks at and stops. Needs Suite.ps1.

Add-Type @'
using System;
using System.Collections.Concurrent;
using System.Threading.Tasks;

public static class UnobservedExceptions
{
    static readonly ConcurrentQueue<string> s_seen = new ConcurrentQueue<string>();

    public static void Watch() =>
        TaskScheduler.UnobservedTaskException += (_, e) => s_seen.Enqueue(e.Exception.ToString());

    public static string[] Seen()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return s_seen.ToArray();
    }
}
'@

function New-ModuleSpace {
    $space = [runspacefactory]::CreateRunspace([initialsessionstate]::CreateDefault2())
    $space.Open()
    # The commands of the scripts themselves are there before a stop can meet their loading.
    $shell = [powershell]::Create()
    $shell.Runspace = $space
    $null = $shell.AddScript('param($module) Import-Module Microsoft.PowerShell.Utility, $module -ErrorAction Stop').
        AddArgument($ModulePath).Invoke()
    $shell.Dispose()
    $space
}

# Starts the script, which sees $on, $onTasks, $folder and $large as the test does.
function Start-Shell($Space, [scriptblock] $Script) {
    foreach ($name in 'on', 'onTasks', 'folder', 'large') {
        $Space.SessionStateProxy.SetVariable($name, (Get-Variable $name -ValueOnly -ErrorAction Ignore))
    }
    $shell = [powershell]::Create()
    $shell.Runspace = $Space
    $null = $shell.AddScript("$Script")
    [pscustomobject]@{ Shell = $shell; Running = $shell.BeginInvoke() }
}

# Stops it as Ctrl+C does. What the tests stop would go on for two minutes at least, so a stop that waits for it is found.
function Stop-Shell($Shell) {
    $stop = $Shell.Shell.BeginStop($null, $null)
    if (-not $stop.AsyncWaitHandle.WaitOne(100000)) { throw 'The pipeline did not stop within 100 seconds.' }
    $Shell.Shell.EndStop($stop)
}

function Get-Cancel { Get-EmulatorRequest | Where-Object path -Like '*/cancel' }
function Get-Run { Get-EmulatorRequest | Where-Object paidAt -In $TaskProviders.Name }
function Get-EmulatorTask { (Invoke-Emulator tasks).PSObject.Properties | ForEach-Object Value }

# Requests without a response that were not aborted either.
function Get-OpenRequest { Get-EmulatorRequest | Where-Object { -not $_.status -and -not $_.wasAborted } }
