using System.Globalization;
using System.Linq;

namespace Reve.Tests;

/// <summary>The table of providers as the documentation shows it, made from what the library itself goes by.</summary>
internal static class ProviderTable
{
    public static string Markdown() => string.Join('\n',
    [
        "| Name | Operations (input images) | Aspect ratios | Options | Price of a request | Key |",
        "| --- | --- | --- | --- | --- | --- |",
        .. ProviderRegistry.All.Select(Row),
    ]);

    private static string Row(ProviderInfo provider)
    {
        var withRatios = provider.Operations.Where(operation => operation.AspectRatios.Count > 0).ToList();
        var ratios = withRatios.Count == provider.Operations.Count
            ? "all seven"
            : "all seven to "
                + string.Join(", ", withRatios.Select(operation => operation.Operation)).ToLowerInvariant();
        var options = provider.Operations[0].Options;
        var limit = provider.Operations[0].InputBytesBelow is { } below
            ? $", each below {below.ToString("N0", CultureInfo.InvariantCulture)} bytes"
            : "";
        return $"| `{provider.Name}` | {string.Join(", ", provider.Operations)}{limit} | {ratios} "
            + $"| {(options.Count == 0 ? "none" : string.Join(", ", options))} | {provider.Price} "
            + $"| {(provider.NeedsKey ? $"`{provider.KeyVariables[0]}`" : "none")} |";
    }
}
