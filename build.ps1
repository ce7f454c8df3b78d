<#
.SYNOPSIS
    Every task of this repository by its name.
.DESCRIPTION
    Build lays out the module in out/Reve, Test runs every test, Docs builds the help of the module from its pages,
    Topics only that of the topics, which needs no platyPS. Pack makes the package for the gallery, Bench measures, Demo
    makes a picture with the Sandbox and shows it.
.EXAMPLE
    ./build.ps1 -Task Build, Test
#>
[Diagnostics.CodeAnalysis.SuppressMessageAttribute(
    'PSUseSingularNouns', '', Justification = 'A function is called as its task is.')]
[Diagnostics.CodeAnalysis.SuppressMessageAttribute(
    'PSAvoidUsingPositionalParameters', '', Justification = 'What dotnet is told has no names.')]
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Docs', 'Topics', 'Pack', 'Bench', 'Demo')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release',

    # Where Docs writes the help to; the topics go beside it.
    [string] $HelpFile = (Join-Path $PSScriptRoot 'src/Reve/en-US/Reve.dll-Help.xml')
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
    Invoke-Topics
    Invoke-CommandHelp
}

# The topics beside the help file, each from its page.
function Invoke-Topics {
    . (Join-Path $PSScriptRoot 'docs/Topics.ps1')
    $folder = New-Item (Split-Path $HelpFile) -ItemType Directory -Force
    foreach ($page in Get-ChildItem (Join-Path $PSScriptRoot 'docs/en-US') -Filter about_*.md) {
        $topic = ConvertTo-HelpTopic (Get-Content $page.FullName)
        [IO.File]::WriteAllText((Join-Path $folder "$($page.BaseName).help.txt"), ($topic -join "`n") + "`n")
    }
}

function Invoke-CommandHelp {
    if (-not (Get-Module Microsoft.PowerShell.PlatyPS -ListAvailable)) {
        throw 'The help is built with platyPS: Install-Module Microsoft.PowerShell.PlatyPS.'
    }

    $pages = Join-Path $PSScriptRoot 'docs/en-US'
    $built = Join-Path ([IO.Path]::GetTempPath()) "reve-help-$([guid]::NewGuid().ToString('N'))"
    try {
        $commands = Get-ChildItem $pages -Filter *-*.md | Sort-Object Name | Import-MarkdownCommandHelp
        $null = Export-MamlCommandHelp -CommandHelp $commands -OutputFolder $built -Force
        $help = [xml]::new()
        $help.PreserveWhitespace = $false
        $help.Load((Get-ChildItem $built -Recurse -Filter Reve.dll-Help.xml).FullName)
    }
    finally {
        Remove-Item $built -Recurse -Force -ErrorAction Ignore
    }

    Repair-Help $help $commands
    $null = New-Item (Split-Path $HelpFile) -ItemType Directory -Force
    $settings = [Xml.XmlWriterSettings]@{ Indent = $true; NewLineChars = "`n"; Encoding = [Text.UTF8Encoding]::new($false) }
    $writer = [Xml.XmlWriter]::Create($HelpFile, $settings)
    $help.Save($writer)
    $writer.Dispose()
    [IO.File]::AppendAllText($HelpFile, "`n")
}

# Brings what platyPS writes to what Get-Help shows: the code of an example apart from its words, a paragraph an element
# of its own and without marks of markdown, default values, and no links that lead nowhere.
function Repair-Help([xml] $Help, $Commands) {
    $names = [Xml.XmlNamespaceManager]::new($Help.NameTable)
    $names.AddNamespace('maml', 'http://schemas.microsoft.com/maml/2004/10')
    $names.AddNamespace('command', 'http://schemas.microsoft.com/maml/dev/command/2004/10')
    $names.AddNamespace('dev', 'http://schemas.microsoft.com/maml/dev/2004/10')

    foreach ($example in $Help.SelectNodes('//command:example', $names)) {
        $introduction = $example.SelectSingleNode('maml:introduction', $names)
        $remarks = $example.SelectSingleNode('dev:remarks', $names)
        foreach ($paragraph in @($introduction.SelectNodes('maml:para', $names))) {
            if ($paragraph.InnerText -match '(?s)^```\w*\r?\n(.*?)\r?\n```$') {
                $example.SelectSingleNode('dev:code', $names).InnerText = $Matches[1]
            }
            elseif ($paragraph.InnerText.Trim([char]0x80, ' ')) { $null = $remarks.AppendChild($paragraph) }
        }
        $null = $example.RemoveChild($introduction)
        $null = $remarks.AppendChild($Help.CreateElement('maml', 'para', $names.LookupNamespace('maml')))
        $title = $example.SelectSingleNode('maml:title', $names)
        $title.InnerText = $title.InnerText.Trim('-', ' ')
    }

    foreach ($paragraph in @($Help.SelectNodes('//maml:para', $names))) {
        foreach ($text in $paragraph.InnerText.Trim() -split '(?:\r?\n){2,}') {
            $own = $paragraph.Clone()
            $own.InnerText = $text -replace '\s*\r?\n\s*', ' ' -replace '`'
            $null = $paragraph.ParentNode.InsertBefore($own, $paragraph)
        }
        $null = $paragraph.ParentNode.RemoveChild($paragraph)
    }

    foreach ($command in $Commands) {
        foreach ($parameter in $command.Parameters | Where-Object DefaultValue) {
            $path = "//command:command[command:details/command:name='$($command.Title)']/command:parameters/" +
                "command:parameter[maml:name='$($parameter.Name)']"
            $default = $Help.CreateElement('dev', 'defaultValue', $names.LookupNamespace('dev'))
            $default.InnerText = $parameter.DefaultValue
            $null = $Help.SelectSingleNode($path, $names).AppendChild($default)
        }
    }

    foreach ($link in @($Help.SelectNodes('//maml:navigationLink', $names))) {
        $address = $link.SelectSingleNode('maml:uri', $names)
        if ($link.SelectSingleNode('maml:linkText', $names).InnerText -eq 'Online Version' -and -not $address.InnerText) {
            $null = $link.ParentNode.RemoveChild($link)
        }
        elseif ($address.InnerText -like '*.md') { $address.InnerText = '' }
    }
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
