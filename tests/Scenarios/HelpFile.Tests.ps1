# The help file is what platyPS makes of the pages. Skipped where platyPS is not installed.

BeforeDiscovery { $hasPlatyPS = [bool](Get-Module Microsoft.PowerShell.PlatyPS -ListAvailable) }

BeforeAll { . $PSScriptRoot/../Support/Suite.ps1 }

Describe 'The help file' {
    It 'is what its pages say' -TestCases @{ HasPlatyPS = $hasPlatyPS } {
        if (-not $HasPlatyPS) { Set-ItResult -Skipped -Because 'Microsoft.PowerShell.PlatyPS is not installed' }
        $fresh = Join-Path $TestDrive 'Reve.dll-Help.xml'
        & (Join-Path $Root 'build.ps1') -Task Docs -HelpFile $fresh

        $texts = $fresh, (Join-Path $Root 'src/Reve/en-US/Reve.dll-Help.xml') |
            ForEach-Object { (Get-Content $_ -Raw) -replace '\s+' }
        ($texts[0] -ceq $texts[1]) | Should -BeTrue -Because './build.ps1 -Task Docs brings it up to date'
    }
}
