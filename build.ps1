<#
.SYNOPSIS
    Every task of this repository by its name.
.DESCRIPTION
    Build lays out the module in out/Reve, Test runs every test, Docs builds the help of the module from its pages,
    Pack makes the package for the gallery, Bench measures, Demo makes a picture with the Sandbox and shows it.
.EXAMPLE
    ./build.ps1 -Task Build, Test
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Docs', 'Pack', 'Bench', 'Demo')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
$module = Join-Path $PSScriptRoot 'out/Reve'

function Invoke-Dotnet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) { throw "dotnet $($args -join ' ') ended with $LASTEXITCODE." }
}

function Invoke-Build { Invoke-Dotnet build (Join-Path $PSScriptRoot 'src/Reve') --configuration $Configuration }

function Invoke-Test { Invoke-Dotnet test $PSScriptRoot }

function Invoke-Docs {
    if (-not (Get-Module Microsoft.PowerShell.PlatyPS -ListAvailable)) {
        throw 'The help is built with platyPS: Install-Module Microsoft.PowerShell.PlatyPS.'
    }

    $pages = Join-Path $PSScriptRoot 'docs/en-US'
    $built = Join-Path $PSScriptRoot 'out/help'
    Get-ChildItem $pages -Filter *-*.md | Import-MarkdownCommandHelp |
        Export-MamlCommandHelp -OutputFolder $built -Force | Out-Null
    Get-ChildItem $built -Recurse -Filter *-Help.xml |
        Copy-Item -Destination (Join-Path $PSScriptRoot 'src/Reve/en-US/Reve.dll-Help.xml')
}

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
    New-ReveImage 'a paper fox under a lantern' -Provider Sandbox -OutDirectory (Join-Path $PSScriptRoot 'out/demo')
}

foreach ($name in $Task) { & "Invoke-$name" }
