<#
.SYNOPSIS
    Runs the tasks of this repository by name.
.DESCRIPTION
    Build   builds the module in out/Reve.
    Test    runs all tests.
    Pages   generates the help pages in docs/en-US from docs/help and from the built module.
    Tables  writes the tables in README.md, docs/providers.md and docs/scaling.md again, from the data of the library.
    Topics  generates the about topics of the module from their pages.
    Docs    generates the pages, the topics and the help file of the module. Needs platyPS and a built module.
    Icon    draws the icon of the package again.
    Pack    builds and makes the package for the PowerShell Gallery and the archive of its symbols in out/packages.
    Smoke   tests the package in out/packages, in this PowerShell or in the one of -Shell.
    Analyze builds everything with all analyzers and checks the scripts with PSScriptAnalyzer.
    CheckTag fails if -Tag is not the version of the manifest or CHANGELOG.md has no date for this version.
    Publish publishes the package in out/packages to the gallery, with the key in PSGALLERY_API_KEY.
    Release creates the release of the version on GitHub, with the files in out/packages.
    Bench   runs the benchmarks.
    Fuzz    fuzzes the readers with coverage. Needs AFL++.
    Demo    creates an image with the Sandbox and shows it.
.EXAMPLE
    ./build.ps1 -Task Build, Test
.EXAMPLE
    ./build.ps1 -Task Build, Docs
.EXAMPLE
    ./build.ps1 -Task Pack, Smoke -Shell powershell
#>
[Diagnostics.CodeAnalysis.SuppressMessageAttribute(
    'PSUseSingularNouns', '', Justification = 'Each function has the name of its task.')]
[Diagnostics.CodeAnalysis.SuppressMessageAttribute(
    'PSAvoidUsingPositionalParameters', '', Justification = 'The arguments of dotnet have no names.')]
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Pages', 'Tables', 'Topics', 'Docs', 'Icon', 'Pack', 'Smoke', 'Analyze',
        'CheckTag', 'Publish', 'Release', 'Bench', 'Fuzz', 'Demo')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',

    # The folder of the generated pages.
    [string] $PageFolder = (Join-Path $PSScriptRoot 'docs/en-US'),

    # The folder of the generated help file and topics.
    [string] $HelpFolder = (Join-Path $PSScriptRoot 'src/Reve/en-US'),

    # The PowerShell of Smoke: a command, such as powershell, or a version of the .NET tool, such as 7.4.*.
    [string] $Shell,

    # The seconds for which Fuzz fuzzes each reader.
    [int] $Seconds = 300,

    # The tag of CheckTag, such as v0.2.0.
    [string] $Tag
)

$ErrorActionPreference = 'Stop'
$module = Join-Path $PSScriptRoot 'out/Reve'
$packages = Join-Path $PSScriptRoot 'out/packages'
$sources = Join-Path $PSScriptRoot 'docs/help'

Get-ChildItem (Join-Path $PSScriptRoot 'docs/build'), (Join-Path $PSScriptRoot 'build') -Filter *.ps1 |
    Where-Object Name -NE Icon.ps1 | ForEach-Object { . $_.FullName }

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
    Update-FigureTable (Join-Path $PSScriptRoot 'docs/scaling.md')
}

function Invoke-Topics { Export-HelpTopic $PageFolder $HelpFolder }

function Invoke-Icon {
    . (Join-Path $PSScriptRoot 'build/Icon.ps1')
    Export-Icon (Join-Path $PSScriptRoot 'docs/images/icon.png')
}

function Invoke-Pack {
    # Nothing is left of an earlier build, and the paths of this machine are not in the assemblies.
    Remove-Item $module, $packages -Recurse -Force -ErrorAction Ignore
    Invoke-Dotnet build (Join-Path $PSScriptRoot 'src/Reve') --configuration Release --no-incremental `
        '--property:ContinuousIntegrationBuild=true'
    $package = New-ModulePackage $module $packages
    $symbols = New-SymbolPackage (Join-Path $PSScriptRoot 'src') (Get-ManifestVersion) $packages
    $package, $symbols
}

function Invoke-Smoke {
    $folder = Expand-ModulePackage (Get-ModulePackage) (Join-Path $PSScriptRoot 'out/smoke')
    $command = @(Get-SmokeShell $Shell (Join-Path $PSScriptRoot 'out/shells'))
    $before = $env:PSModulePath
    # A Windows PowerShell adds its own folders to the path, and must not find those of this PowerShell.
    $env:PSModulePath = Split-Path (Split-Path $folder)
    try {
        $script = Join-Path $PSScriptRoot 'tests/Smoke.ps1'
        $arguments = @($command | Select-Object -Skip 1) + '-NoProfile', '-NonInteractive',
            '-ExecutionPolicy', 'Bypass', '-File', $script, '-Version', (Get-ManifestVersion), '-ModuleBase', $folder
        & $command[0] @arguments
        if ($LASTEXITCODE -ne 0) { throw "The package failed its tests in $($Shell ? $Shell : 'this PowerShell')." }
    }
    finally { $env:PSModulePath = $before }
}

function Invoke-Publish {
    if (-not $env:PSGALLERY_API_KEY) { throw 'Set PSGALLERY_API_KEY to a key of the gallery.' }
    Publish-PSResource -NupkgPath (Get-ModulePackage) -Repository PSGallery -ApiKey $env:PSGALLERY_API_KEY
}

function Invoke-Analyze {
    Invoke-Dotnet build $PSScriptRoot --no-incremental --property:RunAnalyzersDuringBuild=true
    if (-not (Get-Module PSScriptAnalyzer -ListAvailable)) {
        Install-PSResource PSScriptAnalyzer -Version '[1.24,2)' -TrustRepository -Quiet -ErrorAction Continue
    }
    if ($env:CI -and -not (Get-Module PSScriptAnalyzer -ListAvailable)) { throw 'PSScriptAnalyzer is not installed.' }
    & (Join-Path $PSScriptRoot 'tests/Invoke-Suite.ps1') ScriptRules
    if ($LASTEXITCODE -ne 0) { throw 'The scripts break rules of PSScriptAnalyzer.' }
}

function Invoke-CheckTag {
    $version = Get-ManifestVersion
    if ($Tag -ne "v$version") { throw "The tag is '$Tag', and the version of the manifest is $version." }
    $changes = Get-Content (Join-Path $PSScriptRoot 'CHANGELOG.md') -Raw
    if ($changes -notmatch "(?m)^## \[$([regex]::Escape($version))\] - \d{4}-\d\d-\d\d`$") {
        throw "CHANGELOG.md has no date for version $version."
    }
}

function Invoke-Release {
    & gh release create "v$(Get-ManifestVersion)" (Get-ChildItem $packages).FullName --verify-tag --notes-from-tag
    if ($LASTEXITCODE -ne 0) { throw "gh ended with $LASTEXITCODE." }
}

function Invoke-Bench {
    Invoke-Dotnet run --project (Join-Path $PSScriptRoot 'tests/Reve.Benchmarks') --configuration Release
}

function Invoke-Fuzz {
    Invoke-Fuzzer (Join-Path $PSScriptRoot 'tests/Reve.Fuzz') (Join-Path $PSScriptRoot 'out/fuzz') $Seconds
}

function Invoke-Demo {
    Invoke-Build
    Import-Module $module
    New-ReveImage 'a paper fox under a lantern' -Provider Sandbox -OutDirectory (Join-Path $PSScriptRoot 'out/demo') |
        Show-ReveImage
}

foreach ($name in $Task) { & "Invoke-$name" }
