using System;

namespace Reve.Http;

/// <summary>One sending of a call, and how it ended.</summary>
internal sealed record Attempt(Outcome Outcome) : IDisposable
{
    /// <summary>The answer, when one came whole.</summary>
    public JsonResponse? Response { get; init; }

    /// <summary>What broke off the attempt.</summary>
    public Exception? Failure { get; init; }

    /// <summary>Whether the attempt ended because its time was over.</summary>
    public bool TimedOut { get; init; }

    /// <summary>The status whose answer broke off before its end.</summary>
    public int? BrokenStatus { get; init; }

    /// <summary>The provider's id of the call, where the headers of an answer told it.</summary>
    public string? RequestId { get; init; }

    /// <summary>The file that keeps what arrived of a paid answer that broke off.</summary>
    public string? ResponseFile { get; init; }

    public TimeSpan Took { get; init; }

    /// <summary>The headers that were sent, with what is secret in them masked.</summary>
    public string SentHeaders { get; init; } = "";

    public void Dispose() => Response?.Dispose();
}
