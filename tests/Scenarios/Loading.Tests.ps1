# Which assemblies of the module are loaded, and when.

BeforeAll {
    . $PSScriptRoot/../Support/Suite.ps1
    Start-Emulator

    # Runs each step in one new PowerShell. Returns the names of the steps after which Reve.Graphics is loaded.
    function Get-StepWithGraphics([Collections.IDictionary] $Steps) {
        $script = @("Import-Module '$ModulePath'") + $(foreach ($name in $Steps.Keys) {
                "`$null = $($Steps[$name])"
                "if ([AppDomain]::CurrentDomain.GetAssemblies().GetName().Name -contains 'Reve.Graphics') { 'loaded: $name' }"
            })
        Invoke-ChildPowerShell '-Command', ($script -join "`n") | Where-Object { $_ }
    }
    function Get-CompletionStep([string] $Line) {
        "[Management.Automation.CommandCompletion]::CompleteInput('$Line', $($Line.Length), `$null)"
    }
}

Describe 'Reve.Graphics' {
    It 'is not loaded by commands that do not use it' {
        $address = "-Provider $DirectProvider -BaseUri '$($Emulator.baseUri)' -ApiKey '$($Emulator.apiKey)'"
        Get-StepWithGraphics ([ordered]@{
                'import'                      = 'Get-Module Reve'
                'Get-ReveProvider'            = 'Get-ReveProvider | Out-String'
                'New-ReveImage'               = "New-ReveImage 'a paper fox' $address"
                'Get-Command'                 = 'Get-Command -Module Reve -Syntax'
                'completion of a command'     = Get-CompletionStep 'Show-Reve'
                'completion of a parameter'   = Get-CompletionStep 'Show-ReveImage -'
                'completion of a protocol'    = Get-CompletionStep 'Show-ReveImage -Protocol '
                'completion of a provider'    = Get-CompletionStep 'New-ReveImage -Provider '
                'completion of an aspect ratio' = Get-CompletionStep 'New-ReveImage -Provider Sandbox -AspectRatio '
            }) | Should -BeNullOrEmpty
    }

    It 'is loaded by <Name>' -ForEach @(
        @{ Name = 'a Sandbox image'; Step = "New-ReveImage 'a paper fox' -Provider Sandbox" }
        @{ Name = 'Show-ReveImage'; Step = "Show-ReveImage -InputObject ([Convert]::FromBase64String('iVBORw0KGgoAAAANSUhEUg" +
            "AAAAYAAAAECAYAAACtBE5DAAAAJElEQVR42mP4z8DwHwwZ/oMBA4iRZgyhkQUQCjEEoApxGMUAAGpTNTKXLZU0AAAAAElFTkSuQmCC'))" }
    ) {
        Get-StepWithGraphics @{ $Name = $Step } | Should -Be "loaded: $Name"
    }
}
