namespace Reve.Http;

/// <summary>An error response of a provider.</summary>
internal sealed record ProviderError(string? Message)
{
    /// <summary>The kind of error, when it differs from what the status stands for.</summary>
    public ReveErrorKind? Kind { get; init; }

    /// <summary>
    /// The status that the error stands for, when the body says more than the status of the response.
    /// </summary>
    public int? Status { get; init; }

    public string? RequestId { get; init; }

    /// <summary>Whether the provider says that a retry can succeed; null when it does not say.</summary>
    public bool? IsRetryable { get; init; }

    /// <summary>The amount that was charged despite the error.</summary>
    public ReveUsage? Usage { get; init; }
}
