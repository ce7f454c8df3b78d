using System.Collections.Generic;
using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Http;
using Reve.Validation;

namespace Reve.Providers;

/// <summary>One provider: how a request looks on its wire, how its answer reads, what it can do.</summary>
internal abstract class Provider
{
    public abstract ProviderInfo Info { get; }

    /// <summary>Has the image made. The request has been checked; the wire sends, retries and times out.</summary>
    public abstract Task<ProviderResponse> RunAsync(ValidatedRequest request, Wire wire, CancellationToken cancellation);

    /// <summary>What is left on the account; only a provider whose data say that it tells is asked.</summary>
    public virtual Task<ReveBalance> ReadBalanceAsync(Wire wire, CancellationToken cancellation) =>
        throw Faults.BalanceNotTold(Info);
}

/// <summary>A request that passed every check, with what the checks settled.</summary>
internal sealed record ValidatedRequest(
    ImageRequest Request, OperationInfo Operation, string Model, IReadOnlyList<ValidatedInput> Inputs)
{
    public string Prompt => Request.Prompt;

    /// <summary>The value of an option; null when it was not asked for.</summary>
    public object? Option(ReveOption option) => Request.Options.TryGetValue(option, out var value) ? value : null;
}

/// <summary>What a provider answered: images, and what is told about the call as a whole.</summary>
internal sealed record ProviderResponse(IReadOnlyList<GeneratedImage> Images)
{
    public ReveUsage? Usage { get; init; }

    public string? RequestId { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }
}

/// <summary>One image of an answer: at an address, or already here.</summary>
internal sealed record GeneratedImage
{
    public string? Url { get; init; }

    public byte[]? Bytes { get; init; }

    public string? RequestId { get; init; }

    public bool? ContentViolation { get; init; }

    public string? RevisedPrompt { get; init; }

    /// <summary>Withheld under the content policy: flagged, and nothing there.</summary>
    public bool IsWithheld => ContentViolation == true && Url is null && Bytes is null;

    /// <summary>Neither there nor withheld.</summary>
    public bool IsMissing => ContentViolation != true && Url is null && Bytes is null;
}
