using System;
using System.Linq;

namespace Reve;

/// <summary>A provider with the address, key and network settings that requests to it use.</summary>
public sealed record ReveConnection
{
    /// <summary>The provider.</summary>
    public required ProviderInfo Provider { get; init; }

    /// <summary>The base address that replaces the provider's own; null for the provider's own.</summary>
    public Uri? BaseUri { get; init; }

    /// <summary>The API key.</summary>
    public ApiKey? Key { get; init; }

    /// <summary>Sends the key without the word Bearer, for providers that accept it.</summary>
    public bool BareKey { get; init; }

    /// <summary>Headers that are added to requests to the provider, and to no other host.</summary>
    public HeaderCollection Headers { get; init; } = HeaderCollection.Empty;

    /// <summary>The model of requests that specify none; see <see cref="ModelFor"/>.</summary>
    public string? Model { get; init; }

    /// <summary>The longest wait between two attempts, including a wait that the provider requests.</summary>
    public TimeSpan MaximumRetryDelay { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Whether saved images contain their prompt, provider, model, ids, charge and time by default.</summary>
    public bool EmbedMetadata { get; init; }

    /// <summary>The proxy and certificate settings of requests and downloads.</summary>
    public NetworkSettings Network { get; init; } = NetworkSettings.Default;

    /// <summary>The base address of requests; null when the provider works on this machine.</summary>
    public Uri? Address => BaseUri ?? Provider.BaseUri;

    /// <summary>Returns the address that stands for one of the further addresses of the provider.</summary>
    /// <param name="other">The further address; null for the base address.</param>
    internal Uri AddressFor(Uri? other)
    {
        if (BaseUri is not null || other is null) return Address!;
        return Provider.OtherAddresses.Contains(other)
            ? other
            : throw new ArgumentException("Not an address of the provider.", nameof(other));
    }

    /// <summary>
    /// Returns the model of the connection, or null when it is the Reve model of another operation.
    /// </summary>
    public string? ModelFor(ReveOperation operation)
    {
        var isOfOtherOperation = Model is not null && Provider.Find(operation)?.IsReveModel(Model) != true
            && Provider.Operations.Any(other => other.IsReveModel(Model));
        return isOfOtherOperation ? null : Model;
    }

    /// <summary>Returns the request with the model of the connection when it specifies none.</summary>
    internal ImageRequest Complete(ImageRequest request) =>
        request.Model is null ? request with { Model = ModelFor(request.Operation) } : request;
}
