<#
.SYNOPSIS
    Runs the tasks of this repository by name.
.DESCRIPTION
    Build   builds the module in out/Reve.
    Test    runs all tests.
    Pages   generates the help pages in docs/en-US from docs/help and from the built module.
    Tables  writes the tables of providers in README.md and docs/providers.md again.
    Topics  generates the about topics of the module from their pages.
    Docs    generates the pages, the topics and the help file of the module. Needs platyPS and a built module.
    Pack    makes the package for the PowerShell Gallery.
    Bench   runs the benchmarks.
    Demo    creates an image with the Sandbox and shows it.
.EXAMPLE
    ./build.ps1 -Task Build, Test
.EXAMPLE
    ./build.ps1 -Task Build, Docs
#>
[Diagnostics.CodeAnalysis.SuppressMessageAttribute(
    'PSUseSingularNouns', '', Justification = 'Each function has the name of its task.')]
[Diagnostics.CodeAnalysis.SuppressMessageAttribute(
    'PSAvoidUsingPositionalParameters', '', Justification = 'The arguments of dotnet have no names.')]
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Pages', 'Tables', 'Topics', 'Docs', 'Pack', 'Bench', 'Demo')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',

    # The folder of the generated pages.
    [string] $PageFolder = (Join-Path $PSScriptRoot 'docs/en-US'),

    # The folder of the generated help file and topics.
    [string] $HelpFolder = (Join-Path $PSScriptRoot 'src/Reve/en-US')
)

$ErrorActionPreference = 'Stop'
$module = Join-Path $PSScriptRoot 'out/Reve'
$sources = Join-Path $PSScriptRoot 'docs/help'

Get-ChildItem (Join-Path $PSScriptRoot 'docs/build') -Filter *.ps1 | ForEach-Object { . $_.FullName }

function Invoke-Dotnet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) { throw "dotnet $($args -join ' ') ended with $LASTEXITCODE." }
}

function Invoke-Build { Invoke-Dotnet build (Join-Path $PSScriptRoot 'src/Reve') --configuration $Configuration }

function Invoke-Test { Invoke-Dotnet test $PSScriptRoot }

function Invoke-Docs {
    Invoke-Pages
    Invoke-Tables
    Invoke-Topics
    Export-HelpFile $PageFolder $HelpFolder
}

function Invoke-Pages {
    # A second module of this name in the session would be described as well.
    if (-not (Get-Module Reve)) { Import-Module $module }
    $null = New-Item $PageFolder -ItemType Directory -Force
    Export-HelpPage $sources $PageFolder
    Export-ErrorPage $sources $PageFolder
    Export-ProviderPage $sources $PageFolder
}

function Invoke-Tables {
    'README.md', 'docs/providers.md' | ForEach-Object { Update-ProviderTable (Join-Path $PSScriptRoot $_) }
}

function Invoke-Topics { Export-HelpTopic $PageFolder $HelpFolder }

function Invoke-Pack {
    Invoke-Build
    $packages = New-Item (Join-Path $PSScriptRoot 'out/packages') -ItemType Directory -Force
    Compress-PSResource -Path $module -DestinationPath $packages
    Get-ChildItem $packages
}

function Invoke-Bench {
    Invoke-Dotnet run --project (Join-Path $PSScriptRoot 'tests/Reve.Benchmarks') --configuration Release
}

function Invoke-Demo {
    Invoke-Build
    Import-Module $module
    New-ReveImage 'a paper fox under a lantern' -Provider Sandbox -OutDirectory (Join-Path $PSScriptRoot 'out/demo') |
        Show-ReveImage
}

foreach ($name in $Task) { & "Invoke-$name" }
