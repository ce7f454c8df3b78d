# Makes the package for the PowerShell Gallery from the built module. The same module results in the same bytes.

# The oldest time that a zip file can contain.
$packageTime = [DateTimeOffset]::new(1980, 1, 1, 0, 0, 0, [TimeSpan]::Zero)

# All files of the package. Pack fails when the module has another file or one of these is missing.
$packageFiles = @(
    'LICENSE', 'README.md', 'Reve.Format.ps1xml', 'Reve.Types.ps1xml', 'Reve.psd1'
    'THIRD-PARTY-NOTICES.txt', 'icon.png'
    'bin/Reve.dll', 'bin/Reve.Client.dll', 'bin/Reve.Graphics.dll', 'bin/Core/Reve.Platform.dll'
    'bin/Desktop/Reve.Platform.dll'
    'Microsoft.Bcl.AsyncInterfaces', 'System.Buffers', 'System.Memory', 'System.Numerics.Vectors',
    'System.Runtime.CompilerServices.Unsafe', 'System.Text.Encodings.Web', 'System.Text.Json',
    'System.Threading.Tasks.Extensions' | ForEach-Object { "bin/Desktop/$_.dll" }
    'Reve.dll-Help.xml', 'about_Reve.help.txt', 'about_Reve_Batches.help.txt',
    'about_Reve_Costs_and_Retries.help.txt', 'about_Reve_Errors.help.txt', 'about_Reve_Keys.help.txt',
    'about_Reve_Providers.help.txt' | ForEach-Object { "en-US/$_" }
)

# Writes <Name>.<Version>.nupkg into the folder and returns the file.
function New-ModulePackage([string] $Module, [string] $Destination) {
    $present = @(Get-RelativeFile $Module)
    $defects = @(Compare-Object $packageFiles $present | ForEach-Object {
            $_.SideIndicator -eq '<=' ? "$($_.InputObject) is missing" : "$($_.InputObject) does not belong to it"
        })
    if ($defects) { throw "The module in $Module cannot be packed: $($defects -join '; ')." }

    $made = Join-Path ([IO.Path]::GetTempPath()) "reve-package-$([guid]::NewGuid().ToString('N'))"
    $null = New-Item $made, $Destination -ItemType Directory -Force
    try {
        Compress-PSResource -Path $Module -DestinationPath $made
        $package = Get-ChildItem $made -Filter *.nupkg
        $file = Join-Path $Destination $package.Name
        Save-NormalPackage $package.FullName $file
        Get-Item $file
    }
    finally { Remove-Item $made -Recurse -Force }
}

# Writes <Name>.<Version>.symbols.zip: the symbols of the assemblies in the package.
function New-SymbolPackage([string] $Sources, [string] $Version, [string] $Destination) {
    $entries = [Collections.Generic.SortedDictionary[string, byte[]]]::new([StringComparer]::Ordinal)
    $symbols = [ordered]@{
        'bin/Reve.pdb'                  = 'Reve/bin/Release/netstandard2.0/Reve.pdb'
        'bin/Reve.Client.pdb'           = 'Reve.Client/bin/Release/netstandard2.0/Reve.Client.pdb'
        'bin/Reve.Graphics.pdb'         = 'Reve.Graphics/bin/Release/netstandard2.0/Reve.Graphics.pdb'
        'bin/Core/Reve.Platform.pdb'    = 'Reve.Platform/bin/Release/net8.0/Reve.Platform.pdb'
        'bin/Desktop/Reve.Platform.pdb' = 'Reve.Platform/bin/Release/netstandard2.0/Reve.Platform.pdb'
    }
    foreach ($name in $symbols.Keys) {
        $entries[$name] = [IO.File]::ReadAllBytes((Join-Path $Sources $symbols[$name]))
    }
    $file = Join-Path $Destination "Reve.$Version.symbols.zip"
    Save-Zip $entries $file
    Get-Item $file
}

function Get-RelativeFile([string] $Folder) {
    Get-ChildItem $Folder -Recurse -File |
        ForEach-Object { [IO.Path]::GetRelativePath($Folder, $_.FullName) -replace '\\', '/' }
}

# Copies a package without what differs each time: the times, the order, and the name and writer of its properties.
function Save-NormalPackage([string] $Source, [string] $Destination) {
    $properties = 'package/services/metadata/core-properties/reve.psmdcp'
    $entries = [Collections.Generic.SortedDictionary[string, byte[]]]::new([StringComparer]::Ordinal)
    $archive = [IO.Compression.ZipFile]::OpenRead($Source)
    try {
        foreach ($entry in $archive.Entries) {
            $bytes = [IO.MemoryStream]::new()
            $stream = $entry.Open()
            $stream.CopyTo($bytes)
            $stream.Dispose()
            $content = $bytes.ToArray()
            $name = $entry.FullName
            if ($name -eq '[Content_Types].xml') { $content = Get-SortedContentType $content }
            if ($name -match '\.(rels|psmdcp)$') {
                $text = [Text.Encoding]::UTF8.GetString($content).TrimStart([char] 0xFEFF)
                $text = $text -replace '/package/services/metadata/core-properties/\w+\.psmdcp', "/$properties" `
                    -replace ' Id="R\w+"', '' -replace '(<lastModifiedBy>)[^<]*', '$1build.ps1'
                $text = $text -replace '(<Relationship )(?=[^>]*/manifest")', '$1Id="R1" ' `
                    -replace '(<Relationship )(?=[^>]*/core-properties")', '$1Id="R2" '
                $content = [Text.Encoding]::UTF8.GetBytes($text)
                if ($name -like '*.psmdcp') { $name = $properties }
            }
            $entries[$name] = $content
        }
    }
    finally { $archive.Dispose() }
    Save-Zip $entries $Destination
}

# The list of content types follows the order in which the file system lists the files.
function Get-SortedContentType([byte[]] $Content) {
    $list = [xml] [Text.Encoding]::UTF8.GetString($Content).TrimStart([char] 0xFEFF)
    $types = @($list.Types.ChildNodes) | Sort-Object LocalName, { "$($_.Extension)$($_.PartName)" } -Culture ''
    $types | ForEach-Object { $null = $list.Types.AppendChild($_) }
    [Text.Encoding]::UTF8.GetBytes($list.OuterXml)
}

function Save-Zip($Entries, [string] $Path) {
    $file = [IO.File]::Create($Path)
    $archive = [IO.Compression.ZipArchive]::new($file, [IO.Compression.ZipArchiveMode]::Create)
    try {
        foreach ($name in $Entries.Keys) {
            $entry = $archive.CreateEntry($name, [IO.Compression.CompressionLevel]::SmallestSize)
            $entry.LastWriteTime = $packageTime
            # The permissions of the files would differ between Windows and Linux.
            $entry.ExternalAttributes = 0
            $stream = $entry.Open()
            $stream.Write($Entries[$name])
            $stream.Dispose()
        }
    }
    finally {
        $archive.Dispose()
        $file.Dispose()
    }
}
