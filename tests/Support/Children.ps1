# PowerShell processes that a test starts. Each one is the PowerShell of this process, started by the same command.

# The command and what goes before its arguments: a PowerShell that is a .NET tool runs as "dotnet pwsh.dll".
$script:PowerShellCommand = @([Diagnostics.Process]::GetCurrentProcess().MainModule.FileName)
if ([IO.Path]::GetFileNameWithoutExtension($PowerShellCommand[0]) -eq 'dotnet') {
    $script:PowerShellCommand += Join-Path $PSHOME 'pwsh.dll'
}

# The command as one string for a POSIX shell.
function Get-ShellCommand { ($PowerShellCommand | ForEach-Object { "'$($_ -replace "'", "'\''")'" }) -join ' ' }

# Starts a PowerShell with these arguments. Its input is closed unless -KeepInput, so that it cannot wait for any.
function Start-ChildPowerShell([string[]] $Argument, [hashtable] $Environment = @{}, [switch] $KeepInput) {
    $command, $before = $PowerShellCommand
    $start = [Diagnostics.ProcessStartInfo]::new($command)
    foreach ($part in @($before) + '-NoProfile' + '-NonInteractive' + $Argument) {
        if ($null -ne $part) { $start.ArgumentList.Add($part) }
    }
    $start.WorkingDirectory = "$PWD"
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
    foreach ($name in $Environment.Keys) {
        # Null removes a variable.
        if ($null -eq $Environment[$name]) { $null = $start.Environment.Remove($name) }
        else { $start.Environment[$name] = $Environment[$name] }
    }
    $process = [Diagnostics.Process]::Start($start)
    if (-not $KeepInput) { $process.StandardInput.Close() }
    $process
}

# Runs a PowerShell to its end, and hands out what it wrote: output and errors as lines.
function Invoke-ChildPowerShell([string[]] $Argument, [hashtable] $Environment = @{}, [int] $LimitSec = 120) {
    $process = Start-ChildPowerShell $Argument $Environment
    $output = $process.StandardOutput.ReadToEndAsync()
    $errors = $process.StandardError.ReadToEndAsync()
    if (-not $process.WaitForExit($LimitSec * 1000)) {
        $process.Kill($true)
        throw "The child PowerShell did not end within $LimitSec seconds: $($output.Result)$($errors.Result)"
    }
    ($output.Result + $errors.Result).TrimEnd() -split '\r?\n'
}

# Resumes prompts.txt into out, in a PowerShell of its own, which says when it begins.
function Start-Resume([hashtable] $Parameters) {
    Set-Content run.ps1 @"
Import-Module '$ModulePath'
`$parameters = '$($Parameters | ConvertTo-Json -Compress)' | ConvertFrom-Json -AsHashtable
[Console]::Out.WriteLine('begins')
Get-Content prompts.txt | New-ReveImage @parameters -OutDirectory out -Resume -ErrorAction Ignore
"@
    $process = Start-ChildPowerShell '-File', run.ps1
    $null = $process.StandardOutput.ReadLine()
    $process
}
