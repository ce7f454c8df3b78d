# Reads from the loaded module what the help says about a parameter beyond its text: types, sets, positions, pipeline
# input, aliases, default values and wildcards.

$commonParameters = [Management.Automation.PSCmdlet]::CommonParameters

# The parameters of a cmdlet without the common ones, in alphabetical order.
function Get-ParameterData([Management.Automation.CmdletInfo] $Command) {
    $instance = [Activator]::CreateInstance($Command.ImplementingType)
    try {
        foreach ($name in $Command.Parameters.Keys | Where-Object { $_ -notin $commonParameters } | Sort-Object) {
            $parameter = $Command.Parameters[$name]
            # -WhatIf and -Confirm are properties of no cmdlet.
            $property = $Command.ImplementingType.GetProperty($name)
            [pscustomobject]@{
                Name           = $name
                Type           = $parameter.ParameterType
                DefaultValue   = Get-DefaultValue $property $parameter.ParameterType $instance
                Wildcards      = Test-Attribute $property ([Management.Automation.SupportsWildcardsAttribute])
                Aliases        = @($parameter.Aliases)
                Sets           = $parameter.ParameterSets
                AcceptedValues = @(Get-AcceptedValue $parameter)
            }
        }
    }
    finally {
        if ($instance -is [IDisposable]) { $instance.Dispose() }
    }
}

function Test-Attribute([Reflection.PropertyInfo] $Property, [type] $Attribute) {
    $null -ne $Property -and [Attribute]::IsDefined($Property, $Attribute)
}

# The text of PSDefaultValue, or the value of a new cmdlet. Null, zero and the largest number mean that there is none.
function Get-DefaultValue([Reflection.PropertyInfo] $Property, [type] $Type, $Instance) {
    if ($Type -eq [switch]) { return 'False' }
    if (Test-Attribute $Property ([Management.Automation.PSDefaultValueAttribute])) {
        $default = [Attribute]::GetCustomAttribute($Property, [Management.Automation.PSDefaultValueAttribute])
        return [string] ($default.Help ? $default.Help : $default.Value)
    }

    $value = $Property.GetValue($Instance)
    if ($null -eq $value -or ($value -is [ValueType] -and $value -in 0, [int]::MaxValue)) { return '' }
    [string] $value
}

function Get-AcceptedValue([Management.Automation.ParameterMetadata] $Parameter) {
    $type = [Nullable]::GetUnderlyingType($Parameter.ParameterType) ?? $Parameter.ParameterType
    if ($type.IsEnum) { return [Enum]::GetNames($type) }
    $Parameter.Attributes | Where-Object { $_ -is [ValidateSet] } | ForEach-Object ValidValues
}
