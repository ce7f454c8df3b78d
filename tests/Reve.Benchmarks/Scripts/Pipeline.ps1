# Measures calls in a second: New-ReveImage in a pipeline, and what users would write without it.

param(
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [uri] $Address
)

$ErrorActionPreference = 'Stop'
Import-Module $Module
$warmUps = 3
$rounds = 9
$uri = "${Address}v1/images/generations"
$body = '{"model":"reve/create-image","prompt":"a paper fox"}'

$runs = [ordered]@{
    Loop = { foreach ($number in 1..$count) { $null = Invoke-RestMethod $uri -Method Post -Body $body } }
    Parallel8 = {
        1..$count | ForEach-Object -ThrottleLimit 8 -Parallel {
            $null = Invoke-RestMethod $using:uri -Method Post -Body $using:body
        }
    }
}
foreach ($slots in 8, 64, 256) {
    $runs["Reve$slots"] = {
        $null = 1..$count | ForEach-Object { 'a paper fox' } | New-ReveImage -Provider AimlApi -BaseUri $Address `
            -ApiKey 0123456789abcdef -SkipDownload -ThrottleLimit $slots -WarningAction SilentlyContinue
    }.GetNewClosure()
}

# In turn, because later runs execute code that is compiled better. The first rounds are not counted.
$best = @{}
foreach ($round in 1..($warmUps + $rounds)) {
    foreach ($run in $runs.GetEnumerator()) {
        # A command begins with a few calls and adds one each 10 milliseconds, so that a short run has few under way.
        $count = $run.Key -like 'Reve*' ? 20000 : 500
        $watch = [Diagnostics.Stopwatch]::StartNew()
        & $run.Value
        $rate = $count / $watch.Elapsed.TotalSeconds
        if ($round -gt $warmUps) { $best[$run.Key] = [Math]::Max($rate, $best[$run.Key]) }
    }
}

foreach ($name in $runs.Keys) { '{0}={1}' -f $name, $best[$name].ToString([cultureinfo]::InvariantCulture) }
