using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Execution;
using Reve.Http;
using Reve.Json;

namespace Reve.Providers;

/// <summary>
/// AIML API's public list of models that are going or gone: asked once in a session, before the first paid request,
/// for a short while only, and without it everything goes on.
/// </summary>
internal static class AimlDeprecations
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    public static async Task CheckAsync(string model, Wire wire, CancellationToken cancellation)
    {
        var entries = await wire.Run.Memory
            .OnceAsync(
                $"deprecations of {wire.Connection.Address}", () => FetchAsync(wire, cancellation), cancellation)
            .ConfigureAwait(false);
        if (entries.FirstOrDefault(entry => entry.Names.Contains(model)) is not { } found) return;

        if (found.Status == "withdrawn") throw Faults.ModelWithdrawn(model, found.ReplacedBy, wire.Connection.Provider);
        var end = found.EndsAt is { } date ? $" and ends on {date}" : "";
        var instead = found.ReplacedBy is { } other ? $"; '{other}' replaces it" : "";
        wire.Tell(ReveNoticeLevel.Warning, $"The model '{model}' is {found.Status}{end}{instead}.");
    }

    private static async Task<IReadOnlyList<Entry>> FetchAsync(Wire wire, CancellationToken cancellation)
    {
        try
        {
            using var answer = await wire.SendAsync(
                new HttpCall(HttpMethod.Get, "/v1/models/deprecations")
                {
                    IsKeyless = true,
                    Timeout = s_patience,
                    RetryCount = 0,
                    ReadError = static _ => new ProviderError(null),
                },
                cancellation).ConfigureAwait(false);
            return answer.Root.Get("data") is { ValueKind: JsonValueKind.Array } data
                ? [.. data.EnumerateArray().Select(Read)]
                : [];
        }
        catch (ReveException)
        {
            return [];
        }
    }

    private static Entry Read(JsonElement item)
    {
        var names = new List<string?> { item.Text("id") };
        if (item.Get("aliases") is { ValueKind: JsonValueKind.Array } aliases)
        {
            names.AddRange(aliases.EnumerateArray().Select(alias => alias.StringValue()));
        }

        return new Entry(
            [.. names.OfType<string>()], item.Text("status") ?? "deprecated", item.Text("shutdown_at"),
            item.Text("replaced_by"));
    }

    private sealed record Entry(IReadOnlyList<string> Names, string Status, string? EndsAt, string? ReplacedBy);
}
