# Runs one suite and prints what failed, for a test runner that is not PowerShell.
param([Parameter(Mandatory)] [string] $Name)

$ErrorActionPreference = 'Stop'
$PSStyle.OutputRendering = 'PlainText'
Import-Module Pester -MinimumVersion 5.0

$configuration = New-PesterConfiguration
$configuration.Run.Path = Join-Path $PSScriptRoot $Name
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'None'
$result = Invoke-Pester -Configuration $configuration

foreach ($test in $result.Failed) {
    "FAILED $($test.ExpandedPath)"
    $test.ErrorRecord | ForEach-Object {
        "  $($_.Exception.Message)`n  $(($_.ScriptStackTrace -split "`n")[0..1] -join "; ")"
    }
}
foreach ($container in @($result.FailedContainers) + @($result.FailedBlocks)) {
    $container.ErrorRecord | ForEach-Object {
        "FAILED to run: $($_.Exception.Message)`n  $(($_.ScriptStackTrace -split "`n")[0..1] -join "; ")"
    }
}
"$($result.PassedCount) passed, $($result.FailedCount) failed, $($result.SkippedCount) skipped"
exit [int]($result.Result -ne 'Passed')
