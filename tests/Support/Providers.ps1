# The providers of the suites, chosen by their data, so that a new provider is tested without a change. A suite that
# needs them for -ForEach loads this file in BeforeDiscovery; Suite.ps1 loads it as well.

Import-Module (Join-Path (Split-Path (Split-Path $PSScriptRoot)) 'out/Reve')
$script:Providers = Get-ReveProvider | Where-Object NeedsKey
$script:TaskProviders = $Providers | Where-Object HasTasks

# A provider of all operations whose responses have the image.
$script:DirectProvider = "$($Providers |
        Where-Object { -not $_.HasTasks -and $_.Operations.Operation -contains 'Create' } | Select-Object -First 1)"
# A provider with tasks that it can cancel, and whose charges have a unit of its own.
$script:TaskProvider = "$($TaskProviders | Where-Object { $_.CancelsTasks -and -not $_.ChargesInUsd } |
        Select-Object -First 1)"
# A provider that creates no images from nothing.
$script:EditProvider = "$($Providers | Where-Object { $_.Operations.Operation -notcontains 'Create' } |
        Select-Object -First 1)"
