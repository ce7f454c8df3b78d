# Where Smoke finds the package and the PowerShell that tests it.

function Get-ManifestVersion {
    (Import-PowerShellDataFile (Join-Path $PSScriptRoot '../Reve.psd1')).ModuleVersion
}

function Get-ModulePackage {
    $file = Join-Path $PSScriptRoot "../out/packages/Reve.$(Get-ManifestVersion).nupkg"
    if (-not (Test-Path $file)) { throw 'There is no package of this version in out/packages. Run the task Pack.' }
    (Resolve-Path $file).ProviderPath
}

# Lays the module out as an installation does and returns its folder: <Destination>/Reve/<Version>.
function Expand-ModulePackage([string] $Package, [string] $Destination) {
    $folder = Join-Path $Destination 'Reve' (Get-ManifestVersion)
    Remove-Item $Destination -Recurse -Force -ErrorAction Ignore
    [IO.Compression.ZipFile]::ExtractToDirectory($Package, $folder)
    # What belongs to the package and not to the module.
    '_rels', 'package', '[Content_Types].xml', 'Reve.nuspec' |
        ForEach-Object { Remove-Item -LiteralPath (Join-Path $folder $_) -Recurse -Force }
    $folder
}

# The command of a PowerShell, and what goes before its arguments. A version is installed as a .NET tool.
function Get-SmokeShell([string] $Shell, [string] $ToolFolder) {
    if ($Shell -match '^\d') {
        $folder = Join-Path $ToolFolder ($Shell -replace '\*', 'x')
        $tool = Join-Path $folder "pwsh$($IsWindows ? '.exe' : '')"
        if (-not (Test-Path $tool)) {
            Invoke-Dotnet tool install PowerShell --tool-path $folder --version $Shell | Out-Host
        }
        return $tool
    }
    if ($Shell) { return $Shell }
    $program = [Diagnostics.Process]::GetCurrentProcess().MainModule.FileName
    $program
    # A PowerShell that is a .NET tool runs as "dotnet pwsh.dll".
    if ([IO.Path]::GetFileNameWithoutExtension($program) -eq 'dotnet') { Join-Path $PSHOME pwsh.dll }
}
