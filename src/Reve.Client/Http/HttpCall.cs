using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System;

namespace Reve.Http;

/// <summary>
/// What a provider wants sent: everything but the address of its host, the key and the user's headers.
/// </summary>
internal sealed record HttpCall(HttpMethod Method, string Path)
{
    /// <summary>The JSON to send; null: no JSON.</summary>
    public JsonBody? Body { get; init; }

    /// <summary>The image to send as it is; null: none.</summary>
    public ValidatedInput? File { get; init; }

    /// <summary>A signed address of another host, which gets neither the key nor the user's headers.</summary>
    public Uri? SignedAddress { get; init; }

    /// <summary>Whether it costs money: a paid call is sent again only when it was certainly not charged.</summary>
    public bool IsPaid { get; init; }

    /// <summary>Whether it goes without the key.</summary>
    public bool IsKeyless { get; init; }

    /// <summary>How long an attempt may take, when it is not the policy's time.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>What ends an attempt that is under way, when it is not the caller's own stop.</summary>
    public CancellationToken? Grace { get; init; }

    /// <summary>How often it is tried again, when it is not the policy's number.</summary>
    public int? RetryCount { get; init; }

    /// <summary>What kind of answer is wanted.</summary>
    public string Accept { get; init; } = "application/json";

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The id that we give the call; it stays the same across the attempts.</summary>
    public string? ClientRequestId { get; init; }

    /// <summary>The header in which an answer names the call, whatever its body says.</summary>
    public string? IdHeader { get; init; }

    /// <summary>The model that is asked, for messages.</summary>
    public string? Model { get; init; }

    /// <summary>
    /// Reads what a refusal means, as far as this provider differs from what the status says by itself.
    /// </summary>
    public required Func<JsonResponse, ProviderError> ReadError { get; init; }

    /// <summary>Reads the provider's id of the call off a success; null: it tells none.</summary>
    public Func<JsonResponse, string?> ReadId { get; init; } = static _ => null;
}

/// <summary>A provider's refusal, in its own words.</summary>
internal sealed record ProviderError(string? Message)
{
    /// <summary>The meaning, where it is another one than the status has by itself.</summary>
    public ReveErrorKind? Kind { get; init; }

    public string? RequestId { get; init; }

    /// <summary>What was charged in spite of it.</summary>
    public ReveUsage? Usage { get; init; }
}
