using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Reve.Http;
using Reve.Json;

namespace Reve.Providers.AimlApi;

/// <summary>
/// The public list of deprecated models. It is requested once, before the first paid request, with a short timeout;
/// without the list the paid request is sent all the same.
/// </summary>
internal static class AimlApiDeprecations
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(2);

    /// <exception cref="ReveException">The model is withdrawn.</exception>
    public static async Task CheckAsync(string model, ProviderSession session, CancellationToken cancellation)
    {
        var entries = await LookUpAsync(session, cancellation).ConfigureAwait(false);
        if (entries.FirstOrDefault(entry => entry.Names.Contains(model)) is not { } found) return;

        if (found.Status == "withdrawn") throw session.Errors.ModelWithdrawn(model, found.ReplacedBy);
        var end = found.EndsAt is { } date ? $" and ends on {date}" : "";
        var replacement = found.ReplacedBy is { } other ? $"; '{other}' replaces it" : "";
        session.Notify(ReveNoticeLevel.Warning, $"The model '{model}' is {found.Status}{end}{replacement}.");
    }

    /// <summary>Returns those of the models that are deprecated or withdrawn.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(
        IReadOnlyList<string> models, ProviderSession session, CancellationToken cancellation)
    {
        var entries = await LookUpAsync(session, cancellation).ConfigureAwait(false);
        return [.. models.Where(model => entries.Any(entry => entry.Names.Contains(model)))];
    }

    /// <summary>Returns the listing of a model with its deprecation.</summary>
    public static async Task<ReveModelListing> CompleteAsync(
        ReveModelListing listing, ProviderSession session, CancellationToken cancellation)
    {
        var entries = await LookUpAsync(session, cancellation).ConfigureAwait(false);
        return entries.FirstOrDefault(entry => entry.Names.Contains(listing.Model)) is not { } found
            ? listing
            : listing with
            {
                State = found.Status == "withdrawn" ? ModelListingState.Gone : ModelListingState.Deprecated,
                EndsOn = found.EndsAt,
                Successor = found.ReplacedBy,
            };
    }

    private static async Task<IReadOnlyList<Entry>> LookUpAsync(
        ProviderSession session, CancellationToken cancellation)
    {
        var key = $"deprecations of {session.Connection.Address}";
        return session.Lookups.TryGet(key, out var known)
            ? (IReadOnlyList<Entry>)known
            : await LookUpAsync(key, session, cancellation).ConfigureAwait(false);
    }

    private static async Task<IReadOnlyList<Entry>> LookUpAsync(
        string key, ProviderSession session, CancellationToken cancellation) =>
        (IReadOnlyList<Entry>)await session.Lookups
            .GetAsync(key, () => GetEntriesAsync(session, cancellation), cancellation).ConfigureAwait(false);

    private static async Task<object> GetEntriesAsync(ProviderSession session, CancellationToken cancellation)
    {
        var call = new HttpCall(HttpMethod.Get, "/v1/models/deprecations")
        {
            WithoutKey = true,
            Timeout = s_timeout,
            RetryCount = 0,
        };
        try
        {
            using var response = await session.FreeRequests
                .SendAsync(call, static _ => new ProviderError(null), cancellation).ConfigureAwait(false);
            return response.Root.Items("data").Select(Read).ToList();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new List<Entry>();
        }
    }

    private static Entry Read(JsonElement item)
    {
        IEnumerable<string?> names = [item.Text("id"), .. item.Items("aliases").Select(alias => alias.StringValue())];
        return new Entry(
            [.. names.OfType<string>()], item.Text("status") ?? "deprecated", item.Text("shutdown_at"),
            item.Text("replaced_by"));
    }

    private sealed record Entry(IReadOnlyList<string> Names, string Status, string? EndsAt, string? ReplacedBy);
}
