# The pages of docs/en-US are generated from docs/help, and every text there belongs to a parameter.

BeforeDiscovery {
    $root = Split-Path (Split-Path $PSScriptRoot)
    $pages = (Get-ChildItem (Join-Path $root 'docs/en-US') -Filter *-*.md).Name + 'about_Reve_Errors.md' +
        'about_Reve_Providers.md'
}

BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    . $Root/docs/build/Pages.ps1
    . $Root/docs/build/Providers.ps1
    $sources = Join-Path $Root 'docs/help'
    $commands = Get-Command -Module Reve -CommandType Cmdlet

    # The defects of a copy of the sources, after a change of one of its files.
    function Get-DefectAfter([string] $File, [scriptblock] $Change) {
        $copy = Join-Path $TestDrive ([guid]::NewGuid())
        Copy-Item $sources $copy -Recurse
        $path = Join-Path $copy $File
        Set-Content $path ((Get-Content $path -Raw) | ForEach-Object $Change)
        Find-SourceDefect (Read-HelpSource $copy) $commands
    }
}

Describe 'The pages' {
    BeforeAll {
        $generated = Join-Path $TestDrive 'pages'
        & (Join-Path $Root 'build.ps1') -Task Pages -PageFolder $generated
    }

    It '<_> is generated from its source' -ForEach $pages {
        $page = Get-Content (Join-Path $Root "docs/en-US/$_") -Raw
        ($page -ceq (Get-Content (Join-Path $generated $_) -Raw)) |
            Should -BeTrue -Because './build.ps1 -Task Build, Docs updates it'
    }

    It 'have the tables of providers that the library knows: <_>' -ForEach 'README.md', 'docs/providers.md' {
        $page = Join-Path $Root $_
        ((Get-PageWithTable $page) -ceq [IO.File]::ReadAllText($page)) |
            Should -BeTrue -Because './build.ps1 -Task Build, Docs updates it'
    }

    It 'are one for each cmdlet' {
        (Get-ChildItem (Join-Path $Root 'docs/en-US') -Filter *-*.md).BaseName |
            Should -Be $commands.Name
    }

    It 'list the parameters of <_> by group' -ForEach 'New-ReveImage', 'Edit-ReveImage', 'Join-ReveImage' {
        $page = Get-Content (Join-Path $generated "$_.md") -Raw
        $description = ($page -split '(?m)^## ')[4]
        foreach ($parameter in Get-ParameterData (Get-Command $_)) {
            $description | Should -Match "(?m)^[A-Z][\w ]+: .*-$($parameter.Name)\b"
        }
    }
}

Describe 'The sources' {
    It 'have a text for every parameter, and a parameter for every text' {
        Find-SourceDefect (Read-HelpSource $sources) $commands | Should -BeNullOrEmpty
    }

    It 'repeat no text of a parameter' {
        $source = Read-HelpSource $sources
        $own = foreach ($page in $source.Commands) {
            $page.Parameters.Keys |
                ForEach-Object { [pscustomobject]@{ Name = "$($page.Name) -$_"; Text = $page.Parameters[$_] } }
        }
        $own | Group-Object Text | Where-Object Count -GT 1 | ForEach-Object { $_.Group.Name -join ' and ' } |
            Should -BeNullOrEmpty
    }

    It 'without the text of a shared parameter, name each cmdlet that needs it' {
        $defects = Get-DefectAfter Parameters.md { $_ -replace '(?s)### -Upscale\n.*?(?=###)' }
        foreach ($verb in 'New', 'Edit', 'Join') {
            $defects -like "$verb-ReveImage -Upscale has no text*" | Should -HaveCount 1
        }
    }

    It 'without the text of a special parameter, name it' {
        Get-DefectAfter Join-ReveImage.md { $_ -replace '(?s)### -GroupSize\n.*?(?=\n#)' } |
            Should -BeLike 'Join-ReveImage -GroupSize has no text*'
    }

    It 'with a text of no parameter, name the text' {
        Get-DefectAfter Join-ReveImage.md { $_ -replace '### -GroupSize', "### -Groups`n`nNo.`n`n### -GroupSize" } |
            Should -BeLike '*Join-ReveImage.md describes -Groups*'
        Get-DefectAfter Parameters.md { $_ + "`n### -Groups`n`nNothing.`n" } | Should -BeLike '*describes -Groups*'
    }

    It 'with a shared text in a page, name both' {
        $text = (Read-HelpSource $sources).Shared.Parameters['Force']
        Get-DefectAfter Join-ReveImage.md { $_ -replace '### -GroupSize', "### -Force`n`n$text`n`n### -GroupSize" } |
            Should -BeLike '*Join-ReveImage.md repeats the text of -Force*'
    }

    It 'with a link to no page, name the link' {
        Get-DefectAfter Join-ReveImage.md { $_ -replace '- New-ReveImage', '- New-Image' } |
            Should -BeLike '*links to New-Image*'
    }

    It 'without the source of a cmdlet, name the cmdlet' {
        $source = Read-HelpSource $sources
        $source.Commands = @($source.Commands | Where-Object Name -NE Show-ReveImage)
        Find-SourceDefect $source $commands |
            Should -BeLike 'Show-ReveImage has no source*'
    }
}
