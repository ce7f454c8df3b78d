# Makes the help file that Get-Help reads, from the pages in docs/en-US. Needs platyPS.

function Export-HelpFile([string] $PageFolder, [string] $HelpFolder) {
    if (-not (Get-Module Microsoft.PowerShell.PlatyPS -ListAvailable)) {
        throw 'The help file is built with platyPS: Install-Module Microsoft.PowerShell.PlatyPS.'
    }

    $built = Join-Path ([IO.Path]::GetTempPath()) "reve-help-$([guid]::NewGuid().ToString('N'))"
    try {
        $commands = Get-ChildItem $PageFolder -Filter *-*.md | Sort-Object Name | Import-MarkdownCommandHelp
        $null = Export-MamlCommandHelp -CommandHelp $commands -OutputFolder $built -Force
        $help = [xml]::new()
        $help.PreserveWhitespace = $false
        $help.Load((Get-ChildItem $built -Recurse -Filter Reve.dll-Help.xml).FullName)
    }
    finally {
        Remove-Item $built -Recurse -Force -ErrorAction Ignore
    }

    Repair-Help $help $commands
    $file = Join-Path $HelpFolder 'Reve.dll-Help.xml'
    $settings = [Xml.XmlWriterSettings]@{
        Indent = $true; NewLineChars = "`n"; Encoding = [Text.UTF8Encoding]::new($false)
    }
    $writer = [Xml.XmlWriter]::Create($file, $settings)
    $help.Save($writer)
    $writer.Dispose()
    [IO.File]::AppendAllText($file, "`n")
}

# Changes what platyPS writes where Get-Help shows it badly.
function Repair-Help([xml] $Help, $Commands) {
    $names = [Xml.XmlNamespaceManager]::new($Help.NameTable)
    $names.AddNamespace('maml', 'http://schemas.microsoft.com/maml/2004/10')
    $names.AddNamespace('command', 'http://schemas.microsoft.com/maml/dev/command/2004/10')
    $names.AddNamespace('dev', 'http://schemas.microsoft.com/maml/dev/2004/10')
    Repair-Example $Help $names
    Repair-Paragraph $Help $names
    Add-DefaultValue $Help $names $Commands
    Repair-Link $Help $names
}

# The code of an example goes into an element of its own, apart from its text.
function Repair-Example([xml] $Help, [Xml.XmlNamespaceManager] $Names) {
    foreach ($example in $Help.SelectNodes('//command:example', $Names)) {
        $introduction = $example.SelectSingleNode('maml:introduction', $Names)
        $remarks = $example.SelectSingleNode('dev:remarks', $Names)
        foreach ($paragraph in @($introduction.SelectNodes('maml:para', $Names))) {
            if ($paragraph.InnerText -match '(?s)^```\w*\r?\n(.*?)\r?\n```$') {
                $example.SelectSingleNode('dev:code', $Names).InnerText = $Matches[1]
            }
            elseif ($paragraph.InnerText.Trim([char]0x80, ' ')) { $null = $remarks.AppendChild($paragraph) }
        }
        $null = $example.RemoveChild($introduction)
        $null = $remarks.AppendChild($Help.CreateElement('maml', 'para', $Names.LookupNamespace('maml')))
        $title = $example.SelectSingleNode('maml:title', $Names)
        $title.InnerText = $title.InnerText.Trim('-', ' ')
    }
}

# Each paragraph is an element of its own, on one line and without backticks.
function Repair-Paragraph([xml] $Help, [Xml.XmlNamespaceManager] $Names) {
    foreach ($paragraph in @($Help.SelectNodes('//maml:para', $Names))) {
        foreach ($text in $paragraph.InnerText.Trim() -split '(?:\r?\n){2,}') {
            $own = $paragraph.Clone()
            $own.InnerText = $text -replace '\s*\r?\n\s*', ' ' -replace '`'
            $null = $paragraph.ParentNode.InsertBefore($own, $paragraph)
        }
        $null = $paragraph.ParentNode.RemoveChild($paragraph)
    }
}

# platyPS reads the default values and does not write them.
function Add-DefaultValue([xml] $Help, [Xml.XmlNamespaceManager] $Names, $Commands) {
    foreach ($command in $Commands) {
        foreach ($parameter in $command.Parameters | Where-Object DefaultValue) {
            $path = "//command:command[command:details/command:name='$($command.Title)']/command:parameters/" +
                "command:parameter[maml:name='$($parameter.Name)']"
            $default = $Help.CreateElement('dev', 'defaultValue', $Names.LookupNamespace('dev'))
            $default.InnerText = $parameter.DefaultValue
            $null = $Help.SelectSingleNode($path, $Names).AppendChild($default)
        }
    }
}

# Links to other pages have no address in a console, and an empty address is no online version.
function Repair-Link([xml] $Help, [Xml.XmlNamespaceManager] $Names) {
    foreach ($link in @($Help.SelectNodes('//maml:navigationLink', $Names))) {
        $address = $link.SelectSingleNode('maml:uri', $Names)
        $text = $link.SelectSingleNode('maml:linkText', $Names).InnerText
        if ($text -eq 'Online Version' -and -not $address.InnerText) {
            $null = $link.ParentNode.RemoveChild($link)
        }
        elseif ($address.InnerText -like '*.md') { $address.InnerText = '' }
    }
}
