using System.Collections.Generic;
using Reve.Imaging;

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
    public IReadOnlyList<string> AspectRatios { get; init; } = [];

    /// <summary>The ratio it draws when none is named; null: the model chooses.</summary>
    public string? DefaultAspectRatio { get; init; }

    /// <summary>The longest prompt, counted in code points.</summary>
    public int MaximumPromptLength { get; init; } = 2560;

    /// <summary>The fewest pictures it takes.</summary>
    public int MinimumInputs { get; init; }

    /// <summary>The most pictures it takes.</summary>
    public int MaximumInputs { get; init; }

    /// <summary>Every input must have fewer bytes than this; null: no limit is known.</summary>
    public long? InputBytesBelow { get; init; }

    /// <summary>The formats it reads; none: not documented, any picture is sent.</summary>
    public IReadOnlyList<ImageFormat> InputFormats { get; init; } = [];

    /// <summary>What a call is expected to cost, in the provider's unit; null: unknown, which is never zero.</summary>
    public decimal? Price { get; init; }
}
