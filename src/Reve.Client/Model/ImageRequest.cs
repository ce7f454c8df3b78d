using System.Collections.Generic;

namespace Reve;

/// <summary>One call to a provider: what is asked, before anything is checked or sent.</summary>
public sealed record ImageRequest
{
    /// <summary>What is done.</summary>
    public ReveOperation Operation { get; init; }

    /// <summary>What the image shows, or how the inputs change.</summary>
    public required string Prompt { get; init; }

    /// <summary>The images that go in, in the order in which the prompt counts them.</summary>
    public IReadOnlyList<ImageInput> Inputs { get; init; } = [];

    /// <summary>The ratio of width to height, such as 16:9; the provider's own choice when null.</summary>
    public string? AspectRatio { get; init; }

    /// <summary>The model; the provider's Reve model for the operation when null.</summary>
    public string? Model { get; init; }

    /// <summary>The options that were asked for, by their values.</summary>
    public IReadOnlyDictionary<ReveOption, object> Options { get; init; } = new Dictionary<ReveOption, object>();

    /// <summary>Extra fields for the wire, for models beyond Reve.</summary>
    public IReadOnlyDictionary<string, object?>? AdditionalBody { get; init; }

    /// <summary>The place of this request among those of its run, from 0.</summary>
    public int Index { get; init; }
}
