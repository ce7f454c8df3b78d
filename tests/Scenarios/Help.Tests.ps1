# The help as a user sees it: complete, in step with the cmdlets, and with examples that run as they are printed.

BeforeDiscovery {
    $root = Split-Path (Split-Path $PSScriptRoot)
    Import-Module (Join-Path $root 'out/Reve') -Force
    $cmdlets = (Get-Command -Module Reve).Name | Sort-Object | ForEach-Object { @{ Name = $_ } }
    $withExamples = 'New-ReveImage', 'Edit-ReveImage', 'Join-ReveImage', 'Save-ReveImage', 'Show-ReveImage',
        'Measure-ReveUsage', 'Connect-Reve', 'Get-ReveConnection', 'Disconnect-Reve'
    $examples = foreach ($name in $withExamples) {
        # A viewer would open during the tests.
        (Get-Help $name -Full).Examples.Example | Where-Object Code -NotMatch '-External' |
            ForEach-Object { @{ Name = $name; Title = $_.Title; Code = $_.Code } }
    }
    $topics = (Get-ChildItem (Join-Path $root 'docs/en-US') -Filter about_*.md).BaseName
    $topicExamples = foreach ($topic in $topics) {
        $page = Get-Content (Join-Path $root "docs/en-US/$topic.md") -Raw
        foreach ($block in [regex]::Matches($page, '(?s)```powershell\n(.*?)\n```')) {
            if ($block.Groups[1].Value -match '-Provider Sandbox') { @{ Code = $block.Groups[1].Value } }
        }
    }
}

BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    function Get-Text($Node) { ($Node | ForEach-Object { if ($_.Text) { $_.Text } else { $_ } } | Out-String).Trim() }
}

Describe 'The help of <Name>' -ForEach $cmdlets {
    BeforeAll { $help = Get-Help $Name -Full }

    It 'describes the cmdlet' {
        $help.Synopsis | Should -Not -BeNullOrEmpty
        $help.Synopsis | Should -Not -BeLike "*$Name*"
        Get-Text $help.Description | Should -Not -BeNullOrEmpty
    }

    It 'has three examples at least, each with code and text' {
        @($help.Examples.Example).Count | Should -BeGreaterOrEqual 3
        foreach ($example in $help.Examples.Example) {
            $example.Code | Should -Not -BeNullOrEmpty
            $example.Code | Should -Not -Match '```'
            Get-Text $example.Remarks | Should -Not -BeNullOrEmpty
        }
    }

    It 'describes inputs and outputs' {
        @($help.InputTypes.InputType).Count | Should -BeGreaterOrEqual 1
        @($help.ReturnValues.ReturnValue).Count | Should -BeGreaterOrEqual 1
    }

    It 'describes each parameter of the cmdlet, and no other' {
        $described = $help.Parameters.Parameter | Where-Object { Get-Text $_.Description } | ForEach-Object Name
        $own = (Get-Command $Name).Parameters.Keys |
            Where-Object { $_ -notin [Management.Automation.PSCmdlet]::CommonParameters }
        $own | Where-Object { $_ -notin $described } | Should -BeNullOrEmpty
        $help.Parameters.Parameter.Name | Where-Object { $_ -notin (Get-Command $Name).Parameters.Keys } |
            Should -BeNullOrEmpty
    }

    It 'has no placeholder' {
        $help | Out-String -Width 200 | Should -Not -Match '\{\{'
        Get-Content (Join-Path $Root "docs/en-US/$Name.md") -Raw | Should -Not -Match '\{\{'
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

    It 'refers to <_>' -ForEach ($topics | Where-Object { $_ -ne 'about_Reve' }) { $about | Should -Match "\b$_\b" }
}

Describe 'about_Reve_Errors' {
    BeforeAll { $about = Get-Help about_Reve_Errors | Out-String -Width 200 }

    It 'has meaning, cause and remedy of each id' {
        foreach ($kind in [Enum]::GetNames([Reve.ReveErrorKind])) {
            $about | Should -Match "(?m)^    $kind\r?\n        Meaning: \w[\s\S]+?Cause:   \S[\s\S]+?Remedy:  \w"
        }
    }

    It 'has no id that does not exist' {
        $ids = [regex]::Matches($about, '(?m)^    (\w+)\r?\n        Meaning:') | ForEach-Object { $_.Groups[1].Value }
        $ids | Sort-Object | Should -Be ([Enum]::GetNames([Reve.ReveErrorKind]) | Sort-Object)
    }
}

Describe 'about_Reve_Costs_and_Retries' {
    BeforeAll { $about = Get-Help about_Reve_Costs_and_Retries | Out-String -Width 200 }

    It 'mentions <_>' -ForEach '408, 500, 502 or 503', 'Retry-After', '-MaximumRetryDelaySec', '-TimeoutSec',
        'OutcomeUnknown', '-RetryUnknownOutcome', '-WhatIf', '-CostLimit', 'reve-journal.jsonl', '-Resume', '-Sidecar' {
        $about | Should -Match ([regex]::Escape($_))
    }
}

Describe 'about_Reve_Batches' {
    BeforeAll { $about = Get-Help about_Reve_Batches | Out-String -Width 200 }

    It 'mentions <_>' -ForEach '-ThrottleLimit', '-Unordered', '429', 'NotSent', 'TargetObject', 'Ctrl\+C',
        '-Parallel', 'Start-ThreadJob', 'Start-Job' {
        $about | Should -Match $_
    }
}

Describe 'about_Reve_Keys' {
    BeforeAll { $about = Get-Help about_Reve_Keys | Out-String -Width 200 }

    It 'mentions <_>' -ForEach 'Connect-Reve', 'Get-Secret', '\$PSDefaultParameterValues', '\$using:', 'REVE_PROVIDER' {
        $about | Should -Match $_
    }

    It 'names every environment variable of a key or an address' {
        foreach ($provider in Get-ReveProvider | Where-Object NeedsKey) {
            foreach ($variable in @($provider.KeyVariables) + $provider.BaseUriVariable) {
                $about | Should -Match "\b$variable\b"
            }
        }
    }
}

Describe 'about_Reve_Providers' {
    BeforeAll { $about = Get-Help about_Reve_Providers | Out-String -Width 200 }

    It 'has the data of each provider' {
        foreach ($provider in Get-ReveProvider) {
            $from = $about.IndexOf("`n$($provider.Name.ToUpperInvariant())")
            $from | Should -BeGreaterThan 0
            $section = $about.Substring($from) -split "`n(?=[A-Z])" | Where-Object { $_.Trim() } |
                Select-Object -First 1
            $prices = $provider.Operations.Price | Where-Object { $null -ne $_ }
            $facts = @($provider.KeyVariables) + $provider.Operations.Model + $prices +
                @($provider.BaseUri.Authority) + @($provider.Operations.Options.Option)
            foreach ($fact in $facts | Where-Object { $null -ne $_ }) {
                $section | Should -Match "\b$([regex]::Escape("$fact"))\b"
            }
        }
    }
}

Describe 'The topics' {
    BeforeAll { & (Join-Path $Root 'build.ps1') -Task Topics -HelpFolder (Join-Path $TestDrive 'topics') }

    It '<_> is generated from its page' -ForEach $topics {
        $topic = Get-Content (Join-Path $Root "src/Reve/en-US/$_.help.txt") -Raw
        ($topic -ceq (Get-Content (Join-Path $TestDrive "topics/$_.help.txt") -Raw)) |
            Should -BeTrue -Because './build.ps1 -Task Topics updates it'
    }

    It '<_> has no Markdown characters and fits a screen' -ForEach $topics {
        $lines = Get-Content (Join-Path $Root "src/Reve/en-US/$_.help.txt")
        $lines | Where-Object { $_.Length -gt 78 } | Should -BeNullOrEmpty
        $lines = $lines | Where-Object { $_ -notmatch '^ {8}' }
        $lines -match '`|\]\(|^\s*#|^\s*\|' | Should -BeNullOrEmpty
        # Windows PowerShell reads the file with the code page of the system.
        $lines -match '[^\x20-\x7E]' | Should -BeNullOrEmpty
    }

    It 'has code for the Sandbox that runs: <Code>' -ForEach $topicExamples {
        $separator = [IO.Path]::PathSeparator
        $modules = $env:PSModulePath
        $folder = New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory
        Push-Location $folder
        try {
            # Jobs load the module by its name.
            $env:PSModulePath = "$(Split-Path $ModulePath)$separator$modules"
            'prompts', 'one', 'two' | ForEach-Object { Set-Content "$_.txt" 'a fox', 'an owl' }
            $run = Invoke-Captured ([scriptblock]::Create($Code))
        }
        finally {
            $env:PSModulePath = $modules
            Pop-Location
        }

        $run.Errors | Should -BeNullOrEmpty
        if ($Code -notmatch 'Show-ReveImage') { $run.Output | Should -BeOfType Reve.ReveImage }
    }
}
