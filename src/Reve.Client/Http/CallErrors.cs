using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Authentication;

namespace Reve.Http;

/// <summary>The errors of requests to one provider.</summary>
/// <param name="connection">The connection that the requests are sent over.</param>
/// <param name="alternatives">Other providers, which the advice names when a model does not exist.</param>
internal sealed class CallErrors(ReveConnection connection, IReadOnlyList<ProviderInfo> alternatives)
{
    private const string ProxyAdvice = "Run Connect-Reve with -Proxy and with -ProxyCredential or "
        + "-ProxyUseDefaultCredentials, or with -NoProxy to bypass the proxy.";

    private readonly ProviderInfo _provider = connection.Provider;

    /// <summary>Completes the outcome of a request that did not succeed with ids and an error.</summary>
    public CallOutcome Create(CallOutcome outcome, HttpExchange exchange, ProviderError? error, string? model)
    {
        if (outcome.Error is not null) return outcome;
        outcome = outcome with
        {
            Status = exchange.Status,
            RequestId = Redact(error?.RequestId ?? exchange.RequestId),
            RetryAfter = exchange.Response?.RetryAfter,
        };
        var (message, advice) = exchange.Phase == ExchangePhase.RefusedByProxy
            ? (ProxyMessage(), ProxyAdvice)
            : (MessageOf(outcome, exchange, model), AdviceFor(outcome, exchange.Failure));
        var words = error?.Message ?? ResponseText.Beginning(exchange.Response);
        return Complete(outcome.WithUsage(error?.Usage), message, advice, words, exchange.Failure);
    }

    /// <summary>Completes the outcome of an error inside a response of success.</summary>
    public CallOutcome CreateEmbedded(CallOutcome outcome, ProviderError error, string model)
    {
        outcome = outcome.WithUsage(error.Usage);
        return Complete(outcome, RejectionOf(outcome, model), AdviceFor(outcome), error.Message);
    }

    /// <summary>Completes the outcome of a response of success that cannot be read.</summary>
    public CallOutcome CreateUnreadable(CallOutcome outcome, string problem) => outcome.WithError(
        _provider.Name,
        $"{_provider} reported success ({outcome.Status}), but the response {problem}. The call was charged.",
        outcome.ResponseFile is { } file
            ? $"The response is kept in '{file}'."
            : "Ask the provider for the result of the call.");

    /// <summary>The error for a model that the provider lists as withdrawn.</summary>
    public ReveException ModelWithdrawn(string model, string? replacement) => new(
        ReveErrorKind.ModelRetired,
        $"{_provider} has withdrawn the model '{model}'. Nothing was sent.",
        (replacement is null ? "Name another model with -Model" : $"Use -Model {replacement}")
        + $", or use -Provider {Alternatives}.")
    { Provider = _provider.Name, Target = model };

    /// <summary>What the user can do about the outcome.</summary>
    public string AdviceFor(CallOutcome outcome, Exception? failure = null) => outcome.ErrorKind switch
    {
        ReveErrorKind.AuthenticationFailed => connection.Key?.Variable is { } variable
            ? $"Check the key in the environment variable {variable}."
            : "Check the key that was given with -ApiKey or Connect-Reve.",
        ReveErrorKind.OutOfCredit => $"Top up the account at {_provider.DisplayName}, or use another provider.",
        ReveErrorKind.InvalidRequest => "Correct what the message names.",
        ReveErrorKind.ContentViolation => "Change the prompt or the input images.",
        ReveErrorKind.ModelRetired => $"Name another model with -Model, or use -Provider {Alternatives}.",
        ReveErrorKind.RateLimited or ReveErrorKind.ProviderFailed when outcome.RetryAfter is { } wait =>
            $"Retry in {wait.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} seconds, or allow the wait with "
            + "Connect-Reve -MaximumRetryDelaySec.",
        ReveErrorKind.RateLimited => "Wait a while, and send fewer requests at a time.",
        ReveErrorKind.OutcomeUnknown =>
            $"Look in the provider's history whether {CallNames.Describe(outcome.RequestId, outcome.ClientRequestId)} "
            + "was charged. -RetryUnknownOutcome sends such calls again.",
        ReveErrorKind.UnreadableResponse => outcome.ResponseFile is { } file
            ? $"The part of the response that arrived is kept in '{file}'."
            : "Look in the provider's history for the result.",
        ReveErrorKind.ConnectionFailed when IsAboutCertificate(failure) =>
            "Check the address. For a host of your own, Connect-Reve -SkipCertificateCheck accepts any certificate.",
        ReveErrorKind.ConnectionFailed or ReveErrorKind.TimedOut =>
            "Check the network, the proxy and -BaseUri. -TimeoutSec allows more time.",
        ReveErrorKind.TaskNotFound => "Check the id, and that the key belongs to the same account.",
        ReveErrorKind.TaskFailed => "Read the provider's message, and run the command again.",
        ReveErrorKind.RequirementsNotMet => "Add what the message names to the account.",
        ReveErrorKind.UploadFailed => "Try again later, or use -Uri with an address of the image.",
        _ => "Try again later.",
    };

    private string Alternatives => string.Join(" or ", alternatives.Select(provider => provider.Name));

    private string? Redact(string? text) => SecretRedactor.Redact(text, connection.Key);

    private CallOutcome Complete(
        CallOutcome outcome, string message, string advice, string? words, Exception? cause = null)
    {
        var providerMessage = DisplayText.OfNullable(Redact(words));
        if (providerMessage is not null) message = $"{message} It says: {providerMessage}";
        return outcome.WithError(_provider.Name, message, advice, cause, providerMessage);
    }

    private string MessageOf(CallOutcome outcome, HttpExchange exchange, string? model) => outcome.ErrorKind switch
    {
        ReveErrorKind.OutcomeUnknown when exchange.Status is null =>
            $"The request was sent to {_provider}, but no response arrived ({ReasonOf(exchange)}). "
            + "It may have been charged.",
        ReveErrorKind.UnreadableResponse =>
            $"{_provider} generated the image, but its response ended early ({ReasonOf(exchange)}). It was charged.",
        ReveErrorKind.ConnectionFailed or ReveErrorKind.TimedOut when exchange.Response is null =>
            $"{_provider} could not be reached ({ReasonOf(exchange)}); nothing was charged.",
        _ => RejectionOf(outcome, model),
    };

    private string RejectionOf(CallOutcome outcome, string? model) => outcome.ErrorKind switch
    {
        ReveErrorKind.OutcomeUnknown => $"{_provider} did not return the result of the call ({outcome.Status}). "
            + "The call may have been charged.",
        ReveErrorKind.ModelRetired when model is null => $"{_provider} has withdrawn the model.",
        ReveErrorKind.ModelRetired => $"{_provider} does not have the model '{model}', or has withdrawn it.",
        _ => $"{_provider} rejected the request ({outcome.Status}).",
    };

    private string ProxyMessage() =>
        connection.Network.ProxyCredential is null && !connection.Network.ProxyUseDefaultCredentials
            ? "The proxy requires a user name and a password (407); nothing was charged."
            : "The proxy rejected the user name or the password (407); nothing was charged.";

    private static string ReasonOf(HttpExchange exchange) => exchange.TimedOut
        ? "timeout"
        : DisplayText.OfNullable(exchange.Failure?.GetBaseException().Message)?.TrimEnd('.')
            ?? "the connection was closed";

    private static bool IsAboutCertificate(Exception? cause) => cause is not null
        && (cause is AuthenticationException || IsAboutCertificate(cause.InnerException));
}
