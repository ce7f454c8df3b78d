# Reads the hand-written sources of the help in docs/help.

# The text below each heading of one level, by heading. The text before the first heading has the key ''.
# Headings inside code blocks are code.
function Split-Heading([string[]] $Line, [int] $Level) {
    $parts = [ordered]@{ '' = [Collections.Generic.List[string]]::new() }
    $heading = ''
    $isCode = $false
    foreach ($text in $Line) {
        if ($text -match '^```') { $isCode = -not $isCode }
        if (-not $isCode -and $text -match "^#{$Level} (.+)$") {
            $heading = $Matches[1].Trim()
            if ($parts.Contains($heading)) { throw "The heading '$heading' occurs twice." }
            $parts[$heading] = [Collections.Generic.List[string]]::new()
        }
        else { $parts[$heading].Add($text) }
    }

    $result = [ordered]@{}
    foreach ($key in $parts.Keys) { $result[$key] = ($parts[$key] -join "`n").Trim() }
    $result
}

# Like Split-Heading, without the text before the first heading.
function Split-Part([string] $Text, [int] $Level) {
    $parts = Split-Heading ($Text -split "`n") $Level
    $parts.Remove('')
    $parts
}

# The source of one cmdlet: docs/help/<Verb-Noun>.md.
function Read-CommandSource([string] $Path) {
    $title, $content = @((Split-Heading (Get-Content $Path) 1).GetEnumerator())[1] | ForEach-Object { $_.Key, $_.Value }
    $sections = Split-Heading ($content -split "`n") 2
    $known = '', 'Description', 'Examples', 'Parameters', 'Inputs', 'Outputs', 'Notes', 'Links'
    $unknown = $sections.Keys | Where-Object { $_ -notin $known }
    if ($unknown) { throw "$Path has sections that no page has: $($unknown -join ', ')." }
    $missing = $known | Where-Object { $_ -ne 'Parameters' -and -not $sections[$_] }
    if ($missing) { throw "$Path lacks a synopsis or one of the sections: $($missing -join ', ')." }

    $parameters = [ordered]@{}
    $own = Split-Part $sections['Parameters'] 3
    foreach ($name in $own.Keys) { $parameters[$name.TrimStart('-')] = $own[$name] }
    [pscustomobject]@{
        Name        = $title
        Synopsis    = $sections['']
        Description = $sections['Description']
        Parameters  = $parameters
        Examples    = Split-Part $sections['Examples'] 3
        Inputs      = Split-Part $sections['Inputs'] 3
        Outputs     = Split-Part $sections['Outputs'] 3
        Notes       = $sections['Notes']
        Links       = $sections['Links'] -split "`n" | ForEach-Object { $_.TrimStart('-', ' ') }
    }
}

# The texts that several cmdlets share: the parameters by group, in the order of Parameters.md, and the types.
function Read-SharedSource([string] $Folder) {
    $groups = [ordered]@{}
    $texts = @{}
    $parts = Split-Part (Get-Content (Join-Path $Folder 'Parameters.md') -Raw) 2
    foreach ($group in $parts.Keys) {
        $parameters = Split-Part $parts[$group] 3
        $groups[$group] = @($parameters.Keys | ForEach-Object { $_.TrimStart('-') })
        foreach ($name in $parameters.Keys) {
            if ($texts.ContainsKey($name.TrimStart('-'))) { throw "Parameters.md has $name in two groups." }
            $texts[$name.TrimStart('-')] = $parameters[$name]
        }
    }

    [pscustomobject]@{
        Groups     = $groups
        Parameters = $texts
        Types      = Split-Part (Get-Content (Join-Path $Folder 'Types.md') -Raw) 2
    }
}

function Read-HelpSource([string] $Folder) {
    [pscustomobject]@{
        Shared   = Read-SharedSource $Folder
        Commands = @(Get-ChildItem $Folder -Filter *-*.md | Sort-Object Name |
                ForEach-Object { Read-CommandSource $_.FullName })
    }
}
