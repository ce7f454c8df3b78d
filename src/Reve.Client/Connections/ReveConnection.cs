using System.Collections.Generic;
using System.Linq;
using System;
using Reve.Providers;

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

    /// <summary>The model that is asked when none is named; see <see cref="ModelFor"/>.</summary>
    public string? Model { get; init; }

    /// <summary>How requests get out, to the provider and to the images that it made.</summary>
    public NetworkSettings Network { get; init; } = NetworkSettings.Default;

    /// <summary>Where requests go; null: nowhere, it is done on this machine.</summary>
    public Uri? Address => BaseUri ?? Provider.BaseUri;

    /// <summary>
    /// The connection's model, unless it is the Reve model of another operation; null: the provider's own choice.
    /// </summary>
    public string? ModelFor(ReveOperation operation)
    {
        var isOfAnother = Model is not null && Provider.Find(operation)?.IsReveModel(Model) != true
            && Provider.Operations.Any(other => other.IsReveModel(Model));
        return isOfAnother ? null : Model;
    }

    /// <summary>The request with the model that it goes to when it names none.</summary>
    internal ImageRequest Complete(ImageRequest request) =>
        request.Model is null ? request with { Model = ModelFor(request.Operation) } : request;
}
