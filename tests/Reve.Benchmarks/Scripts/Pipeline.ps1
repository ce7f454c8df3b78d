# Measures calls in a second: New-ReveImage in a pipeline, and what users would write without it.

param(
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [uri] $Address
)

$ErrorActionPreference = 'Stop'
Import-Module $Module
$rounds = 5
$uri = "${Address}v1/images/generations"
$body = '{"model":"reve/create-image","prompt":"a paper fox"}'

# The median of a few rounds, after one that is not counted.
function Measure-Rate([string] $Name, [int] $Count, [scriptblock] $Run) {
    $rates = foreach ($round in 0..$rounds) {
        $watch = [Diagnostics.Stopwatch]::StartNew()
        & $Run $Count
        if ($round -gt 0) { $Count / $watch.Elapsed.TotalSeconds }
    }
    $median = @($rates | Sort-Object)[$rounds / 2]
    '{0}={1}' -f $Name, $median.ToString([cultureinfo]::InvariantCulture)
}

Measure-Rate Loop 1000 {
    param($count)
    foreach ($number in 1..$count) { $null = Invoke-RestMethod $uri -Method Post -Body $body }
}
Measure-Rate Parallel8 1000 {
    param($count)
    1..$count | ForEach-Object -ThrottleLimit 8 -Parallel {
        $null = Invoke-RestMethod $using:uri -Method Post -Body $using:body
    }
}
foreach ($slots in 8, 64, 256) {
    Measure-Rate "Reve$slots" 5000 {
        param($count)
        $null = 1..$count | ForEach-Object { 'a paper fox' } | New-ReveImage -Provider AimlApi -BaseUri $Address `
            -ApiKey 0123456789abcdef -SkipDownload -ThrottleLimit $slots -WarningAction SilentlyContinue
    }
}
