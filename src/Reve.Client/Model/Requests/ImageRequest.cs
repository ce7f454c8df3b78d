using System.Collections.Generic;
using System.Linq;

namespace Reve;

/// <summary>A request to create, edit or remix images.</summary>
public sealed record ImageRequest
{
    private static readonly Dictionary<ReveOption, object> s_noOptions = [];
    private static readonly Dictionary<string, object> s_noNamedOptions = [];

    /// <summary>The operation.</summary>
    public ReveOperation Operation { get; init; }

    /// <summary>The description of the image or of the change.</summary>
    public required string Prompt { get; init; }

    /// <summary>The input images, in the order in which the prompt refers to them.</summary>
    public IReadOnlyList<ImageInput> Inputs { get; init; } = [];

    /// <summary>The ratio of width to height, such as 16:9; null for the provider's default.</summary>
    public string? AspectRatio { get; init; }

    /// <summary>The model; null for the provider's Reve model of the operation.</summary>
    public string? Model { get; init; }

    /// <summary>The values of the specified options.</summary>
    public IReadOnlyDictionary<ReveOption, object> Options { get; init; } = s_noOptions;

    /// <summary>The number of images. The provider generates them in one call.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Additional fields of the request body, for models other than Reve.</summary>
    public IReadOnlyDictionary<string, object?>? AdditionalBody { get; init; }

    /// <summary>The options that shape the image, in a fixed order.</summary>
    internal IEnumerable<KeyValuePair<ReveOption, object>> ImageOptions =>
        Options.Where(option => option.Key is not (ReveOption.NoWait or ReveOption.WebhookUri))
            .OrderBy(option => option.Key);

    /// <summary>The options that shape the image, and the number of images, by the names of parameters.</summary>
    internal IReadOnlyDictionary<string, object> NamedOptions
    {
        get
        {
            if (Options.Count == 0 && Count <= 1) return s_noNamedOptions;
            var options = ImageOptions.ToDictionary(option => option.Key.ToString(), option => option.Value);
            if (Count > 1) options[nameof(Count)] = Count;
            return options;
        }
    }

    /// <summary>The position of the request in its run, starting at 0.</summary>
    public int Index { get; init; }
}
