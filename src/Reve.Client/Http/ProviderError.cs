namespace Reve.Http;

/// <summary>An error response of a provider.</summary>
internal sealed record ProviderError(string? Message)
{
    /// <summary>The kind of error, when it differs from what the status stands for.</summary>
    public ReveErrorKind? Kind { get; init; }

    public string? RequestId { get; init; }

    /// <summary>Whether the provider says that a retry can succeed; null when it does not say.</summary>
    public bool? IsRetryable { get; init; }

    /// <summary>The amount that was charged despite the error.</summary>
    public ReveUsage? Usage { get; init; }
}
