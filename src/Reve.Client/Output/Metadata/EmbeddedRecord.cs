using System;
using System.Collections.Generic;
using System.Linq;

namespace Reve.Output;

/// <summary>What an image file says about its own origin. It holds no key, no address and no path.</summary>
internal sealed record EmbeddedRecord
{
    public required string Prompt { get; init; }

    public ReveOperation Operation { get; init; }

    public required string Provider { get; init; }

    public required string Model { get; init; }

    public string? AspectRatio { get; init; }

    public IReadOnlyDictionary<string, object>? Options { get; init; }

    public IReadOnlyDictionary<string, object?>? AdditionalBody { get; init; }

    /// <summary>The file names of the input images, without their folders.</summary>
    public IReadOnlyList<string>? Sources { get; init; }

    public string? RequestId { get; init; }

    public string? RevisedPrompt { get; init; }

    public bool? ContentViolation { get; init; }

    public decimal? Charge { get; init; }

    public string? ChargeUnit { get; init; }

    public decimal? UsdCharge { get; init; }

    public bool? IsUsdEstimate { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public static EmbeddedRecord Of(ReveImage image) => new()
    {
        Prompt = image.Prompt,
        Operation = image.Operation,
        Provider = image.Provider,
        Model = image.Model,
        AspectRatio = image.AspectRatio,
        Options = image.Options.Count == 0 ? null : image.Options,
        AdditionalBody = image.AdditionalBody is { Count: > 0 } fields ? fields : null,
        Sources = image.Sources.Count == 0 ? null : [.. image.Sources.Select(NameOf)],
        RequestId = image.RequestId,
        RevisedPrompt = image.RevisedPrompt,
        ContentViolation = image.ContentViolation,
        Charge = image.Usage?.Amount,
        ChargeUnit = image.Usage?.Amount is null ? null : image.Usage.Unit,
        UsdCharge = image.Usage?.UsdAmount,
        IsUsdEstimate = image.Usage is { IsUsdEstimate: true } ? true : null,
        CreatedAt = image.CreatedAt,
    };

    public ReveImage ToImage() => new()
    {
        Prompt = Prompt,
        Operation = Operation,
        Provider = Provider,
        Model = Model,
        AspectRatio = AspectRatio,
        Options = Options ?? new Dictionary<string, object>(),
        AdditionalBody = AdditionalBody,
        Sources = Sources ?? [],
        RequestId = RequestId,
        RevisedPrompt = RevisedPrompt,
        ContentViolation = ContentViolation,
        Usage = Charge is null ? null : new ReveUsage
        {
            Amount = Charge,
            Unit = ChargeUnit,
            UsdAmount = UsdCharge,
            IsUsdEstimate = IsUsdEstimate == true,
        },
        CreatedAt = CreatedAt,
    };

    /// <summary>The name of a file, or the last part of an address without its query.</summary>
    private static string NameOf(string source) => FileNames.Last(
        source.IndexOf("://", StringComparison.Ordinal) < 0 ? source : source.Split('?', '#')[0].TrimEnd('/'));
}
