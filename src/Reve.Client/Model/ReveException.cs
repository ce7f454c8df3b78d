using System;
using Reve.Providers;

namespace Reve;

/// <summary>An error with its meaning, and all that is known of the call it ended.</summary>
/// <remarks>The message says what happened and to which input; <see cref="Advice"/> says what to do next.</remarks>
public sealed class ReveException : Exception
{
    /// <summary>An error of the given kind.</summary>
    /// <param name="kind">What went wrong, by meaning.</param>
    /// <param name="message">What happened, and to which input.</param>
    /// <param name="advice">What to do next.</param>
    /// <param name="inner">What caused it.</param>
    public ReveException(ReveErrorKind kind, string message, string advice, Exception? inner = null)
        : base(message, inner)
    {
        Kind = kind;
        Advice = advice;
    }

    /// <summary>What went wrong, by meaning.</summary>
    public ReveErrorKind Kind { get; }

    /// <summary>What to do next.</summary>
    public string Advice { get; }

    /// <summary>The provider that was asked.</summary>
    public string? Provider { get; init; }

    /// <summary>The HTTP status of the provider's answer.</summary>
    public int? Status { get; init; }

    /// <summary>The provider's own words.</summary>
    public string? ProviderMessage { get; init; }

    /// <summary>The provider's id of the call.</summary>
    public string? RequestId { get; init; }

    /// <summary>The id that was given to the call here, and that stayed the same across its attempts.</summary>
    public string? ClientRequestId { get; init; }

    /// <summary>The id of the remote task.</summary>
    public string? TaskId { get; init; }

    /// <summary>What was charged for the call, as far as the provider told.</summary>
    public ReveUsage? Usage { get; init; }

    /// <summary>How often the call was sent.</summary>
    public int Attempts { get; init; }

    /// <summary>How long the call waited between its attempts.</summary>
    public TimeSpan Waited { get; init; }

    /// <summary>How long the provider asks to wait before the next call.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The file that keeps an answer that could not be read.</summary>
    public string? ResponseFile { get; init; }

    /// <summary>The input that is at fault: a prompt, a file name, an option's value.</summary>
    public object? Target { get; init; }

    /// <summary>The image, where one was made in spite of the error.</summary>
    public ReveImage? Image { get; init; }

    /// <summary>Whether the remote task may still bring its image.</summary>
    internal bool IsTaskOpen { get; init; }

    /// <summary>Whether the call was charged, or may have been, and brought nothing.</summary>
    internal bool MayBeCharged => Kind is ReveErrorKind.OutcomeUnknown or ReveErrorKind.UnreadableResponse;
}
