# Loads the module. The version of PowerShell is checked only after an error, because each expression that runs here
# delays every import.

try {
    Import-Module "$PSScriptRoot/bin/Reve.dll" -ErrorAction Stop
}
catch {
    if ($PSEdition -eq 'Core' -and $PSVersionTable.PSVersion -lt [version]'7.4') {
        throw "Reve needs PowerShell 7.4 or later, or Windows PowerShell 5.1; this is PowerShell $($PSVersionTable.PSVersion)."
    }
    throw
}
