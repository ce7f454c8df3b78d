using System.Collections.Generic;
using System.Linq;

namespace Reve;

/// <summary>The data of an operation of a provider: its limits, options and price.</summary>
public sealed record OperationInfo
{
    /// <summary>The aspect ratios of Reve v1.</summary>
    internal static readonly IReadOnlyList<string> ReveRatios = ["16:9", "9:16", "3:2", "2:3", "4:3", "3:4", "1:1"];

    /// <summary>The aspect ratios of Reve 2.1, from wide to tall. With auto the model chooses.</summary>
    private static readonly IReadOnlyList<string> s_reve21Ratios =
    [
        "auto", "4:1", "3:1", "21:9", "2:1", "17:9", "16:9", "3:2", "4:3", "5:4", "1:1", "4:5", "3:4", "2:3", "9:16",
        "1:2", "1:3", "1:4",
    ];

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

    /// <summary>The maximum number of pixels on a side of an input image; null when no limit is known.</summary>
    public int? MaximumInputSide { get; init; } = 8192;

    /// <summary>The maximum number of pixels of an input image; null when no limit is known.</summary>
    public long? MaximumInputPixels { get; init; } = 33_554_432;

    /// <summary>The maximum number of images that one call generates. Further images need further calls.</summary>
    public int MaximumCount { get; init; } = 1;

    /// <summary>The file formats of generated images, the default first.</summary>
    public IReadOnlyList<ImageFormat> OutputFormats { get; init => field = value.ToArray(); } = [ImageFormat.Png];

    /// <summary>The supported options.</summary>
    public IReadOnlyList<OptionInfo> Options { get; init => field = value.ToArray(); } = [];

    /// <summary>Known versions of the model, the default first. Other versions may be specified as well.</summary>
    public IReadOnlyList<string> Versions { get; init => field = value.ToArray(); } = [];

    /// <summary>The expected cost of one image in the provider's unit; null when it is unknown.</summary>
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
        : Price * request.Count
            * (request.Options.TryGetValue(ReveOption.TestTimeScaling, out var scaling) ? (int)scaling : 1);

    /// <summary>What all providers of Reve 2.1 have in common.</summary>
    internal static OperationInfo Reve21(ReveOperation operation, string model, int maximumRemixInputs) => new()
    {
        Operation = operation,
        Model = model,
        AspectRatios = s_reve21Ratios,
        MinimumInputs = operation == ReveOperation.Create ? 0 : 1,
        MaximumInputs = operation switch
        {
            ReveOperation.Create => 0,
            ReveOperation.Edit => 1,
            _ => maximumRemixInputs,
        },
        MaximumInputSide = null,
        MaximumInputPixels = null,
        OutputFormats = [ImageFormat.Png, ImageFormat.Jpeg, ImageFormat.WebP],
    };

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
        MaximumInputSide = null,
        MaximumInputPixels = null,
        TakesAnyRatio = true,
    };
}
