# Writes the data of the providers in the loaded library into pages: the lists of about_Reve_Providers, and the tables
# between marks of README.md and docs/providers.md.

$providerMark = '^<!-- The provider (\w+) -->$'
$tables = @{
    'The table of providers' = 'Format-ProviderTable'
    'What is known of providers' = 'Format-AvailabilityTable'
}

# Makes about_Reve_Providers from its source, with a list in place of the mark of each provider.
function Export-ProviderPage([string] $SourceFolder, [string] $PageFolder) {
    $source = Get-Content (Join-Path $SourceFolder 'about_Reve_Providers.md')
    $marked = $source | Where-Object { $_ -match $providerMark } | ForEach-Object { $_ -replace $providerMark, '$1' }
    $missing = [Reve.ProviderRegistry]::All.Name | Where-Object { $_ -notin $marked }
    if ($missing) { throw "docs/help/about_Reve_Providers.md has no mark of $($missing -join ', ')." }
    $page = @('<!-- Generated from docs/help by ./build.ps1 -Task Docs. Do not edit this page. -->', '') +
        ($source | ForEach-Object { if ($_ -match $providerMark) { Format-Provider $Matches[1] } else { $_ } })
    [IO.File]::WriteAllText((Join-Path $PageFolder 'about_Reve_Providers.md'), ($page -join "`n") + "`n")
}

# Writes the tables between the marks of a page again.
function Update-ProviderTable([string] $Page) {
    [IO.File]::WriteAllText($Page, (Get-PageWithTable $Page))
}

function Get-PageWithTable([string] $Page) {
    $text = [IO.File]::ReadAllText($Page)
    foreach ($table in $tables.GetEnumerator()) {
        $begin, $end = "<!-- $($table.Key) -->", "<!-- End of $($table.Key.Substring(0, 1).ToLower() + $table.Key.Substring(1)) -->"
        if (-not $text.Contains($begin)) { continue }
        $pattern = "(?s)$([regex]::Escape($begin)).*?$([regex]::Escape($end))"
        $rows = & $table.Value
        $text = [regex]::Replace($text, $pattern, { "$begin`n$($rows -join "`n")`n$end" })
    }
    $text
}

# A row for each provider with its operations, limits, options and price.
function Format-ProviderTable {
    '| Name | Model | Operations (input images) | Aspect ratios | Formats | Options | Price of an image | Key |'
    '| --- | --- | --- | --- | --- | --- | --- | --- |'
    foreach ($provider in [Reve.ProviderRegistry]::All) {
        $cells = @(
            "``$($provider.Name)``"
            $provider.ModelFamily
            $provider.Operations -join ', '
            Get-RatioText $provider
            ($provider.Operations[0].OutputFormats | ForEach-Object { "$_".ToLower() }) -join ', '
            Get-OptionText $provider
            $provider.Price
            if ($provider.NeedsKey) { "``$($provider.KeyVariables[0])``" } else { 'none' }
        )
        "| $($cells -join ' | ') |"
    }
}

# A row for each provider with what is known of its availability.
function Format-AvailabilityTable {
    '| Name | Model | State | Newest source | What is known |'
    '| --- | --- | --- | --- | --- |'
    foreach ($provider in [Reve.ProviderRegistry]::All) {
        $known = $provider.Availability
        $day = if ($known.AsOf) { $known.AsOf.ToString('yyyy-MM-dd') } else { 'undated' }
        "| ``$($provider.Name)`` | $($provider.ModelFamily) | $($known.State) | $day | $($known.Note) |"
    }
}

# The data of a provider as a list.
function Format-Provider([string] $Name) {
    $provider = [Reve.ProviderRegistry]::Get($Name)
    $known = $provider.Availability
    $day = if ($known.AsOf) { " on $($known.AsOf.ToString('yyyy-MM-dd'))" }
    $lines = @(
        "- Availability: $($known.State.ToString().ToLower())$day. $($known.Note)"
        if ($provider.BaseUri) {
            $addresses = (@($provider.BaseUri) + $provider.OtherAddresses).AbsoluteUri.TrimEnd('/') -join ', '
            "- Address: $addresses, or $($provider.BaseUriVariable)"
            "- Key: $($provider.KeyVariables -join ' or ')"
        }
        else { '- Address and key: none. It uses no network.' }
        "- Models: $(($provider.Operations.Model | Select-Object -Unique) -join ', ')"
        "- Operations (input images): $($provider.Operations -join ', ')"
        "- Input images: $(Get-InputText $provider)"
        "- Prompt: at most $($provider.Operations[0].MaximumPromptLength) characters"
        "- Ratios: $(Get-RatioText $provider)"
        "- Formats: $(($provider.Operations[0].OutputFormats | ForEach-Object { "$_".ToLower() }) -join ', ')"
        "- Images of one call: at most $($provider.Operations[0].MaximumCount)"
        "- Options: $(Get-OptionText $provider)"
        "- Price: $($provider.Price) for an image"
    )
    $lines | ForEach-Object { Format-Line $_ }
}

# Wraps a line of a list at 120 columns.
function Format-Line([string] $Line) {
    $width = 120
    while ($Line.Length -gt $width) {
        $at = $Line.LastIndexOf(' ', $width)
        $Line.Substring(0, $at)
        $Line = '  ' + $Line.Substring($at + 1)
    }
    $Line
}

function Get-RatioText($Provider) {
    $with = @($Provider.Operations | Where-Object { $_.AspectRatios.Count })
    if (-not $with) { return 'none' }
    $ratios = if ($with[0].AspectRatios.Count -eq 7) { 'the seven of Reve v1' } else { 'the 17 of Reve 2.1 and auto' }
    if ($with.Count -eq $Provider.Operations.Count) { $ratios } else { "$ratios, to $(($with.Operation -join ', ').ToLower())" }
}

function Get-InputText($Provider) {
    $operation = $Provider.Operations[-1]
    $limit = if ($operation.InputBytesBelow) { "each below $($operation.InputBytesBelow.ToString('N0', [cultureinfo]::InvariantCulture)) bytes" }
    $formats = if ($operation.InputFormats.Count) { "as $($operation.InputFormats -join ', ')" }
    $text = @($limit; $formats) -ne $null -join ', '
    if ($text) { $text } else { 'no limits are documented' }
}

function Get-OptionText($Provider) {
    $options = @($Provider.Operations.Options | ForEach-Object { "$_" } | Select-Object -Unique) -replace '\|', ' '
    if ($options) { $options -join ', ' } else { 'none' }
}
