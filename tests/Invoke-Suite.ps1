<#
.SYNOPSIS
    Runs Pester suites of tests/Cmdlets, tests/Scenarios and tests/Providers against the module in out/Reve.
.DESCRIPTION
    Needs a build before it, which lays out the module and Pester. With -Pipe the script serves the .NET tests: it reads
    names of suites from that pipe, and writes a line of JSON back for each suite that it ran.
.EXAMPLE
    dotnet pwsh tests/Invoke-Suite.ps1 New-ReveImage
#>
[CmdletBinding()]
param(
    # Names of suites, without folder and .Tests.ps1; wildcards are allowed.
    [string[]] $Name = '*',

    [string] $Pipe
)

$ErrorActionPreference = 'Stop'
$PSStyle.OutputRendering = 'PlainText'
Import-Module (Join-Path $PSScriptRoot '../out/Pester/Pester.psd1')

function Invoke-Suite([string] $Path) {
    $configuration = New-PesterConfiguration
    $configuration.Run.Path = $Path
    $configuration.Run.PassThru = $true
    $configuration.Output.Verbosity = 'Detailed'
    $configuration.Output.RenderMode = 'Plaintext'

    # Several suites run in this process, so each one finds the environment that the first one found.
    $environment = @{}
    Get-ChildItem env: | ForEach-Object { $environment[$_.Name] = $_.Value }
    Push-Location $PSScriptRoot
    try { Invoke-Pester -Configuration $configuration }
    finally {
        Pop-Location
        Get-ChildItem env: | Where-Object { -not $environment.ContainsKey($_.Name) } | Remove-Item
        foreach ($entry in $environment.GetEnumerator()) { Set-Item "env:$($entry.Key)" $entry.Value }
        Get-Module Reve | Remove-Module -Force
    }
}

# What the .NET tests report: the counts, each failure, and the reason of each skipped test.
function Get-Report($Result) {
    $failures = @(
        foreach ($test in $Result.Failed) { "FAILED $($test.ExpandedPath)"; Get-ErrorText $test }
        foreach ($file in $Result.FailedContainers) { "FAILED to run $($file.Item)"; Get-ErrorText $file }
        foreach ($block in $Result.FailedBlocks) { "FAILED to run $($block.ExpandedPath)"; Get-ErrorText $block }
    )
    @{
        Succeeded = $Result.Result -eq 'Passed'
        Passed    = $Result.PassedCount
        Skipped   = $Result.SkippedCount
        Failures  = $failures -join "`n"
        Reasons   = @($Result.Skipped | ForEach-Object { "$($_.ErrorRecord)" -replace '^is skipped, because ' } |
                Sort-Object -Unique) -join '; '
    }
}

function Get-ErrorText($Part) {
    $Part.ErrorRecord | ForEach-Object {
        "  $($_.Exception.Message)"
        "  $(($_.ScriptStackTrace -split "`n")[0..1] -join '; ')"
    }
}

if (-not $Pipe) {
    $paths = Get-ChildItem $PSScriptRoot/Cmdlets, $PSScriptRoot/Scenarios, $PSScriptRoot/Providers -Filter *.Tests.ps1 |
        Where-Object { $suite = $_.Name -replace '\.Tests\.ps1$'; $Name | Where-Object { $suite -like $_ } }
    if (-not $paths) { throw "No suite is named $($Name -join ' or ')." }
    $failed = @($paths | Where-Object { (Invoke-Suite $_.FullName).Result -ne 'Passed' })
    exit $failed.Count
}

$channel = [IO.Pipes.NamedPipeClientStream]::new('.', $Pipe, 'InOut')
$channel.Connect(30000)
$reader = [IO.StreamReader]::new($channel)
$writer = [IO.StreamWriter]::new($channel)
$writer.AutoFlush = $true
while ($null -ne ($suite = $reader.ReadLine())) {
    $report = try { Get-Report (Invoke-Suite $suite) }
    catch { @{ Succeeded = $false; Failures = "$_`n$($_.ScriptStackTrace)" } }
    $writer.WriteLine(($report | ConvertTo-Json -Compress))
}
