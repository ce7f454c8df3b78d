# The help file is what platyPS makes of the pages. Skipped where platyPS is not installed.

BeforeDiscovery { $hasPlatyPS = [bool](Get-Module Microsoft.PowerShell.PlatyPS -ListAvailable) }

BeforeAll { . $PSScriptRoot/../Support/Suite.ps1 }

Describe 'The help file' {
    It 'is generated from its pages' -TestCases @{ HasPlatyPS = $hasPlatyPS } {
        if (-not $HasPlatyPS) { Set-ItResult -Skipped -Because 'Microsoft.PowerShell.PlatyPS is not installed' }
        & (Join-Path $Root 'build.ps1') -Task Docs -PageFolder (Join-Path $TestDrive 'pages') -HelpFolder $TestDrive

        $texts = $TestDrive, (Join-Path $Root 'src/Reve/en-US') |
            ForEach-Object { (Get-Content (Join-Path $_ 'Reve.dll-Help.xml') -Raw) -replace '\s+' }
        ($texts[0] -ceq $texts[1]) | Should -BeTrue -Because './build.ps1 -Task Build, Docs updates it'
    }
}
