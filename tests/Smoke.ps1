<#
.SYNOPSIS
    Tests an installed module without Pester, in any PowerShell that the module supports.
.DESCRIPTION
    Every check uses the module as its users do: by name, found in PSModulePath and loaded by its first command. Nothing
    is sent over the network and nothing costs anything. The script writes one line for each check and ends with 1 when
    a check fails.
.EXAMPLE
    powershell -NoProfile -File tests/Smoke.ps1 -Version 0.2.0 -ModuleBase C:\Modules\Reve\0.2.0
#>
[CmdletBinding()]
param(
    # The version that must be loaded.
    [Parameter(Mandatory = $true)]
    [string] $Version,

    # The folder that the module must be loaded from.
    [string] $ModuleBase
)

$ErrorActionPreference = 'Stop'
$failed = 0

function Test-That([string] $What, [scriptblock] $Condition) {
    $reason = ''
    try { $isTrue = [bool] (& $Condition) }
    catch { $isTrue = $false; $reason = ": $_" }
    if (-not $isTrue) { $script:failed++ }
    Write-Output "$(if ($isTrue) { 'ok    ' } else { 'FAILED' }) $What$reason"
}

$folder = Join-Path ([IO.Path]::GetTempPath()) "reve-smoke-$([guid]::NewGuid().ToString('N'))"
$null = New-Item $folder -ItemType Directory
Push-Location $folder
try {
    Write-Output "PowerShell $($PSVersionTable.PSVersion), $($PSVersionTable.PSEdition)"
    Test-That 'the session starts without the module' { -not (Get-Module Reve) }
    Test-That 'the first command loads the module' {
        (New-ReveImage 'a paper fox' -Provider Sandbox).Bytes.Length -gt 1000
    }
    $module = Get-Module Reve
    Test-That "the version is $Version" { $module.Version -eq $Version }
    if ($ModuleBase) { Test-That "the folder is $ModuleBase" { $module.ModuleBase -eq $ModuleBase } }
    Test-That 'the assembly is the one for this PowerShell' {
        (Split-Path (Split-Path ([Reve.Platform.Edition].Assembly.Location)) -Leaf) -eq $PSVersionTable.PSEdition
    }
    Test-That 'the assemblies have the version of the module' {
        [Reve.ReveImage].Assembly.GetName().Version.ToString(3) -eq $Version
    }

    Test-That 'prompts from the pipeline are saved in a folder' {
        $made = 'a paper fox', 'a starry sky' | New-ReveImage -Provider Sandbox -OutDirectory refs
        @($made).Count -eq 2 -and -not ($made | Where-Object { -not (Test-Path $_.FullName) })
    }
    Test-That 'a second run with -Resume creates no image' {
        $before = @(Get-ChildItem refs -Filter *.png).Count
        $null = 'a paper fox', 'a starry sky' | New-ReveImage -Provider Sandbox -OutDirectory refs -Resume
        @(Get-ChildItem refs -Filter *.png).Count -eq $before
    }
    Test-That 'images of a folder are edited' {
        $edited = Get-ChildItem refs -Filter *.png |
            Edit-ReveImage 'make it night' -Provider Sandbox -OutDirectory night
        @($edited).Count -eq 2
    }
    Test-That 'images are combined' {
        $joined = Get-ChildItem refs -Filter *.png |
            Join-ReveImage 'the fox of <img>0</img> under <img>1</img>' -Provider Sandbox -OutFile both.png
        $joined.FullName -eq (Get-Item both.png).FullName
    }
    Test-That 'the aliases are those of the cmdlets' {
        $names = 'nri', 'eri', 'jri' | ForEach-Object { (Get-Alias $_).Definition }
        ($names -join ' ') -eq 'New-ReveImage Edit-ReveImage Join-ReveImage'
    }
    Test-That '-WhatIf creates nothing' {
        $null = New-ReveImage 'a paper fox' -Provider Sandbox -OutFile none.png -WhatIf
        -not (Test-Path none.png)
    }
    Test-That 'an error has an id, its input and advice' {
        $null = Edit-ReveImage 'in snow' -Path no.png -Provider Sandbox -ErrorVariable found `
            -ErrorAction SilentlyContinue
        @($found).Count -eq 1 -and $found[0].ErrorDetails.RecommendedAction -and $found[0].CategoryInfo.TargetName
    }
    Test-That 'an image is shown in the terminal' {
        (Show-ReveImage both.png -Protocol Blocks -Width 20 | Out-String).Length -gt 100
    }
    Test-That 'the cost of a folder is summed' { (Measure-ReveUsage refs).Images -eq 2 }
    Test-That 'results have a view' { (Get-ReveProvider | Out-String) -match '(?m)^Sandbox ' }
    Test-That 'a provider is completed' {
        $line = 'New-ReveImage -Provider San'
        $found = [Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null)
        $found.CompletionMatches[0].CompletionText -eq 'Sandbox'
    }
    Test-That 'every command has help' {
        -not (Get-Command -Module Reve -CommandType Cmdlet |
                Where-Object { -not (Get-Help $_.Name -Full).description -or -not (Get-Help $_.Name).Synopsis })
    }
    Test-That 'the about topics are found' { (Get-Help about_Reve_Errors | Out-String) -match 'OutcomeUnknown' }
    Test-That 'every command has an online address' {
        -not (Get-Command -Module Reve -CommandType Cmdlet | Where-Object HelpUri -NotMatch '^https://')
    }
    Test-That 'the files of the licence are beside the module' {
        (Test-Path (Join-Path $module.ModuleBase LICENSE)) -and
        (Test-Path (Join-Path $module.ModuleBase THIRD-PARTY-NOTICES.txt))
    }
}
finally {
    Pop-Location
    Remove-Item $folder -Recurse -Force
}

Write-Output "$failed checks failed."
exit [int] ($failed -gt 0)
