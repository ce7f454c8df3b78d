# The package of the gallery: what it contains, and that people can install, update and remove it.

BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    Get-ChildItem (Join-Path $Root 'build') -Filter *.ps1 | Where-Object Name -NE Icon.ps1 |
        ForEach-Object { . $_.FullName }
    $version = Get-ManifestVersion
    $packages = Join-Path $TestDrive 'packages'
    $package = New-ModulePackage (Convert-Path $ModulePath) $packages

    # The module as its next reader would copy it: other times, and files in another order.
    function Copy-Module([string] $Name) {
        $copy = Join-Path $TestDrive $Name
        Copy-Item $ModulePath $copy -Recurse
        Get-ChildItem $copy -Recurse -File | ForEach-Object { $_.LastWriteTime = '2020-02-02' }
        $copy
    }
    function Get-PackageText([string] $Name) {
        $archive = [IO.Compression.ZipFile]::OpenRead($package.FullName)
        try { [IO.StreamReader]::new($archive.GetEntry($Name).Open()).ReadToEnd() } finally { $archive.Dispose() }
    }
}

Describe 'The package' {
    It 'has the same bytes when it is made again' {
        $again = New-ModulePackage (Copy-Module 'again') (Join-Path $TestDrive 'second')
        (Get-FileHash $again).Hash | Should -Be (Get-FileHash $package).Hash
    }

    It 'has less than a megabyte' { $package.Length | Should -BeLessThan 1MB }

    It 'is not made from a module with another file, or without one of its files' {
        $copy = Copy-Module 'changed'
        Set-Content (Join-Path $copy 'key.txt') 'secret'
        Remove-Item (Join-Path $copy 'LICENSE')
        { New-ModulePackage $copy $packages } | Should -Throw '*key.txt does not belong to it; LICENSE is missing*'
    }

    It 'describes itself' {
        $metadata = ([xml] (Get-PackageText 'Reve.nuspec')).package.metadata
        $data = (Import-PowerShellDataFile (Join-Path $Root 'Reve.psd1')).PrivateData.PSData
        $metadata.id, $metadata.version | Should -Be 'Reve', $version
        $metadata.projectUrl | Should -Be $data.ProjectUri
        $metadata.releaseNotes | Should -Be $data.ReleaseNotes
        $metadata.licenseUrl | Should -Be $data.LicenseUri
        $metadata.tags -split ' ' | Should -Contain 'PSEdition_Desktop'
        $metadata.description | Should -Match 'Sandbox'
    }

    It 'names every third-party assembly with its version in the notices' {
        $notices = Get-PackageText 'THIRD-PARTY-NOTICES.txt'
        $locked = Get-Content (Join-Path $Root 'src/Reve.Client/packages.lock.json') -Raw |
            ConvertFrom-Json -AsHashtable
        $libraries = $locked.dependencies['.NETStandard,Version=v2.0']
        $shipped = $packageFiles | Where-Object { $_ -match '/(System|Microsoft)\.' } |
            ForEach-Object { [IO.Path]::GetFileNameWithoutExtension($_) }
        $shipped | Should -HaveCount 8
        $shipped + 'PolySharp' | Where-Object {
            $notices -notmatch "$([regex]::Escape($_)) +$([regex]::Escape($libraries[$_].resolved))"
        } | Should -BeNullOrEmpty
    }
}

Describe 'An installation for the current user' -Skip:$IsWindows {
    BeforeAll {
        $userHome = Join-Path $TestDrive 'home'
        $feed = Join-Path $TestDrive 'feed'
        # .NET finds the folders of a user only if they exist.
        $null = New-Item "$userHome/.local/share", "$userHome/.config", $feed -ItemType Directory
        $modules = Join-Path $userHome '.local/share/powershell/Modules/Reve'
        # Without PSModulePath, PowerShell uses the folders of this user.
        $clean = @{
            HOME = $userHome; XDG_DATA_HOME = $null; XDG_CONFIG_HOME = $null; XDG_CACHE_HOME = $null
            PSModulePath = $null; DOTNET_CLI_HOME = $null
        }
        $old = Copy-Module 'old'
        $manifest = Join-Path $old 'Reve.psd1'
        Set-Content $manifest ((Get-Content $manifest -Raw) -replace "'$([regex]::Escape($version))'", "'0.0.9'")
        $oldPackage = New-ModulePackage $old $packages

        function Invoke-Clean([string] $Script) {
            Invoke-ChildPowerShell '-Command', "`$ErrorActionPreference = 'Stop'; $Script" $clean
        }
    }

    It 'installs from a repository, and updates from an older version' {
        Invoke-Clean @"
            Register-PSResourceRepository Local -Uri '$feed' -Trusted
            Publish-PSResource -NupkgPath '$oldPackage' -Repository Local
            Install-PSResource Reve -Repository Local -Scope CurrentUser
            (Get-Command New-ReveImage).Module.Version.ToString()
            Publish-PSResource -NupkgPath '$package' -Repository Local
            Update-PSResource Reve -Repository Local
            Get-InstalledPSResource Reve | Sort-Object Version | ForEach-Object { `$_.Version.ToString() }
"@ | Should -Be '0.0.9', '0.0.9', $version
    }

    It 'passes the smoke tests, loaded by its first command' {
        $script = Join-Path $Root 'tests/Smoke.ps1'
        $arguments = '-File', $script, '-Version', $version, '-ModuleBase', "$modules/$version"
        $lines = Invoke-ChildPowerShell $arguments $clean
        $lines | Where-Object { $_ -match '^FAILED|Exception' } | Should -BeNullOrEmpty
        $lines[-1] | Should -Be '0 checks failed.'
    }

    It 'is removed without a trace' {
        Invoke-Clean "Uninstall-PSResource Reve -Version '*'; @(Get-Module Reve -ListAvailable).Count" | Should -Be '0'
        $modules | Should -Not -Exist
    }
}
