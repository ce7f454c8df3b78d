# The rules that the gallery holds scripts to. Skipped where PSScriptAnalyzer is not installed.

BeforeDiscovery {
    $root = Split-Path (Split-Path $PSScriptRoot)
    $hasAnalyzer = [bool](Get-Module PSScriptAnalyzer -ListAvailable)
    $scripts = Get-ChildItem (Join-Path $root 'build.ps1'), (Join-Path $root 'docs/build/*.ps1'),
        (Join-Path $root 'build/*.ps1'), (Join-Path $root 'src/Reve/*.ps*1'), (Join-Path $root 'out/Reve/*.ps*1'),
        (Join-Path $root 'tests/*.ps1'), (Join-Path $root 'tests/*/*.ps1') |
        Where-Object Extension -In '.ps1', '.psm1', '.psd1' |
        ForEach-Object {
            @{ Name = [IO.Path]::GetRelativePath($root, $_.FullName); Path = $_.FullName; HasAnalyzer = $hasAnalyzer }
        }
}

BeforeAll {
    # A suite sets up what other blocks use, and its helpers change only the emulator and the test's own folder.
    $notForSuites = 'PSUseDeclaredVarsMoreThanAssignments', 'PSUseShouldProcessForStateChangingFunctions',
        'PSUseSingularNouns', 'PSAvoidUsingPositionalParameters', 'PSAvoidUsingConvertToSecureStringWithPlainText',
        'PSAvoidUsingComputerNameHardcoded', 'PSReviewUnusedParameter', 'PSAvoidGlobalVars',
        'PSAvoidUsingPlainTextForPassword'
}

Describe 'The rules of the gallery' {
    It 'apply to <Name>' -ForEach $scripts {
        if (-not $HasAnalyzer) { Set-ItResult -Skipped -Because 'PSScriptAnalyzer is not installed' }
        $rules = @{ Settings = 'PSGallery' }
        if ($Path -match '[\\/]tests[\\/]') { $rules.ExcludeRule = $notForSuites }
        Invoke-ScriptAnalyzer -Path $Path @rules |
            ForEach-Object { "$($_.RuleName) in line $($_.Line): $($_.Message)" } | Should -BeNullOrEmpty
    }
}
