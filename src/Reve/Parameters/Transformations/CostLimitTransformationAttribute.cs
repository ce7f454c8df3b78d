using System;
using System.Globalization;
using System.Management.Automation;

namespace Reve.Parameters;

/// <summary>Accepts a number, or text with an amount and a unit such as "5 USD", as a cost limit.</summary>
internal sealed class CostLimitTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var value = PipelineValue.Unwrap(inputData);
        if (value is CostLimit limit) return limit;
        return CostLimit.TryParse(Convert.ToString(value, CultureInfo.InvariantCulture)) ?? throw
            new ArgumentTransformationMetadataException(
                $"'{value}' is not a cost limit. Specify an amount from 0 on, with or without a unit: '5 USD'.");
    }
}
