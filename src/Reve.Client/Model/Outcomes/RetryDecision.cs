namespace Reve;

/// <summary>Whether a call that failed is sent again.</summary>
internal enum RetryDecision
{
    /// <summary>The call is not sent again.</summary>
    Never,

    /// <summary>The call was not charged, and another attempt may succeed.</summary>
    Retry,

    /// <summary>The call may have been charged: it is sent again only with -RetryUnknownOutcome.</summary>
    OnlyWithConsent,
}
