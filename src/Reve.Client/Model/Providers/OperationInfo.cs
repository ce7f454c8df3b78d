using System.Collections.Generic;
using System.Linq;

namespace Reve;

/// <summary>The data of an operation of a provider: its limits, options and price.</summary>
public sealed record OperationInfo
{
    /// <summary>The aspect ratios of the Reve models.</summary>
    internal static readonly IReadOnlyList<string> ReveRatios = ["16:9", "9:16", "3:2", "2:3", "4:3", "3:4", "1:1"];

    /// <summary>The operation.</summary>
    public required ReveOperation Operation { get; init; }

    /// <summary>The default model.</summary>
    public required string Model { get; init; }

    /// <summary>The supported aspect ratios; none when the ratio cannot be specified.</summary>
    public IReadOnlyList<string> AspectRatios { get; init => field = value.ToArray(); } = [];

    /// <summary>The default aspect ratio; null when the model chooses.</summary>
    public string? DefaultAspectRatio { get; init; }

    /// <summary>The maximum length of a prompt in code points.</summary>
    public int MaximumPromptLength { get; init; } = 2560;

    /// <summary>The minimum number of input images.</summary>
    public int MinimumInputs { get; init; }

    /// <summary>The maximum number of input images.</summary>
    public int MaximumInputs { get; init; }

    /// <summary>The size in bytes that every input image must stay below; null when no limit is known.</summary>
    public long? InputBytesBelow { get; init; }

    /// <summary>The supported formats of input images; none when they are not documented, and any is sent.</summary>
    public IReadOnlyList<ImageFormat> InputFormats { get; init => field = value.ToArray(); } = [];

    /// <summary>The supported options.</summary>
    public IReadOnlyList<OptionInfo> Options { get; init => field = value.ToArray(); } = [];

    /// <summary>Known versions of the model, the default first. Other versions may be specified as well.</summary>
    public IReadOnlyList<string> Versions { get; init => field = value.ToArray(); } = [];

    /// <summary>The expected cost of a call in the provider's unit; null when it is unknown.</summary>
    public decimal? Price { get; init; }

    /// <summary>Whether any aspect ratio may be specified, because those of the model are not known.</summary>
    internal bool TakesAnyRatio { get; init; }

    /// <summary>The data of an option; null when it is not supported.</summary>
    public OptionInfo? Find(ReveOption option) => Options.FirstOrDefault(known => known.Option == option);

    /// <summary>Whether a model is the Reve model of this operation, or a version of it.</summary>
    public bool IsReveModel(string? model) =>
        model is null || model == Model || model.StartsWith(Model + "@", System.StringComparison.Ordinal);

    /// <summary>The expected cost of a request; null when it is unknown.</summary>
    public decimal? PriceOf(ImageRequest request) => !IsReveModel(request.Model) ? null
        : Price * (request.Options.TryGetValue(ReveOption.TestTimeScaling, out var scaling) ? (int)scaling : 1);

    /// <summary>The operation and the number of its input images.</summary>
    public override string ToString() => (MinimumInputs, MaximumInputs) switch
    {
        (_, 0) => $"{Operation}",
        var (fewest, most) when fewest == most => $"{Operation} ({most} in)",
        var (fewest, most) => $"{Operation} ({fewest}-{most} in)",
    };

    /// <summary>The data for models other than Reve, without the limits of the Reve models.</summary>
    internal OperationInfo ForOtherModels() => this with
    {
        MaximumPromptLength = int.MaxValue,
        MaximumInputs = MaximumInputs == 0 ? 0 : int.MaxValue,
        InputFormats = [],
        TakesAnyRatio = true,
    };
}
