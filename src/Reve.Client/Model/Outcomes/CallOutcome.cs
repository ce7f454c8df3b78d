using System;

namespace Reve;

/// <summary>
/// How an attempt of a paid call ended: the only record of it. Retry, budget, journal, errors and -Resume read this
/// record, and nothing else decides whether a call was charged.
/// </summary>
internal sealed record CallOutcome(OutcomeKind Kind, Billing Billing)
{
    public RetryDecision Retry { get; init; }

    /// <summary>The wait that the provider requests before the next attempt.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The HTTP status of the response, or the status inside a response of success.</summary>
    public int? Status { get; init; }

    /// <summary>The provider's id of the call.</summary>
    public string? RequestId { get; init; }

    /// <summary>The id that this client gave the call, or its last attempt.</summary>
    public string? ClientRequestId { get; init; }

    /// <summary>What the provider says it charged.</summary>
    public ReveUsage? Usage { get; init; }

    /// <summary>The file that keeps a response of success that cannot be read.</summary>
    public string? ResponseFile { get; init; }

    /// <summary>The number of attempts so far, including this one.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>How long the call waited between its attempts so far.</summary>
    public TimeSpan Waited { get; init; }

    /// <summary>The images, when <see cref="Kind"/> is <see cref="OutcomeKind.Succeeded"/>.</summary>
    public ProviderResponse? Response { get; init; }

    /// <summary>The task, when the provider accepted the call as one.</summary>
    public ReveTask? Task { get; init; }

    /// <summary>The meaning of the error, for every kind without images or a task.</summary>
    public ReveErrorKind? ErrorKind { get; init; }

    /// <summary>The error, for every kind without images or a task.</summary>
    public ReveException? Error { get; init; }

    /// <summary>A response with images.</summary>
    public static CallOutcome Succeeded(ProviderResponse response) => new(OutcomeKind.Succeeded, Billing.Charged)
    {
        Response = response,
        Usage = response.Usage,
        RequestId = response.RequestId,
    };

    /// <summary>A call that the provider accepted as a task, and that is charged when the task completes.</summary>
    public static CallOutcome Accepted(ReveTask task) => new(OutcomeKind.Accepted, Billing.Charged)
    {
        Task = task,
        RequestId = task.Id,
    };

    /// <summary>The outcome with what the provider says it charged: any amount above zero was charged.</summary>
    public CallOutcome WithUsage(ReveUsage? usage) => this with
    {
        Usage = usage,
        Billing = usage?.Amount > 0 ? Billing.Charged : Billing,
    };

    /// <summary>The outcome with an error that has the ids, usage, status and billing of the outcome.</summary>
    public CallOutcome WithError(
        string? provider, string message, string advice, Exception? cause = null, string? providerMessage = null) =>
        this with
        {
            Error = new ReveException(ErrorKind!.Value, message, advice, cause)
            {
                Provider = provider,
                ProviderMessage = providerMessage,
                Billing = Billing,
                Status = Status,
                RequestId = RequestId,
                ClientRequestId = ClientRequestId,
                TaskId = Task?.Id,
                Usage = Usage,
                RetryAfter = RetryAfter,
                ResponseFile = ResponseFile,
                Attempts = Attempts,
                Waited = Waited,
            },
        };

    /// <summary>The outcome with the number of attempts and the waiting time, also in its error.</summary>
    public CallOutcome WithAttempts(int attempts, TimeSpan waited)
    {
        if (Error is { } error) (error.Attempts, error.Waited) = (attempts, waited);
        return Attempts == attempts && Waited == waited ? this : this with { Attempts = attempts, Waited = waited };
    }
}
