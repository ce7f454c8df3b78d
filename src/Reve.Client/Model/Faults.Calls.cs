using System.Globalization;
using System.Linq;
using System.Security.Authentication;
using System;
using Reve.Connections;
using Reve.Http;
using Reve.Providers;

namespace Reve;

internal static partial class Faults
{
    /// <summary>The end of a call that brought no image.</summary>
    public static ReveException OfCall(ReveErrorKind kind, HttpCall call, Attempt attempt, ProviderError? refusal, Wire wire)
    {
        var provider = wire.Connection.Provider;
        var happened = kind switch
        {
            _ when attempt.Outcome == Outcome.Barred => ConnectionErrors.ProxyRefused(wire.Connection),
            ReveErrorKind.OutcomeUnknown when attempt.Response is null =>
                $"The request was sent to {provider} and no answer came ({Cause(attempt)}); it may have been charged.",
            ReveErrorKind.OutcomeUnknown => $"{provider} gave up waiting for its own answer "
                + $"({attempt.Response.Status}); the call may have been charged.",
            ReveErrorKind.UnreadableResponse =>
                $"{provider} made the image, and its answer broke off ({Cause(attempt)}); it was charged.",
            ReveErrorKind.ConnectionFailed or ReveErrorKind.TimedOut when attempt.Response is null =>
                $"{provider} could not be reached ({Cause(attempt)}); nothing was charged.",
            _ => Refused(kind, attempt.Response?.Status ?? attempt.BrokenStatus, call.Model, provider),
        };
        return Compose(kind, happened, refusal, wire, new CallEnd(
            attempt.Response?.Status ?? attempt.BrokenStatus, refusal?.RequestId ?? attempt.RequestId,
            attempt.Response?.RetryAfter, attempt.ResponseFile, attempt.Failure)
        { IsBarred = attempt.Outcome == Outcome.Barred });
    }

    /// <summary>A refusal that did not come as the status of an answer.</summary>
    public static ReveException OfRefusal(ReveErrorKind kind, int? status, ProviderError refusal, string? model, Wire wire) =>
        Compose(
            kind, Refused(kind, status, model, wire.Connection.Provider), refusal, wire,
            new CallEnd(status, refusal.RequestId));

    public static ReveException ModelWithdrawn(string model, string? replacement, ProviderInfo provider) => new(
        ReveErrorKind.ModelRetired,
        $"{provider} has withdrawn the model '{model}'; nothing was sent.",
        (replacement is null ? "Name another model with -Model" : $"Use -Model {replacement}")
        + $", or use -Provider {Names(ProviderRegistry.Others(provider))}.")
    { Provider = provider.Name, Target = model };

    private static ReveException Compose(
        ReveErrorKind kind, string happened, ProviderError? refusal, Wire wire, CallEnd end)
    {
        var words = SecretRedactor.Hide(refusal?.Message, wire.Connection.Key);
        var message = words is null ? happened : $"{happened} It says: {words}";
        return new ReveException(kind, message, AdviceFor(kind, wire, end), end.Cause)
        {
            Provider = wire.Connection.Provider.Name,
            Status = end.Status,
            ProviderMessage = words,
            RequestId = SecretRedactor.Hide(end.RequestId, wire.Connection.Key),
            ClientRequestId = wire.ClientRequestId,
            Usage = refusal?.Usage,
            Attempts = wire.Attempts,
            Waited = wire.Waited,
            RetryAfter = end.RetryAfter,
            ResponseFile = end.ResponseFile,
        };
    }

    private static string Refused(ReveErrorKind kind, int? status, string? model, ProviderInfo provider) => kind switch
    {
        ReveErrorKind.ModelRetired => $"{provider} does not have the model '{model}', or no longer.",
        _ when status is null => $"{provider} refused.",
        _ => $"{provider} refused ({status}).",
    };

    public static ReveException UnreadableResponse(
        string what, int status, string? file, string? requestId, Wire wire) => new(
        ReveErrorKind.UnreadableResponse,
        $"{wire.Connection.Provider} answered with success ({status}) and {what}; the call was charged.",
        file is null ? "Ask the provider for the result of the call." : $"What it sent is kept in '{file}'.")
    {
        Provider = wire.Connection.Provider.Name,
        Status = status,
        RequestId = requestId,
        ClientRequestId = wire.ClientRequestId,
        ResponseFile = file,
        Attempts = wire.Attempts,
        Waited = wire.Waited,
    };

    public static ReveException ContentViolation(ProviderInfo provider, ReveImage image) => new(
        ReveErrorKind.ContentViolation,
        $"{provider} withheld the image under its content policy.",
        "Change the prompt or the images that go in.")
    {
        Provider = provider.Name,
        RequestId = image.RequestId,
        Usage = image.Usage,
        Attempts = image.Attempts,
        Waited = image.Waited,
        Target = image.Prompt,
    };

    private static string AdviceFor(ReveErrorKind kind, Wire wire, CallEnd end) => kind switch
    {
        ReveErrorKind.AuthenticationFailed =>
            wire.Connection.Key?.Variable is { } variable
                ? $"Check the key in the environment variable {variable}."
                : "Check the key that was given with -ApiKey or Connect-Reve.",
        ReveErrorKind.OutOfCredit =>
            $"Top up the account at {wire.Connection.Provider.DisplayName}, or use another provider.",
        ReveErrorKind.InvalidRequest => "Correct what the message names.",
        ReveErrorKind.ContentViolation => "Change the prompt or the images that go in.",
        ReveErrorKind.ModelRetired =>
            "Name another model with -Model, or use -Provider "
            + $"{Names(ProviderRegistry.Others(wire.Connection.Provider))}.",
        ReveErrorKind.RateLimited or ReveErrorKind.ProviderFailed when end.RetryAfter is { } wait =>
            $"Come back in {wait.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} seconds, or allow the wait "
            + "with -MaximumRetryDelaySec.",
        ReveErrorKind.RateLimited => "Wait a while, and send fewer at a time.",
        ReveErrorKind.OutcomeUnknown =>
            $"Look in the provider's history whether {Call(end.RequestId, wire.ClientRequestId)} was charged. "
            + "-RetryUnknownOutcome sends such calls again.",
        ReveErrorKind.UnreadableResponse => end.ResponseFile is { } file
            ? $"What arrived is kept in '{file}'."
            : "Look in the provider's history for the result.",
        ReveErrorKind.ConnectionFailed when end.IsBarred => ConnectionErrors.ProxyAdvice,
        ReveErrorKind.ConnectionFailed when IsAboutCertificate(end.Cause) =>
            "Check the address; for a host of your own, -SkipCertificateCheck takes any certificate.",
        ReveErrorKind.ConnectionFailed or ReveErrorKind.TimedOut =>
            "Check the network, the proxy and -BaseUri; -TimeoutSec allows more time.",
        ReveErrorKind.TaskNotFound => "Check the id, and that the key is of the same account.",
        ReveErrorKind.TaskFailed => "Read the words of the provider, and run the command again.",
        ReveErrorKind.RequirementsNotMet => "Add what the message names to the account.",
        ReveErrorKind.UploadFailed => "Try again later, or use -Uri with an address of the image.",
        _ => "Try again later.",
    };

    private static bool IsAboutCertificate(Exception? cause) => cause is not null
        && (cause is AuthenticationException || IsAboutCertificate(cause.InnerException));

    private static string Call(params string?[] ids) =>
        string.Join(" or ", ids.Where(id => id is not null)) is { Length: > 0 } known ? $"the call {known}" : "it";

    private static string Cause(Attempt attempt) => attempt.TimedOut
        ? "its time was over"
        : attempt.Failure?.GetBaseException().Message.TrimEnd('.') ?? "the connection broke";

    private sealed record CallEnd(
        int? Status, string? RequestId = null, TimeSpan? RetryAfter = null, string? ResponseFile = null,
        Exception? Cause = null)
    {
        public bool IsBarred { get; init; }
    }
}
