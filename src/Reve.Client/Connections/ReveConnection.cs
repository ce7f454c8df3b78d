using System;
using System.Collections.Generic;

namespace Reve;

/// <summary>A provider, its address and its key.</summary>
public sealed record ReveConnection
{
    /// <summary>The provider.</summary>
    public required ProviderInfo Provider { get; init; }

    /// <summary>What stands in for the provider's address; the documented paths are appended.</summary>
    public Uri? BaseUri { get; init; }

    /// <summary>The key.</summary>
    public ApiKey? Key { get; init; }

    /// <summary>
    /// Whether the key is sent alone, without the word Bearer before it, where the provider takes it so.
    /// </summary>
    public bool BareKey { get; init; }

    /// <summary>Headers that go along with every request to the provider, and nowhere else.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Where requests go.</summary>
    internal Uri? Address => BaseUri ?? Provider.BaseUri;
}
