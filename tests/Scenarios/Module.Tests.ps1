BeforeDiscovery {
    $manifest = Import-PowerShellDataFile (Join-Path $PSScriptRoot '../../Reve.psd1')
    $commands = $manifest.CmdletsToExport | ForEach-Object { @{ Name = $_ } }
}

BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    $manifest = Import-PowerShellDataFile (Join-Path $Root 'Reve.psd1')
}

Describe 'The module' {
    It 'passes Test-ModuleManifest' {
        $module = Test-ModuleManifest (Join-Path $ModulePath 'Reve.psd1')
        $module.Version | Should -Be $manifest.ModuleVersion
        $module.CompatiblePSEditions | Should -Be 'Desktop', 'Core'
    }

    It 'exports the cmdlets of its manifest and nothing else' {
        (Get-Command -Module Reve -CommandType Cmdlet, Function).Name | Sort-Object |
            Should -Be ($manifest.CmdletsToExport | Sort-Object)
    }

    It 'has an alias for each cmdlet that makes images, which no other command uses' {
        $short = [ordered]@{ eri = 'Edit-ReveImage'; jri = 'Join-ReveImage'; nri = 'New-ReveImage' }
        (Get-Command -Module Reve -CommandType Alias).Name | Should -Be $short.Keys
        foreach ($name in $short.Keys) { (Get-Alias $name).Definition | Should -Be $short[$name] }
        $own = @(Get-Module Reve)
        Remove-Module Reve
        try { Get-Command $short.Keys -ErrorAction Ignore | Where-Object Source -NE Reve | Should -BeNullOrEmpty }
        finally { $own | Import-Module }
    }

    It 'gives Get-Help -Online the address of the project' {
        $uri = $manifest.PrivateData.PSData.ProjectUri
        foreach ($command in Get-Command -Module Reve -CommandType Cmdlet) {
            [Microsoft.PowerShell.Commands.GetHelpCodeMethods]::GetHelpUri($command) | Should -Be $uri
        }
    }

    It 'can be removed and imported again' {
        Remove-Module Reve
        Get-Module Reve | Should -BeNullOrEmpty
        Import-Module $ModulePath
        Get-Command New-ReveImage | Should -Not -BeNullOrEmpty
    }

    It 'explains to an older PowerShell which version it needs' {
        $check = [Reve.Hosting.ModuleAssemblies].GetMethod('RequireRuntime', [Reflection.BindingFlags]'NonPublic, Static')
        $check.Invoke($null, @([version]'8.0.1', [version]'7.4.0.500'))
        { $check.Invoke($null, @([version]'7.0.20', [version]'7.3.12.500')) } |
            Should -Throw '*needs PowerShell 7.4 or later*this is PowerShell 7.3.*'
    }

    It 'works with its assembly for Windows PowerShell as well' {
        $copy = Join-Path $TestDrive 'Reve'
        Copy-Item $ModulePath $copy -Recurse
        Copy-Item (Join-Path $copy 'bin/Desktop/Reve.Platform.dll') (Join-Path $copy 'bin/Core')
        $file = Join-Path $TestDrive 'fox.png'
        $script = "Import-Module '$copy'; Connect-Reve Sandbox -Proxy http://127.0.0.1:9 -SkipCertificateCheck; " +
            "(New-ReveImage 'a paper fox' -OutFile '$file').FullName; [Reve.Platform.Edition]::IsDesktop"
        $output = Invoke-ChildPowerShell '-Command', $script
        $output | Should -Be $file, 'True'
        $file | Should -Exist
    }
}

Describe '<Name>' -ForEach $commands {
    BeforeAll { $command = Get-Command $Name }

    It 'declares its output type' { $command.OutputType | Should -Not -BeNullOrEmpty }

    It 'has no parameter of type object' {
        $command.Parameters.Values | Where-Object { $_.ParameterType -eq [object] -and $_.Name -ne 'InputObject' } |
            Should -BeNullOrEmpty
    }
}
