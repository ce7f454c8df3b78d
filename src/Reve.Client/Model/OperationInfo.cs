using System.Collections.Generic;
using System.Linq;

namespace Reve;

/// <summary>What a provider takes for one operation, and what it charges.</summary>
public sealed record OperationInfo
{
    /// <summary>The seven ratios that the Reve models draw.</summary>
    internal static readonly IReadOnlyList<string> ReveRatios = ["16:9", "9:16", "3:2", "2:3", "4:3", "3:4", "1:1"];

    /// <summary>The operation.</summary>
    public required ReveOperation Operation { get; init; }

    /// <summary>The model that is asked when none is named.</summary>
    public required string Model { get; init; }

    /// <summary>The ratios it draws; none: the ratio cannot be chosen.</summary>
    public IReadOnlyList<string> AspectRatios { get; init => field = value.ToArray(); } = [];

    /// <summary>The ratio it draws when none is named; null: the model chooses.</summary>
    public string? DefaultAspectRatio { get; init; }

    /// <summary>The longest prompt, counted in code points.</summary>
    public int MaximumPromptLength { get; init; } = 2560;

    /// <summary>The fewest images it takes.</summary>
    public int MinimumInputs { get; init; }

    /// <summary>The most images it takes.</summary>
    public int MaximumInputs { get; init; }

    /// <summary>Every input must have fewer bytes than this; null: no limit is known.</summary>
    public long? InputBytesBelow { get; init; }

    /// <summary>The formats it reads; none: not documented, any image is sent.</summary>
    public IReadOnlyList<ImageFormat> InputFormats { get; init => field = value.ToArray(); } = [];

    /// <summary>The options it has beside the ratio.</summary>
    public IReadOnlyList<OptionInfo> Options { get; init => field = value.ToArray(); } = [];

    /// <summary>Versions of the model that are known, the standard one first; any other may be named too.</summary>
    public IReadOnlyList<string> Versions { get; init => field = value.ToArray(); } = [];

    /// <summary>What a call is expected to cost, in the provider's unit; null: unknown, which is never zero.</summary>
    public decimal? Price { get; init; }

    /// <summary>Whether any ratio may be asked for, because it is not known which ones the model draws.</summary>
    internal bool TakesAnyRatio { get; init; }

    /// <summary>The option's data; null when there is no such option.</summary>
    public OptionInfo? Find(ReveOption option) => Options.FirstOrDefault(known => known.Option == option);

    /// <summary>Whether a model is the Reve model of this operation, a pinned version of it included.</summary>
    public bool IsReveModel(string? model) =>
        model is null || model == Model || model.StartsWith(Model + "@", System.StringComparison.Ordinal);

    /// <summary>What a request is expected to cost; null: unknown.</summary>
    public decimal? PriceOf(ImageRequest request) => !IsReveModel(request.Model) ? null
        : Price * (request.Options.TryGetValue(ReveOption.TestTimeScaling, out var scaling) ? (int)scaling : 1);

    /// <summary>The operation, and how many images it takes.</summary>
    public override string ToString() => (MinimumInputs, MaximumInputs) switch
    {
        (_, 0) => $"{Operation}",
        var (fewest, most) when fewest == most => $"{Operation} ({most} in)",
        var (fewest, most) => $"{Operation} ({fewest}-{most} in)",
    };

    /// <summary>What still holds for a model beyond Reve at the same address: not its limits.</summary>
    internal OperationInfo ForOtherModels() => this with
    {
        MaximumPromptLength = int.MaxValue,
        MaximumInputs = MaximumInputs == 0 ? 0 : int.MaxValue,
        InputFormats = [],
        TakesAnyRatio = true,
    };
}
