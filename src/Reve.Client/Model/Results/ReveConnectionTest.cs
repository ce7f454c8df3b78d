using System;
using System.Collections.Generic;
using System.Linq;

namespace Reve;

/// <summary>What is known about a connection after requests that cost nothing.</summary>
public sealed record ReveConnectionTest
{
    /// <summary>The provider.</summary>
    public required string Provider { get; init; }

    /// <summary>The base address; null when the provider works on this machine.</summary>
    public Uri? BaseUri { get; init; }

    /// <summary>Whether images can be requested, as far as this can be tested; null when it cannot.</summary>
    public bool? Works { get; init; }

    /// <summary>Whether the key is accepted; null when no key is required or it cannot be tested for free.</summary>
    public bool? IsKeyAccepted { get; init; }

    /// <summary>The balance; null when the provider does not report it.</summary>
    public ReveBalance? Balance { get; init; }

    /// <summary>The models that the provider lists as deprecated or withdrawn.</summary>
    public IReadOnlyList<string> DeprecatedModels { get; init => field = value.ToArray(); } = [];

    /// <summary>What was tested, or what is wrong and what to do about it.</summary>
    public required string Detail { get; init; }

    /// <summary>The provider and the result.</summary>
    public override string ToString() => $"{Provider}: {Detail}";
}
