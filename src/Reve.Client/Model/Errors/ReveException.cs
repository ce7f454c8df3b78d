using System;

namespace Reve;

/// <summary>An error, with the details of the call that it ended.</summary>
/// <remarks>The message says what happened and to which input; <see cref="Advice"/> says what to do next.</remarks>
public sealed class ReveException : Exception
{
    private const int MaximumLength = 2000;

    /// <summary>Creates an error.</summary>
    /// <param name="kind">The kind of error, which is its error id.</param>
    /// <param name="message">What happened, and to which input. It is shown on one line.</param>
    /// <param name="advice">What to do next.</param>
    /// <param name="inner">What caused it.</param>
    public ReveException(ReveErrorKind kind, string message, string advice, Exception? inner = null)
        : base(DisplayText.Of(message, MaximumLength), inner)
    {
        Kind = kind;
        Advice = DisplayText.Of(advice, MaximumLength);
    }

    /// <summary>The kind of error, which is its error id.</summary>
    public ReveErrorKind Kind { get; }

    /// <summary>What to do next.</summary>
    public string Advice { get; }

    /// <summary>Whether the provider charged for the call, in any of its attempts.</summary>
    public Billing Billing { get; internal set; }

    /// <summary>The provider that received the request.</summary>
    public string? Provider { get; init; }

    /// <summary>The HTTP status of the provider's response.</summary>
    public int? Status { get; init; }

    /// <summary>The beginning of the provider's error message, on one line.</summary>
    public string? ProviderMessage { get; init => field = DisplayText.OfNullable(value); }

    /// <summary>The provider's id of the call.</summary>
    public string? RequestId { get; init; }

    /// <summary>The id that this client gave the call, or its last attempt.</summary>
    public string? ClientRequestId { get; init; }

    /// <summary>The id of the remote task.</summary>
    public string? TaskId { get; init; }

    /// <summary>What the provider says it charged for the call.</summary>
    public ReveUsage? Usage { get; init; }

    /// <summary>The number of times that the call was sent.</summary>
    public int Attempts { get; internal set; }

    /// <summary>How long the call waited between its attempts.</summary>
    public TimeSpan Waited { get; internal set; }

    /// <summary>The wait that the provider requests before the next call.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The file that keeps a response that cannot be read.</summary>
    public string? ResponseFile { get; init; }

    /// <summary>The input that caused the error: a prompt, a file name or the value of an option.</summary>
    public object? Target { get; init; }

    /// <summary>The image, when one was generated despite the error.</summary>
    public ReveImage? Image { get; init; }

    /// <summary>
    /// The same error with the image that was generated despite it, and with the details of the call.
    /// </summary>
    /// <param name="image">The image.</param>
    /// <param name="outcome">The outcome of the call; null when it is not known.</param>
    internal ReveException WithImage(ReveImage image, CallOutcome? outcome = null) =>
        new(Kind, Message, Advice, InnerException)
        {
            Billing = Billing > (outcome?.Billing ?? Billing) ? Billing : outcome?.Billing ?? Billing,
            Provider = Provider ?? (image.Provider.Length > 0 ? image.Provider : null),
            Status = Status,
            ProviderMessage = ProviderMessage,
            RequestId = RequestId ?? image.RequestId,
            ClientRequestId = ClientRequestId ?? outcome?.ClientRequestId,
            TaskId = TaskId ?? outcome?.Task?.Id,
            Usage = Usage ?? image.Usage,
            Attempts = image.Attempts,
            Waited = image.Waited,
            RetryAfter = RetryAfter,
            ResponseFile = ResponseFile ?? outcome?.ResponseFile,
            Target = Target,
            Image = image,
        };
}
