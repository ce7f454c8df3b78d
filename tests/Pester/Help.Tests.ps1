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
    $examples = foreach ($name in 'New-ReveImage', 'Edit-ReveImage', 'Join-ReveImage', 'Save-ReveImage', 'Show-ReveImage',
        'Measure-ReveUsage', 'Connect-Reve', 'Get-ReveConnection', 'Disconnect-Reve') {
        # A viewer would open in front of whoever runs the tests.
        (Get-Help $name -Full).Examples.Example | Where-Object Code -NotMatch '-External' |
            ForEach-Object { @{ Name = $name; Title = $_.Title; Code = $_.Code } }
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
    AfterEach { Disconnect-Reve }

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

Describe 'about_Reve_Keys' {
    BeforeAll { $about = Get-Help about_Reve_Keys | Out-String -Width 200 }

    It 'tells of <_>' -ForEach 'Connect-Reve', 'Get-Secret', '\$PSDefaultParameterValues', '\$using:', 'REVE_PROVIDER' {
        $about | Should -Match $_
    }

    It 'names every variable that a key or an address is read from' {
        foreach ($provider in Get-ReveProvider | Where-Object NeedsKey) {
            foreach ($variable in @($provider.KeyVariables) + $provider.BaseUriVariable) {
                $about | Should -Match "\b$variable\b"
            }
        }
    }
}

Describe 'about_Reve_Providers' {
    BeforeAll { $about = Get-Help about_Reve_Providers | Out-String -Width 200 }

    It 'tells of each provider what the library goes by' {
        foreach ($provider in Get-ReveProvider) {
            $from = $about.IndexOf("`n$($provider.Name)")
            $from | Should -BeGreaterThan 0
            $section = $about.Substring($from) -split "`n(?=[A-Z])" | Where-Object { $_.Trim() } |
                Select-Object -First 1
            $prices = $provider.Operations.Price | Where-Object { $null -ne $_ }
            $told = @($provider.KeyVariables) + $provider.Operations.Model + $prices +
                @($provider.BaseUri.Authority) + @($provider.Operations.Options.Option)
            foreach ($fact in $told | Where-Object { $null -ne $_ }) {
                $section | Should -Match "\b$([regex]::Escape("$fact"))\b"
            }
        }
    }
}

Describe 'The topics' {
    It 'say the same as the page of <_>' -ForEach 'about_Reve', 'about_Reve_Keys', 'about_Reve_Providers' {
        $page = Get-Content (Join-Path $Root "docs/en-US/$_.md") -Raw
        $topic = Get-Content (Join-Path $Root "src/Reve/en-US/$_.help.txt") -Raw
        $words = $page -split '(?m)^## See also' | Select-Object -First 1 | ForEach-Object { $_ -split '\W+' }
        $said = [Collections.Generic.HashSet[string]]::new(
            [string[]]($topic -split '\W+'), [StringComparer]::OrdinalIgnoreCase)
        $words | Where-Object { $_ -and $_ -notin 'powershell', 'Id' -and -not $said.Contains($_) } |
            Should -BeNullOrEmpty
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
