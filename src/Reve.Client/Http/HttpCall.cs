using System;
using System.Collections.Generic;
using System.Net.Http;

namespace Reve.Http;

/// <summary>A request to a provider, without the host, the key and the headers of the connection.</summary>
internal sealed record HttpCall(HttpMethod Method, string Path)
{
    private static readonly Dictionary<string, string> s_noHeaders = [];

    /// <summary>
    /// One of the further addresses of the provider; null for its base address. A base address that is specified
    /// replaces both.
    /// </summary>
    public Uri? Address { get; init; }

    /// <summary>The JSON body; null for none.</summary>
    public JsonBody? Body { get; init; }

    /// <summary>An image that is sent as the body; null for none.</summary>
    public ValidatedInput? File { get; init; }

    /// <summary>The field of a multipart form that contains the file; null when the file is the whole body.</summary>
    public string? FormField { get; init; }

    /// <summary>A signed address on another host, which gets neither the key nor the connection's headers.</summary>
    public Uri? SignedAddress { get; init; }

    /// <summary>Whether the request may be charged.</summary>
    public bool IsPaid { get; init; }

    /// <summary>Whether the response can contain images. Otherwise it is much shorter.</summary>
    public bool ExpectsImages { get; init; }

    /// <summary>Sends the request without the key.</summary>
    public bool WithoutKey { get; init; }

    /// <summary>The timeout of one attempt; null for the timeout of the policy.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The longest time in which nothing arrives, within the timeout; null for the timeout.</summary>
    public TimeSpan? LongestSilence { get; init; }

    /// <summary>The number of retries; null for the number of the policy. Paid requests ignore it.</summary>
    public int? RetryCount { get; init; }

    public string Accept { get; init; } = "application/json";

    public IReadOnlyDictionary<string, string> Headers { get; init; } = s_noHeaders;

    /// <summary>The response header with the provider's request id; null when there is none.</summary>
    public string? RequestIdHeader { get; init; }

    /// <summary>The requested model, for messages.</summary>
    public string? Model { get; init; }
}
