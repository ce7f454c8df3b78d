# Computes the figures of docs/scaling.md: how long images take, and what they cost. The tables are between marks.

# How long a request takes, as measured by users of the providers.
$secondsPerImage = 30
$imageCounts = 1000, 100000, 10000000

$figureTables = @{
    'The table of times' = 'Format-TimeTable'
    'The table of costs' = 'Format-CostTable'
}

function Update-FigureTable([string] $Page) { [IO.File]::WriteAllText($Page, (Get-PageWithFigure $Page)) }

function Get-PageWithFigure([string] $Page) {
    $text = [IO.File]::ReadAllText($Page)
    foreach ($name in $figureTables.Keys) {
        $begin, $end = "<!-- $name -->", "<!-- End of t$($name.Substring(1)) -->"
        if (-not $text.Contains($begin)) { throw "$Page has no mark '$begin'." }
        $rows = & $figureTables[$name]
        $text = [regex]::Replace($text, "(?s)$([regex]::Escape($begin)).*?$([regex]::Escape($end))", {
                "$begin`n$($rows -join "`n")`n$end"
            })
    }
    $text
}

# A row for each number of requests at the same time.
function Format-TimeTable {
    '| `-ThrottleLimit` | Images per minute | ' + (($imageCounts | ForEach-Object { Format-Count $_ }) -join ' | ') + ' |'
    '| ---: | ---: | ---: | ---: | ---: |'
    $rows = [ordered]@{ '5, the default' = 5; '50' = 50; '256, the maximum' = 256; '4 commands with 256' = 4 * 256 }
    foreach ($name in $rows.Keys) {
        $perMinute = $rows[$name] * 60 / $secondsPerImage
        $times = $imageCounts | ForEach-Object { Format-Duration ($_ / $perMinute * 60) }
        "| $name | $(Format-Count $perMinute) | $($times -join ' | ') |"
    }
}

# A row for each price of each provider, and one in USD if the provider has another unit.
function Format-CostTable {
    '| | One image | ' + (($imageCounts | ForEach-Object { Format-Count $_ }) -join ' | ') + ' |'
    '| --- | ---: | ---: | ---: | ---: |'
    foreach ($provider in [Reve.ProviderRegistry]::All | Where-Object NeedsKey) {
        foreach ($group in $provider.Operations | Group-Object Price) {
            $price = $group.Group[0].Price
            $name = "$($provider.Name), $(($group.Group.Operation | ForEach-Object { "$_".ToLower() }) -join ' or ')"
            if ($null -eq $price) { "| $name | unknown | unknown | unknown | unknown |"; continue }
            Format-CostRow "$name, $($provider.Unit)" $price
            if ($provider.UnitWorth -and $provider.Unit -ne 'USD') {
                $estimate = if ($provider.IsUnitWorthEstimate) { ', estimated' }
                Format-CostRow "the same in USD$estimate" ($price * $provider.UnitWorth)
            }
        }
    }
}

function Format-CostRow([string] $Name, [decimal] $Price) {
    "| $Name | $(((@(1) + $imageCounts) | ForEach-Object { Format-Count ($Price * $_) }) -join ' | ') |"
}

function Format-Count([decimal] $Number) { $Number.ToString('#,0.####', [cultureinfo]::InvariantCulture) }

# The largest unit in which the number is at least one and a half, with a decimal place below ten.
function Format-Duration([double] $Seconds) {
    foreach ($unit in @('days', 86400), @('hours', 3600), @('minutes', 60), @('seconds', 1)) {
        $value = $Seconds / $unit[1]
        if ($value -ge 1.5 -or $unit[1] -eq 1) {
            $digits = $value -lt 100 -and $unit[0] -in 'days', 'hours' ? 1 : 0
            return "$([Math]::Round($value, $digits).ToString([cultureinfo]::InvariantCulture)) $($unit[0])"
        }
    }
}
