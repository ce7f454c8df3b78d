namespace Reve.Http;

/// <summary>
/// Maps what happened to a request to its outcome: whether it was charged, and whether it is sent again.
/// </summary>
internal static class OutcomeTable
{
    /// <summary>The request was sent, and its result is unknown.</summary>
    public static CallOutcome Unknown { get; } = new(OutcomeKind.Unknown, Billing.Unknown)
    {
        Retry = RetryDecision.OnlyWithConsent,
        ErrorKind = ReveErrorKind.OutcomeUnknown,
    };

    /// <summary>The provider reported success, and the response cannot be read.</summary>
    public static CallOutcome Unreadable { get; } = new(OutcomeKind.Unreadable, Billing.Charged)
    {
        ErrorKind = ReveErrorKind.UnreadableResponse,
    };

    /// <summary>The outcome of a paid request that did not succeed.</summary>
    /// <param name="exchange">What happened on the network.</param>
    /// <param name="meaning">What the provider's error says, when it is more specific than the status.</param>
    /// <param name="meantStatus">
    /// The status that the provider's error stands for. It does not replace a status that leaves a charge open.
    /// </param>
    public static CallOutcome OfPaidRequest(
        HttpExchange exchange, ReveErrorKind? meaning, int? meantStatus = null) => exchange.Phase switch
    {
        ExchangePhase.NotSent or ExchangePhase.RefusedByProxy => NotSent(exchange),
        ExchangePhase.Sent => Unknown,
        ExchangePhase.Interrupted when exchange.Status is >= 200 and < 300 => Unreadable,
        _ when OfStatus(exchange.Status!.Value, meaning) is { Billing: Billing.Unknown } unknown => unknown,
        _ => OfStatus(meantStatus ?? exchange.Status!.Value, meaning),
    };

    /// <summary>The outcome of a free request that did not succeed.</summary>
    public static CallOutcome OfFreeRequest(HttpExchange exchange, ReveErrorKind? meaning) => exchange switch
    {
        { Phase: not ExchangePhase.Completed } => NotSent(exchange),
        { Status: 504 or 520 or 524 } => Rejected(ReveErrorKind.ProviderFailed, RetryDecision.Retry),
        { Status: >= 300 and < 400 } => Rejected(ReveErrorKind.ProviderFailed),
        _ => OfStatus(exchange.Status!.Value, meaning),
    };

    /// <summary>An error status inside a response of success: it means what the status means, and is final.</summary>
    public static CallOutcome OfEmbeddedStatus(int status, ProviderError error)
    {
        var outcome = status < 400
            ? Rejected(error.Kind ?? ReveErrorKind.ProviderFailed)
            : OfStatus(status, error.Kind);
        return outcome with { Retry = RetryDecision.Never };
    }

    /// <summary>A failed task. Its error text may contain a status.</summary>
    public static CallOutcome OfFailedTask(int? status, ReveErrorKind? meaning)
    {
        if (status is not { } code) return Rejected(meaning ?? ReveErrorKind.TaskFailed);
        var kind = OfStatus(code, meaning).ErrorKind;
        return Rejected(kind == ReveErrorKind.OutcomeUnknown ? ReveErrorKind.ProviderFailed : kind!.Value);
    }

    private static CallOutcome OfStatus(int status, ReveErrorKind? meaning) => status switch
    {
        // A model that does not exist is not run, whatever the status.
        _ when meaning == ReveErrorKind.ModelRetired => Rejected(ReveErrorKind.ModelRetired),
        < 400 => Unknown,
        401 or 403 => Rejected(meaning ?? ReveErrorKind.AuthenticationFailed),
        402 => Rejected(meaning ?? ReveErrorKind.OutOfCredit),
        404 or 410 => Rejected(meaning ?? ReveErrorKind.ModelRetired),
        429 when meaning == ReveErrorKind.OutOfCredit => Rejected(ReveErrorKind.OutOfCredit),
        429 => Rejected(ReveErrorKind.RateLimited, RetryDecision.Retry),
        408 or 500 or 502 or 503 => Rejected(meaning ?? ReveErrorKind.ProviderFailed, RetryDecision.Retry),
        // Gateways send these when the host behind them received the request and did not respond in time.
        504 or 520 or 524 => Unknown,
        < 500 => Rejected(meaning ?? ReveErrorKind.InvalidRequest),
        _ => Rejected(meaning ?? ReveErrorKind.ProviderFailed),
    };

    private static CallOutcome NotSent(HttpExchange exchange) => exchange switch
    {
        { Failure: ReveException input } => new(OutcomeKind.NotSent, Billing.NotCharged)
        {
            ErrorKind = input.Kind,
            Error = input,
        },
        { Phase: ExchangePhase.RefusedByProxy } => new(OutcomeKind.NotSent, Billing.NotCharged)
        {
            ErrorKind = ReveErrorKind.ConnectionFailed,
        },
        _ => new(OutcomeKind.NotSent, Billing.NotCharged)
        {
            Retry = RetryDecision.Retry,
            ErrorKind = exchange.TimedOut ? ReveErrorKind.TimedOut : ReveErrorKind.ConnectionFailed,
        },
    };

    private static CallOutcome Rejected(ReveErrorKind kind, RetryDecision retry = RetryDecision.Never) =>
        new(OutcomeKind.Rejected, Billing.NotCharged) { Retry = retry, ErrorKind = kind };
}
