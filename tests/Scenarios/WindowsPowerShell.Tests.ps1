# The scripts that Windows PowerShell 5.1 runs: the module's own, the script blocks of its views and types, and the
# smoke tests. Newer syntax and commands are found in their parsed form, because 5.1 itself runs on Windows only.

BeforeDiscovery {
    $root = Split-Path (Split-Path $PSScriptRoot)
    $scripts = 'Reve.psd1', 'tests/Smoke.ps1' |
        ForEach-Object { @{ Name = $_; Text = [IO.File]::ReadAllText((Join-Path $root $_)) } }
    $scripts += 'src/Reve/Reve.Format.ps1xml', 'src/Reve/Reve.Types.ps1xml' | ForEach-Object {
        $blocks = Select-Xml -Path (Join-Path $root $_) -XPath '//ScriptBlock | //GetScriptBlock | //Script'
        @{ Name = $_; Text = $blocks.Node.InnerText -join "`n" }
    }
}

BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1

    # The commands of a session of Windows PowerShell that the scripts may use, with the parameters that are newer.
    $oldCommands = 'Import-Module', 'Write-Output', 'New-Item', 'Push-Location', 'Pop-Location', 'Join-Path',
        'Test-Path', 'Get-Module', 'Split-Path', 'Get-ChildItem', 'Where-Object', 'ForEach-Object', 'Get-Item',
        'Get-Alias', 'Out-String',
        'Get-Command', 'Get-Help', 'Remove-Item', 'Test-That', 'Select-Object'
    $newParameters = @{ 'Join-Path' = 'AdditionalChildPath'; 'ForEach-Object' = 'Parallel' }
    # Types of .NET Standard 2.1 and of PowerShell that Windows PowerShell does not have.
    $newTypes = 'System.Management.Automation.SemanticVersion', 'System.HashCode', 'System.Index', 'System.Range',
        'System.IO.Enumeration.FileSystemEntry'
    $standard = [Reflection.Assembly]::Load('netstandard').GetForwardedTypes().FullName

    function Find-NewerPart([string] $Text) {
        $errors = $null
        $ast = [Management.Automation.Language.Parser]::ParseInput($Text, [ref] $null, [ref] $errors)
        $errors | ForEach-Object { "error: $($_.Message)" }
        foreach ($node in $ast.FindAll({ $true }, $true)) {
            $kind = $node.GetType().Name
            if ($kind -in 'TernaryExpressionAst', 'PipelineChainAst') { "syntax: $node" }
            if ($kind -eq 'BinaryExpressionAst' -and $node.Operator -eq 'QuestionQuestion') { "syntax: $node" }
            if ($kind -eq 'AssignmentStatementAst' -and $node.Operator -eq 'QuestionQuestionEquals') { "syntax: $node" }
            if ($kind -match '^(Member|InvokeMember|Index)Expression' -and $node.NullConditional) { "syntax: $node" }
            if ($kind -eq 'PipelineAst' -and $node.Background) { "syntax: $node" }
            if ($kind -eq 'CommandAst') { Find-NewerCommand $node }
            if ($kind -in 'TypeExpressionAst', 'TypeConstraintAst') { Find-NewerType $node.TypeName }
        }
    }
    function Find-NewerCommand($Node) {
        $name = $Node.GetCommandName()
        # A command from a variable or a script block.
        if (-not $name -or $name -match '-Reve') { return }
        if ($name -notin $oldCommands) { "command: $name" }
        $Node.CommandElements.ParameterName | Where-Object { $_ -and $newParameters[$name] -like "$_*" } |
            ForEach-Object { "parameter: $name -$_" }
        $values = $Node.CommandElements | Select-Object -Skip 1 |
            Where-Object { $_ -isnot [Management.Automation.Language.CommandParameterAst] }
        if ($name -eq 'Join-Path' -and @($values).Count -gt 2) { "parameter: $Node" }
    }
    function Find-NewerType($TypeName) {
        $type = $TypeName.GetReflectionType()
        if (-not $type -and $TypeName.FullName -notlike 'Reve.*') { return "type: $TypeName" }
        if ($type.FullName -in $newTypes) { return "type: $TypeName" }
        if (-not $type -or $type.Namespace -match '^(Reve|System\.Management\.Automation)\b') { return }
        if ($type.FullName -notin $standard) { "type: $TypeName" }
    }
}

Describe 'Windows PowerShell 5.1' {
    It 'can run <Name>' -ForEach $scripts { Find-NewerPart $Text | Should -BeNullOrEmpty }

    It 'is known not to run <_>' -ForEach @(
        '$a ? 1 : 2', '$a ?? 2', '$a ??= 2', '${a}?.b', '${a}?[0]', 'Get-Item a && Get-Item b', 'Get-Item a &'
        'Join-Path a b c', '1 | ForEach-Object -Parallel { 1 }', 'Get-Error', '[HashCode]::Combine(1, 2)', '[semver] 1'
    ) { Find-NewerPart $_ | Should -Not -BeNullOrEmpty }
}
