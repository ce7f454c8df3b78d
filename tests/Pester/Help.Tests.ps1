# The help as a user sees it: complete, true to the cmdlets, and with examples that run as they are printed.

BeforeDiscovery {
    $root = Split-Path (Split-Path $PSScriptRoot)
    Import-Module (Join-Path $root 'out/Reve') -Force
    $common = [Management.Automation.PSCmdlet]::CommonParameters
    $cmdlets = (Get-Command -Module Reve).Name | Sort-Object | ForEach-Object { @{ Name = $_ } }
    $parameters = foreach ($cmdlet in $cmdlets) {
        (Get-Command $cmdlet.Name).Parameters.Keys | Where-Object { $_ -notin $common } |
            ForEach-Object { @{ Name = $cmdlet.Name; Parameter = $_ } }
    }
    $examples = foreach ($name in 'New-ReveImage', 'Edit-ReveImage', 'Join-ReveImage', 'Save-ReveImage') {
        (Get-Help $name -Full).Examples.Example | ForEach-Object { @{ Name = $name; Title = $_.Title; Code = $_.Code } }
    }
    $kinds = [Enum]::GetNames([Reve.ReveErrorKind]) | ForEach-Object { @{ Kind = $_ } }
    $hasPlatyPS = [bool](Get-Module Microsoft.PowerShell.PlatyPS -ListAvailable)
}

BeforeAll {
    . $PSScriptRoot/Common.ps1
    function Get-Words($Node) { ($Node | ForEach-Object { if ($_.Text) { $_.Text } else { $_ } } | Out-String).Trim() }
}

Describe 'The help of <Name>' -ForEach $cmdlets {
    BeforeAll { $help = Get-Help $Name -Full }

    It 'says what the cmdlet does' {
        $help.Synopsis | Should -Not -BeNullOrEmpty
        $help.Synopsis | Should -Not -BeLike "*$Name*"
        Get-Words $help.Description | Should -Not -BeNullOrEmpty
    }

    It 'has two examples at least, each with its code and its words' {
        @($help.Examples.Example).Count | Should -BeGreaterOrEqual 2
        foreach ($example in $help.Examples.Example) {
            $example.Code | Should -Not -BeNullOrEmpty
            $example.Code | Should -Not -Match '```'
            Get-Words $example.Remarks | Should -Not -BeNullOrEmpty
        }
    }

    It 'says what goes in and what comes out' {
        @($help.InputTypes.InputType).Count | Should -BeGreaterOrEqual 1
        @($help.ReturnValues.ReturnValue).Count | Should -BeGreaterOrEqual 1
    }

    It 'tells of no parameter that the cmdlet lacks' {
        $help.Parameters.Parameter.Name | Where-Object { $_ -notin (Get-Command $Name).Parameters.Keys } |
            Should -BeNullOrEmpty
    }

    It 'has nothing left to fill in' {
        $help | Out-String -Width 200 | Should -Not -Match '\{\{'
        Get-Content (Join-Path $Root "docs/en-US/$Name.md") -Raw | Should -Not -Match '\{\{'
    }
}

Describe 'The parameters' {
    It '<Name> -<Parameter> is described' -ForEach $parameters {
        Get-Words (Get-Help $Name -Parameter $Parameter).Description | Should -Not -BeNullOrEmpty
    }
}

Describe 'The examples' {
    It '<Name>, <Title>' -ForEach $examples {
        $folder = New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory
        Push-Location $folder
        try { $run = Invoke-Captured ([scriptblock]::Create($Code)) } finally { Pop-Location }

        $run.Errors | Should -BeNullOrEmpty
        if ($Code -notmatch '-WhatIf') { $run.Output | Should -Not -BeNullOrEmpty }
    }
}

Describe 'about_Reve' {
    BeforeAll { $about = Get-Help about_Reve | Out-String -Width 200 }

    It 'is found' { $about | Should -Match 'LONG DESCRIPTION' }

    It 'tells cause and cure of <Kind>' -ForEach $kinds {
        $about | Should -Match "(?m)^\s+$Kind\s+Cause: \w[\s\S]+?Cure:  \w"
        Get-Content (Join-Path $Root 'docs/en-US/about_Reve.md') -Raw | Should -Match "\| ``$Kind`` \| \w.+ \| \w.+ \|"
    }
}

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
