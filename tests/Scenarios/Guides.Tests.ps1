# README.md, CONTRIBUTING.md and the guides in docs: their links lead to files, and their code uses existing parameters.

BeforeDiscovery {
    $root = Split-Path (Split-Path $PSScriptRoot)
    $guides = Get-ChildItem $root/*.md, $root/docs/*.md, $root/docs/en-US/*.md |
        ForEach-Object { [IO.Path]::GetRelativePath($root, $_.FullName) }
}

BeforeAll { . $PSScriptRoot/../Support/Suite.ps1 }

Describe '<_>' -ForEach $guides {
    BeforeAll {
        $path = Join-Path $Root $_
        $text = Get-Content $path -Raw
    }

    It 'links to existing files' {
        $links = [regex]::Matches(($text -replace '(?s)```.*?```'), '\]\((?!https?:)([^)#]+)') |
            ForEach-Object { $_.Groups[1].Value }
        $links | Where-Object { -not (Test-Path (Join-Path (Split-Path $path) $_)) } | Should -BeNullOrEmpty
    }

    It 'has valid PowerShell code, with cmdlets and parameters that exist' {
        foreach ($block in [regex]::Matches($text, '(?s)```powershell\n(.*?)\n```')) {
            $errors = $null
            $ast = [Management.Automation.Language.Parser]::ParseInput(
                $block.Groups[1].Value, [ref] $null, [ref] $errors)
            $errors | Should -BeNullOrEmpty
            foreach ($call in $ast.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true)) {
                if ($call.GetCommandName() -notmatch '-Reve') { continue }
                $known = (Get-Command $call.GetCommandName()).Parameters.Keys
                $call.CommandElements.ParameterName | Where-Object { $_ -and $_ -notin $known } |
                    Should -BeNullOrEmpty
            }
        }
    }
}

Describe 'docs/architecture.md' {
    It 'names types and folders that exist' {
        $sources = Get-ChildItem (Join-Path $Root 'src'), (Join-Path $Root 'tests') -Recurse -Filter *.cs |
            Where-Object FullName -NotMatch '[\\/](obj|bin)[\\/]'
        $declaration = '\b(?:class|record|interface|enum|struct) (\w+)'
        $types = [regex]::Matches(($sources | Get-Content -Raw), $declaration) | ForEach-Object { $_.Groups[1].Value }
        $folders = (Get-ChildItem (Join-Path $Root 'src'), (Join-Path $Root 'tests') -Recurse -Directory).Name

        $page = (Get-Content (Join-Path $Root 'docs/architecture.md') -Raw) -replace '(?s)```.*?```'
        $names = [regex]::Matches($page, '`([A-Z]\w+)`') | ForEach-Object { $_.Groups[1].Value }
        $names | Should -Not -BeNullOrEmpty
        $names | Where-Object { $_ -notin $types -and $_ -notin $folders } | Should -BeNullOrEmpty
    }
}
