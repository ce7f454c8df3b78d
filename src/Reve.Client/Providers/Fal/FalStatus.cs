using System.Text.Json;
using Reve.Http;
using Reve.Json;

namespace Reve.Providers.Fal;

/// <summary>The state of a call in the queue.</summary>
/// <param name="Status">The status, while the call has not ended.</param>
/// <param name="HasEnded">Whether the call has ended. Its result says how.</param>
internal sealed record FalStatus(ReveTaskStatus Status, bool HasEnded)
{
    /// <summary>The number of calls before this one.</summary>
    public int? QueuePosition { get; private init; }

    public string? Error { get; private init; }

    public string? ErrorType { get; private init; }

    /// <summary>The state in words.</summary>
    public string Stage => HasEnded ? "ended"
        : QueuePosition is > 0 and var position ? $"queued at position {position}"
        : Status.ToString().ToLowerInvariant();

    /// <summary>Reads a status; null when the element is none.</summary>
    public static FalStatus? Read(JsonElement root)
    {
        var (status, hasEnded) = root.Text("status")?.ToUpperInvariant() switch
        {
            "IN_QUEUE" => (ReveTaskStatus.Queued, false),
            "IN_PROGRESS" => (ReveTaskStatus.Running, false),
            "CANCELLATION_REQUESTED" => (ReveTaskStatus.Cancelling, false),
            // Only COMPLETED is documented. The result decides, whatever the word is.
            "COMPLETED" or "FAILED" or "ERROR" or "CANCELLED" => (ReveTaskStatus.Running, true),
            null or "NOT_FOUND" => (ReveTaskStatus.Unknown, false),
            _ => (ReveTaskStatus.Running, false),
        };
        return status == ReveTaskStatus.Unknown ? null : new FalStatus(status, hasEnded)
        {
            QueuePosition = root.Amount("queue_position") is >= 0 and < 1_000_000 and var number ? (int)number : null,
            Error = root.Text("error") ?? root.Get("error")?.Text("message"),
            ErrorType = root.Text("error_type"),
        };
    }

    /// <summary>A response of success that is no status, such as a page of a gateway, failed; else null.</summary>
    public static (int Status, ProviderError Error)? ReadEmbeddedError(JsonResponse response)
    {
        if (Read(response.Root) is not null) return null;
        var isMissing = response.Root.Text("status") is not null;
        return (isMissing ? 404 : 502, new ProviderError(FalErrorParser.MessageOf(response.Root))
        {
            Kind = isMissing ? ReveErrorKind.TaskNotFound : null,
        });
    }
}
