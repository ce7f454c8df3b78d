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
        var options = provider.Operations[0].Options;
        var limit = provider.Operations.Max(operation => operation.InputBytesBelow) is { } below
            ? $", each below {below.ToString("N0", CultureInfo.InvariantCulture)} bytes"
            : "";
        return $"| `{provider.Name}` | {string.Join(", ", provider.Operations)}{limit} | {Ratios(provider)} "
            + $"| {(options.Count == 0 ? "none" : string.Join(", ", options).Replace("|", @"\|"))} | {provider.Price} "
            + $"| {(provider.NeedsKey ? $"`{provider.KeyVariables[0]}`" : "none")} |";
    }

    /// <summary>The ratios of the family of models, and the operations where they can be specified.</summary>
    private static string Ratios(ProviderInfo provider)
    {
        var able = provider.Operations.Where(operation => operation.AspectRatios.Count > 0).ToList();
        var count = able[0].AspectRatios.Count(ratio => ratio != "auto");
        var ratios = $"all {count}" + (able[0].AspectRatios.Contains("auto") ? " and auto" : "");
        return able.Count == provider.Operations.Count
            ? ratios
            : $"{ratios} to " + string.Join(", ", able.Select(operation => operation.Operation)).ToLowerInvariant();
    }
}
