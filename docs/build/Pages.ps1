# Makes the page of each cmdlet in docs/en-US, in the Markdown of platyPS, from its source and from the loaded module.

. $PSScriptRoot/Sources.ps1
. $PSScriptRoot/Metadata.ps1

$syntaxWidth = 98
# Pages with more parameters than this list them by group in their description.
$longestUngroupedList = 12

$commonParametersText = @'
This cmdlet supports the common parameters: -Debug, -ErrorAction, -ErrorVariable,
-InformationAction, -InformationVariable, -OutBuffer, -OutVariable, -PipelineVariable,
-ProgressAction, -Verbose, -WarningAction, and -WarningVariable. For more information, see
about_CommonParameters.
'@ -replace '\r'

# What keeps the sources and the module out of step, one message for each defect.
function Find-SourceDefect($Source, [Management.Automation.CmdletInfo[]] $Command) {
    $commands = @{}
    foreach ($entry in $Command) { $commands[$entry.Name] = @(Get-ParameterData $entry).Name }
    $written = @($Source.Commands.Name)
    $commands.Keys | Where-Object { $_ -notin $written } | ForEach-Object { "$_ has no source: add docs/help/$_.md." }

    $used = @{}
    foreach ($page in $Source.Commands) {
        if (-not $commands.ContainsKey($page.Name)) { "docs/help/$($page.Name).md describes no cmdlet."; continue }
        $names = $commands[$page.Name]
        foreach ($name in $names) {
            if ($page.Parameters.Contains($name)) {
                if ($page.Parameters[$name] -eq $Source.Shared.Parameters[$name]) {
                    "docs/help/$($page.Name).md repeats the text of -$name in Parameters.md."
                }
            }
            elseif ($Source.Shared.Parameters[$name]) { $used[$name] = $true }
            else { "$($page.Name) -$name has no text in docs/help/$($page.Name).md or Parameters.md." }
        }
        $page.Parameters.Keys | Where-Object { $_ -notin $names } |
            ForEach-Object { "docs/help/$($page.Name).md describes -$_, which is not a parameter of the cmdlet." }
        $page.Links | Where-Object { $_ -notin $written -and $_ -notlike 'about_*' } |
            ForEach-Object { "docs/help/$($page.Name).md links to $_, which does not exist." }
        foreach ($types in $page.Inputs, $page.Outputs) {
            $types.Keys | Where-Object { -not $types[$_] -and -not $Source.Shared.Types[$_] } |
                ForEach-Object { "docs/help/$($page.Name).md lists $_, which has no text there or in Types.md." }
        }
    }

    $Source.Shared.Parameters.Keys | Where-Object { -not $used.ContainsKey($_) } |
        ForEach-Object { "Parameters.md describes -$_, which no page uses." }
}

# Writes one page for each source. Throws when a parameter has no text or a text has no parameter.
function Export-HelpPage([string] $SourceFolder, [string] $PageFolder) {
    $source = Read-HelpSource $SourceFolder
    $commands = Get-Command -Module Reve -CommandType Cmdlet
    $defects = @(Find-SourceDefect $source $commands)
    if ($defects) { throw $defects -join "`n" }
    foreach ($page in $source.Commands) {
        $command = $commands | Where-Object Name -EQ $page.Name
        $text = (ConvertTo-HelpPage $page $source.Shared $command) -join "`n"
        [IO.File]::WriteAllText((Join-Path $PageFolder "$($page.Name).md"), "$text`n")
    }
}

function ConvertTo-HelpPage($Page, $Shared, [Management.Automation.CmdletInfo] $Command) {
    $parameters = @(Get-ParameterData $Command)
    @"
---
generated from: docs/help by ./build.ps1 -Task Docs. Do not edit this page.
document type: cmdlet
external help file: Reve.dll-Help.xml
HelpUri: ''
Locale: en-US
Module Name: Reve
PlatyPS schema version: 2024-05-01
title: $($Page.Name)
---

# $($Page.Name)

## SYNOPSIS

$($Page.Synopsis)

## SYNTAX
"@ -replace '\r'
    foreach ($set in $Command.ParameterSets) {
        '', "### $($set.Name)$(if ($set.IsDefault -and $Command.ParameterSets.Count -gt 1) { ' (Default)' })", ''
        '```'
        Format-Syntax $Command.Name $set
        '```'
    }
    $aliases = (Get-Alias | Where-Object ReferencedCommand -EQ $Command).Name | Sort-Object
    '', '## ALIASES', '', ($aliases ? ($aliases | ForEach-Object { "- ``$_``" }) -join "`n" : 'None.')
    '', '## DESCRIPTION', '', $Page.Description
    if ($parameters.Count -gt $longestUngroupedList) { Format-ParameterGroup $parameters.Name $Shared }
    '', '## EXAMPLES'
    $number = 0
    foreach ($title in $Page.Examples.Keys) {
        $number++
        '', "### Example $($number): $title", '', $Page.Examples[$title]
    }
    '', '## PARAMETERS'
    foreach ($parameter in $parameters) {
        $text = $Page.Parameters[$parameter.Name] ?? $Shared.Parameters[$parameter.Name]
        '', "### -$($parameter.Name)", '', $text, ''
        Format-ParameterData $parameter
    }
    '', '### CommonParameters', '', $commonParametersText
    '', '## INPUTS'
    foreach ($type in $Page.Inputs.Keys) { '', "### $type", '', (Get-TypeText $type $Page.Inputs $Shared) }
    '', '## OUTPUTS'
    foreach ($type in $Page.Outputs.Keys) { '', "### $type", '', (Get-TypeText $type $Page.Outputs $Shared) }
    '', '## NOTES', '', $Page.Notes
    '', '## RELATED LINKS', ''
    $Page.Links | ForEach-Object { "- [$_]($_.md)" }
}

function Get-TypeText([string] $Type, $Own, $Shared) { $Own[$Type] ? $Own[$Type] : $Shared.Types[$Type] }

function Format-Syntax([string] $Name, [Management.Automation.CommandParameterSetInfo] $Set) {
    $line = $Name
    # An option and its type stay on one line.
    $parameters = $Set.ToString() -replace ' ?\[<CommonParameters>\]'
    foreach ($part in [regex]::Matches($parameters, '(?<= |^)\[?\[?-\S+( <[^>]+>\S*)?')) {
        if ($line.Length + 1 + $part.Length -gt $syntaxWidth) { $line; $line = '' }
        $line += " $($part.Value)"
    }
    $line
}

# One paragraph for each group of Parameters.md. A parameter without a shared text belongs to the first group.
function Format-ParameterGroup([string[]] $Name, $Shared) {
    $grouped = @($Shared.Groups.Values | ForEach-Object { $_ })
    $isFirst = $true
    foreach ($group in $Shared.Groups.Keys) {
        $members = @(if ($isFirst) { $Name | Where-Object { $_ -notin $grouped } }) +
            @($Shared.Groups[$group] | Where-Object { $_ -in $Name })
        $isFirst = $false
        if ($members) { '', "$($group): $(($members | ForEach-Object { "-$_" }) -join ', ')." }
    }
}

function Format-ParameterData($Parameter) {
    '```yaml'
    "Type: $(Get-TypeName $Parameter.Type)"
    "DefaultValue: $(Get-Scalar $Parameter.DefaultValue)"
    "SupportsWildcards: $("$($Parameter.Wildcards)".ToLowerInvariant())"
    Format-List 'Aliases' $Parameter.Aliases
    'ParameterSets:'
    foreach ($name in $Parameter.Sets.Keys | Sort-Object) {
        $set = $Parameter.Sets[$name]
        "- Name: $(if ($name -eq '__AllParameterSets') { '(All)' } else { $name })"
        "  Position: $(if ($set.Position -eq [int]::MinValue) { 'Named' } else { $set.Position })"
        "  IsRequired: $("$($set.IsMandatory)".ToLowerInvariant())"
        "  ValueFromPipeline: $("$($set.ValueFromPipeline)".ToLowerInvariant())"
        "  ValueFromPipelineByPropertyName: $("$($set.ValueFromPipelineByPropertyName)".ToLowerInvariant())"
        "  ValueFromRemainingArguments: $("$($set.ValueFromRemainingArguments)".ToLowerInvariant())"
    }
    'DontShow: false'
    Format-List 'AcceptedValues' $Parameter.AcceptedValues
    "HelpMessage: ''"
    '```'
}

function Format-List([string] $Name, [string[]] $Value) {
    if (-not $Value) { return "$($Name): []" }
    "$($Name):"
    $Value | ForEach-Object { "- $_" }
}

function Get-TypeName([type] $Type) {
    $inner = [Nullable]::GetUnderlyingType($Type)
    $inner ? $inner.FullName : $Type.FullName
}

function Get-Scalar([string] $Value) { $Value -match '^[\w.]+$' ? $Value : "'$($Value -replace "'", "''")'" }
