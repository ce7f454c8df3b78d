using System;

namespace Reve.Http;

/// <summary>
/// What happened on the network during one attempt. <see cref="OutcomeTable"/> decides what it means.
/// </summary>
internal sealed record HttpExchange(ExchangePhase Phase) : IDisposable
{
    /// <summary>The response, when all of it arrived.</summary>
    public JsonResponse? Response { get; init; }

    /// <summary>The part of the body that arrived before the response was interrupted.</summary>
    public ResponseBody? PartialBody { get; init; }

    /// <summary>The status, when one arrived.</summary>
    public int? Status { get; init; }

    /// <summary>The exception that ended the attempt.</summary>
    public Exception? Failure { get; init; }

    /// <summary>The attempt ended because of its timeout.</summary>
    public bool TimedOut { get; init; }

    /// <summary>The provider's request id, when a response header contains it.</summary>
    public string? RequestId { get; init; }

    public TimeSpan Elapsed { get; set; }

    /// <summary>The sent headers with redacted secrets; empty without notices of the debug level.</summary>
    public string SentHeaders { get; set; } = "";

    public bool IsSuccess => Response is { IsSuccess: true };

    public void Dispose()
    {
        Response?.Dispose();
        PartialBody?.Dispose();
    }
}
