# Every suite loads this file: the built module, the emulator, and ways to see what happened.

$script:Root = Split-Path (Split-Path $PSScriptRoot)
$script:ModulePath = Join-Path $Root 'out/Reve'
Import-Module $ModulePath -Force
. (Join-Path $PSScriptRoot Children.ps1)
. (Join-Path $PSScriptRoot Providers.ps1)

# Keys and settings of the user who runs the tests are left out.
$script:KeyVariables = (Get-ReveProvider).KeyVariables
Get-ChildItem env: | Where-Object { $_.Name -match '^REVE_PROVIDER$|_BASE_URI$' -or $_.Name -in $KeyVariables } |
    Remove-Item

# Starts the emulator of this process, or takes the one that an earlier suite started. It ends with this process, which
# holds its standard input.
function Start-Emulator {
    if (-not $global:ReveEmulator -or $global:ReveEmulator.Process.HasExited) {
        $program = Get-ChildItem -Path (Join-Path $Root 'tests/Reve.Emulator/bin') -Recurse -Filter Reve.Emulator.dll |
            Sort-Object LastWriteTime | Select-Object -Last 1
        $start = [Diagnostics.ProcessStartInfo]::new('dotnet', "`"$($program.FullName)`"")
        $start.RedirectStandardInput = $start.RedirectStandardOutput = $true
        $process = [Diagnostics.Process]::Start($start)
        $global:ReveEmulator = @{
            Process = $process; Addresses = $process.StandardOutput.ReadLine() | ConvertFrom-Json
        }
    }
    $script:Emulator = $global:ReveEmulator.Addresses
    $script:OnEmulator = @{
        Provider = $DirectProvider; BaseUri = $Emulator.baseUri; ApiKey = $Emulator.apiKey; RetryIntervalSec = 1
    }
    Reset-Emulator
}

function Invoke-Emulator([string] $Path, $Body) {
    $request = @{ Uri = "$($Emulator.baseUri)/_emulator/$Path" }
    if ($Body) {
        $request += @{ Method = 'Post'; Body = $Body | ConvertTo-Json -Depth 9; ContentType = 'application/json' }
    }
    Invoke-RestMethod @request | ForEach-Object { $_ }
}

function Reset-Emulator { $null = Invoke-Emulator reset }
function Get-EmulatorRequest([string] $Method = '*') { Invoke-Emulator requests | Where-Object method -Like $Method }
function Get-EmulatorBill { Invoke-Emulator bill }
function Get-EmulatorInput { Invoke-Emulator inputs }
function Add-Misbehaviour([hashtable] $What) { $null = Invoke-Emulator misbehave $What }
function Set-Emulator([hashtable] $Settings) { $null = Invoke-Emulator settings $Settings }

# Runs the script and gives back what came out of it and what went wrong, each in its own list.
function Invoke-Captured([scriptblock] $Script) {
    $ErrorActionPreference = 'Continue'
    $output = [Collections.Generic.List[object]]::new()
    $errors = [Collections.Generic.List[object]]::new()
    try {
        & $Script 2>&1 | ForEach-Object {
            if ($_ -is [Management.Automation.ErrorRecord]) { $errors.Add($_) } else { $output.Add($_) }
        }
    }
    catch { $errors.Add($_) }
    [pscustomobject]@{ Output = $output; Errors = $errors }
}

# The id of an error without the name of the cmdlet behind it.
function Get-ErrorId($ErrorRecord) { $ErrorRecord | ForEach-Object { $_.FullyQualifiedErrorId.Split(',')[0] } }

# Waits for a condition. The limit is there for what never comes true, so it allows for a machine that is busy.
function Wait-Until([string] $What, [scriptblock] $Condition, [int] $LimitSec = 150) {
    $watch = [Diagnostics.Stopwatch]::StartNew()
    while (-not (& $Condition)) {
        if ($watch.Elapsed.TotalSeconds -gt $LimitSec) { throw "Waited $LimitSec seconds in vain until $What." }
        Start-Sleep -Milliseconds 10
    }
}
