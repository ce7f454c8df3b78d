using System;
using System.Collections.Generic;
using System.Linq;
using Reve.Connections;

namespace Reve;

/// <summary>
/// Determines the provider, address and key of a call: specified values first, then the connection of the session,
/// then environment variables, then the only provider that has a key. The Sandbox must be specified.
/// </summary>
/// <param name="providers">The known providers.</param>
/// <param name="environment">Returns the value of an environment variable; null reads this process.</param>
public sealed class ConnectionResolver(
    IReadOnlyList<ProviderInfo> providers, Func<string, string?>? environment = null)
{
    /// <summary>The environment variable that names the provider.</summary>
    public const string ProviderVariable = "REVE_PROVIDER";

    private readonly Func<string, string?> _environment = environment ?? Environment.GetEnvironmentVariable;

    /// <summary>The connection of the session; null when there is none.</summary>
    /// <remarks>Its address, key, headers and model are used for its own provider only.</remarks>
    public ReveConnection? Session { get; init; }

    /// <summary>Returns the connection; its key is null when none was found.</summary>
    /// <param name="provider">The provider's name; null when not specified.</param>
    /// <param name="key">The key; null when not specified.</param>
    /// <param name="baseUri">The base address; null when not specified.</param>
    /// <exception cref="ReveException">No provider can be determined.</exception>
    public ReveConnection Resolve(string? provider, ApiKey? key = null, string? baseUri = null)
    {
        var info = (NullIfBlank(provider) ?? Session?.Provider.Name ?? Read(ProviderVariable)) is { } name
            ? Find(name)
            : OnlyWithKey([.. providers.Where(info => info.NeedsKey)], key);
        var session = Session?.Provider == info ? Session : ForOtherProvider(info);
        return session with
        {
            Key = key is { IsEmpty: false } ? key : session.Key ?? ReadKey(info),
            BaseUri = NullIfBlank(baseUri) is { } specified ? ParseAddress(specified)
                : session.BaseUri ?? (Read(info.BaseUriVariable) is { } address ? ParseAddress(address) : null),
        };
    }

    /// <summary>
    /// Returns the provider of a task that is known by its id only: that of the session or of the environment if it has
    /// tasks, else the only one with tasks that has a key.
    /// </summary>
    /// <param name="key">The key; null when not specified.</param>
    /// <exception cref="ReveException">No provider can be determined.</exception>
    public ProviderInfo ProviderOfTasks(ApiKey? key = null)
    {
        if (Session is { Provider: { HasTasks: true } own }) return own;
        if (Read(ProviderVariable) is { } name && Find(name) is { HasTasks: true } named) return named;
        return OnlyWithKey([.. providers.Where(info => info.HasTasks)], key);
    }

    /// <summary>Whether an environment variable contains a key for the provider.</summary>
    public bool HasKey(ProviderInfo provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return provider.KeyVariables.Any(variable => Read(variable) is not null);
    }

    /// <summary>The base addresses that the connection of the session and environment variables specify.</summary>
    public IEnumerable<Uri> SpecifiedAddresses()
    {
        if (Session?.BaseUri is { } own) yield return own;
        foreach (var provider in providers)
        {
            if (Uri.TryCreate(Read(provider.BaseUriVariable), UriKind.Absolute, out var address)) yield return address;
        }
    }

    // Another provider uses the proxy of the session, but never its key, and its certificate is always validated.
    private ReveConnection ForOtherProvider(ProviderInfo info)
    {
        var connection = new ReveConnection { Provider = info };
        return Session is null ? connection : connection with
        {
            Network = Session.Network with { SkipCertificateCheck = false },
            MaximumRetryDelay = Session.MaximumRetryDelay,
            EmbedMetadata = Session.EmbedMetadata,
        };
    }

    private ProviderInfo Find(string name) =>
        providers.FirstOrDefault(info => string.Equals(info.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw ConnectionErrors.ProviderUnknown(name, providers);

    private ProviderInfo OnlyWithKey(IReadOnlyList<ProviderInfo> candidates, ApiKey? key)
    {
        var haveKey = candidates.Where(HasKey).ToList();
        if (haveKey.Count == 1) return haveKey[0];
        if (haveKey.Count == 0 && candidates.Count == 1) return candidates[0];
        throw haveKey.Count > 1 ? ConnectionErrors.ProviderAmbiguous(haveKey)
            : key is null ? ConnectionErrors.ApiKeyMissing(candidates)
            : ConnectionErrors.ProviderNotSpecified(candidates);
    }

    private ApiKey? ReadKey(ProviderInfo provider) =>
        provider.KeyVariables.FirstOrDefault(variable => Read(variable) is not null) is { } found
            ? ApiKey.FromVariable(found, Read(found)!)
            : null;

    private string? Read(string variable) => NullIfBlank(_environment(variable));

    private static string? NullIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text!.Trim();

    private static Uri ParseAddress(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri : throw ConnectionErrors.BaseUriInvalid(address);
}
