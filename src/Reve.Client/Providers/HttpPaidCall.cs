using System;
using System.Threading;
using System.Threading.Tasks;
using Reve.Http;

namespace Reve.Providers;

/// <summary>A paid call that is one HTTP request.</summary>
/// <param name="call">The request.</param>
/// <param name="parser">Reads the response.</param>
/// <param name="session">The session of the job.</param>
/// <param name="clientRequestId">The id in the headers that this client gave the call; null for none.</param>
internal sealed class HttpPaidCall(
    HttpCall call, IResponseParser parser, ProviderSession session, string? clientRequestId = null) : PaidCall
{
    private int _attempts;

    public override string Model => call.Model!;

    public override string? ClientRequestId => clientRequestId;

    /// <summary>How long an attempt may continue after it was cancelled.</summary>
    public TimeSpan GracePeriod { get; init; }

    public override async Task<CallOutcome> SendAsync(CancellationToken cancellation)
    {
        _attempts++;
        using var grace = new CancellationTokenSource();
        using var stop = cancellation.Register(() =>
        {
            if (GracePeriod == TimeSpan.Zero) grace.Cancel();
            else session.Clock.CancelAfter(grace, GracePeriod);
        });
        using var exchange = await session.Sender.SendAsync(call, grace.Token).ConfigureAwait(false);
        var error = exchange.Response is { IsSuccess: false } response ? TryReadError(response) : null;
        var outcome = exchange.IsSuccess
            ? Read(exchange)
            : Fail(exchange, error, isStopped: grace.IsCancellationRequested);
        session.Log.Write(call, session.Sender.AddressOf(call), _attempts, exchange, outcome.RequestId);
        return outcome;
    }

    /// <summary>The outcome of a response of success. The call was charged, whatever the response contains.</summary>
    private CallOutcome Read(HttpExchange exchange)
    {
        ResponseContent content;
        try
        {
            content = parser.Read(exchange.Response!);
        }
        catch (Exception exception)
        {
            content = ResponseContent.Unreadable($"cannot be read ({exception.Message.TrimEnd('.')})");
        }

        return content switch
        {
            { Images: { } images } => Identify(
                CallOutcome.Succeeded(SecretRedactor.Redact(images, session.Connection.Key)), exchange),
            { Task: { } task } => Identify(CallOutcome.Accepted(task), exchange),
            { Error: { } error } => session.Errors.CreateEmbedded(
                Identify(OutcomeTable.OfEmbeddedStatus(content.Status, error), exchange) with
                {
                    Status = content.Status,
                    RequestId = Redact(error.RequestId),
                },
                error, Model),
            _ => session.Errors.CreateUnreadable(
                Identify(OutcomeTable.Unreadable, exchange) with
                {
                    ResponseFile = session.Archive.Keep(exchange.Response!.Raw),
                },
                content.Problem!),
        };
    }

    private CallOutcome Fail(HttpExchange exchange, ProviderError? error, bool isStopped)
    {
        var outcome = OutcomeTable.OfPaidRequest(exchange, error?.Kind) with { ClientRequestId = clientRequestId };
        // After a stop no error names the file, so none is written.
        if (outcome.Kind == OutcomeKind.Unreadable && !isStopped && exchange.PartialBody is { } body)
        {
            outcome = outcome with { ResponseFile = session.Archive.Keep(body.Bytes) };
        }

        return session.Errors.Create(outcome, exchange, error, Model);
    }

    private CallOutcome Identify(CallOutcome outcome, HttpExchange exchange) => outcome with
    {
        Status = exchange.Status,
        ClientRequestId = clientRequestId,
        RequestId = Redact(outcome.RequestId ?? exchange.RequestId),
    };

    /// <summary>An error response that cannot be read means what its status means.</summary>
    private ProviderError? TryReadError(JsonResponse response)
    {
        try
        {
            return parser.ReadError(response);
        }
        catch (Exception)
        {
            return null;
        }
    }

    private string? Redact(string? text) => SecretRedactor.Redact(text, session.Connection.Key);
}
