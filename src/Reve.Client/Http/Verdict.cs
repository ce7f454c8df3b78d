namespace Reve.Http;

/// <summary>What an attempt came to.</summary>
internal enum Outcome
{
    /// <summary>No whole request can have arrived.</summary>
    NeverLeft,

    /// <summary>A proxy let nothing through for want of a user name and a password.</summary>
    Barred,

    /// <summary>A whole request may have arrived, and nothing came back.</summary>
    Lost,

    /// <summary>A status came back, with success in it or not.</summary>
    Answered,
}

/// <summary>What is done after an attempt.</summary>
internal enum Decision
{
    /// <summary>The answer is there to be read.</summary>
    Accept,

    /// <summary>It was not charged: another attempt, if any are left.</summary>
    Retry,

    /// <summary>Another attempt would end the same way.</summary>
    Refuse,

    /// <summary>It may have been charged: another attempt only when the user says so.</summary>
    AskUser,
}

/// <summary>The table of money and outcomes: what each end of an attempt means, and what is done about it.</summary>
internal readonly record struct Verdict(Decision Decision, ReveErrorKind Kind)
{
    /// <summary>Whether money may be gone, or is, without an image for it.</summary>
    public bool MayBeCharged => Decision == Decision.AskUser || Kind == ReveErrorKind.UnreadableResponse;

    public static Verdict NeverLeft(bool timedOut) =>
        new(Decision.Retry, timedOut ? ReveErrorKind.TimedOut : ReveErrorKind.ConnectionFailed);

    public static Verdict Barred { get; } = new(Decision.Refuse, ReveErrorKind.ConnectionFailed);

    public static Verdict Lost(bool paid, bool timedOut) => paid
        ? new(Decision.AskUser, ReveErrorKind.OutcomeUnknown)
        : NeverLeft(timedOut);

    /// <summary>The status came and its body broke off. A paid success was charged; a paid refusal was not.</summary>
    public static Verdict Broken(int status, bool paid, bool timedOut) => !paid
        ? NeverLeft(timedOut)
        : Answered(status, meaning: null, paid) is { Decision: not Decision.Accept } refused
            ? refused
            : new(Decision.Refuse, ReveErrorKind.UnreadableResponse);

    public static Verdict Answered(int status, ReveErrorKind? meaning, bool paid) => status switch
    {
        >= 200 and < 300 => new(Decision.Accept, default),
        400 or 405 or 409 or 413 or 415 or 422 => new(Decision.Refuse, meaning ?? ReveErrorKind.InvalidRequest),
        401 => new(Decision.Refuse, meaning ?? ReveErrorKind.AuthenticationFailed),
        402 => new(Decision.Refuse, meaning ?? ReveErrorKind.OutOfCredit),
        403 => new(Decision.Refuse, meaning ?? ReveErrorKind.AuthenticationFailed),
        404 or 410 => new(Decision.Refuse, meaning ?? ReveErrorKind.ModelRetired),
        429 when meaning == ReveErrorKind.OutOfCredit => new(Decision.Refuse, ReveErrorKind.OutOfCredit),
        429 => new(Decision.Retry, ReveErrorKind.RateLimited),
        408 or 500 or 502 or 503 => new(Decision.Retry, meaning ?? ReveErrorKind.ProviderFailed),
        // What a proxy says when the host behind it took the request and did not answer it.
        504 or 520 or 524 when paid => new(Decision.AskUser, ReveErrorKind.OutcomeUnknown),
        504 or 520 or 524 => new(Decision.Retry, ReveErrorKind.ProviderFailed),
        >= 400 and < 500 => new(Decision.Refuse, meaning ?? ReveErrorKind.InvalidRequest),
        _ => new(Decision.Refuse, meaning ?? ReveErrorKind.ProviderFailed),
    };
}
