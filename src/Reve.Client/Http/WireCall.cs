using System;
using System.Collections.Generic;
using System.Net.Http;

namespace Reve.Http;

/// <summary>
/// What a provider wants sent: everything but the address of its host, the key and the user's headers.
/// </summary>
internal sealed record WireCall(HttpMethod Method, string Path)
{
    /// <summary>The JSON to send; null: no body.</summary>
    public JsonBody? Body { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The form of the key on this provider's wire.</summary>
    public string KeyScheme { get; init; } = "Bearer";

    /// <summary>The model that is asked, for messages.</summary>
    public string? Model { get; init; }

    /// <summary>
    /// Reads what a refusal means, as far as this provider differs from what the status says by itself.
    /// </summary>
    public required Func<WireAnswer, Refusal> ReadRefusal { get; init; }

    /// <summary>A paid call is sent again only when it was certainly not charged.</summary>
    public bool IsPaid => Method == HttpMethod.Post;
}

/// <summary>A provider's refusal, in its own words.</summary>
internal sealed record Refusal(string? Message)
{
    /// <summary>The meaning, where it is another one than the status has by itself.</summary>
    public ReveErrorKind? Kind { get; init; }

    public string? RequestId { get; init; }
}
