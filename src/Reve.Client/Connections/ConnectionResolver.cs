using System.Collections.Generic;
using System.Linq;
using System;
using Reve.Providers;

namespace Reve;

/// <summary>
/// Finds out whom to ask, where, and with which key: what was said, then the session's connection, then the
/// environment, then the one provider that has a key. The Sandbox is never a fallback.
/// </summary>
public sealed class ConnectionResolver(Func<string, string?> environment)
{
    /// <summary>The environment variable that names the provider.</summary>
    public const string ProviderVariable = "REVE_PROVIDER";

    /// <summary>A resolver that reads the environment of this process.</summary>
    public ConnectionResolver()
        : this(Environment.GetEnvironmentVariable)
    {
    }

    /// <summary>What the session is connected to; null: nothing.</summary>
    /// <remarks>Each of its values stands in for one that is not said, and only with its own provider.</remarks>
    public ReveConnection? Session { get; init; }

    /// <summary>The connection; its key is null when there is none.</summary>
    /// <param name="provider">The provider's name, if it was said.</param>
    /// <param name="key">The key, if it was said.</param>
    /// <param name="baseUri">The address, if it was said.</param>
    /// <param name="headers">Headers that go along.</param>
    /// <exception cref="ReveException">No provider, or more than one, could be meant.</exception>
    public ReveConnection Resolve(
        string? provider, ApiKey? key = null, string? baseUri = null,
        IReadOnlyDictionary<string, string>? headers = null)
    {
        var info = (Said(provider) ?? Session?.Provider.Name ?? Read(ProviderVariable)) is { } name
            ? ProviderRegistry.Get(name)
            : OnlyOneWithKey(key);
        var session = Session?.Provider == info ? Session : Elsewhere(info);
        return session with
        {
            Key = key is { IsEmpty: false } ? key : session.Key ?? KeyOf(info),
            BaseUri = Said(baseUri) is { } said ? Parse(said)
                : session.BaseUri ?? (Read(info.BaseUriVariable) is { } address ? Parse(address) : null),
            Headers = headers ?? session.Headers,
        };
    }

    /// <summary>
    /// What another provider gets of the session: the way out, but neither a key nor a host that needs no certificate.
    /// </summary>
    private ReveConnection Elsewhere(ProviderInfo info) => new()
    {
        Provider = info,
        Network = (Session?.Network ?? NetworkSettings.Default) with { SkipCertificateCheck = false },
    };

    /// <summary>Whether the environment holds a key for the provider.</summary>
    public bool HasKey(ProviderInfo provider) => provider.KeyVariables.Any(variable => Read(variable) is not null);

    private ProviderInfo OnlyOneWithKey(ApiKey? key)
    {
        var real = ProviderRegistry.All.Where(provider => provider.NeedsKey).ToList();
        var known = real.Where(HasKey).ToList();
        if (known.Count == 1) return known[0];
        throw known.Count > 1 ? Faults.ProviderAmbiguous(known)
            : key is null ? Faults.ApiKeyMissing(real) : Faults.ProviderNotSaid();
    }

    private ApiKey? KeyOf(ProviderInfo provider) =>
        provider.KeyVariables.FirstOrDefault(variable => Read(variable) is not null) is { } found
            ? ApiKey.Read(found, Read(found)!)
            : null;

    private string? Read(string variable) => Said(environment(variable));

    private static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text!.Trim();

    private static Uri Parse(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri : throw Faults.BaseUriInvalid(address);
}
