using System;
using System.Collections.Generic;

namespace Reve;

/// <summary>The images of a successful call, and what the provider says about the call as a whole.</summary>
internal sealed record ProviderResponse(IReadOnlyList<GeneratedImage> Images)
{
    public ReveUsage? Usage { get; init; }

    public string? RequestId { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }
}
