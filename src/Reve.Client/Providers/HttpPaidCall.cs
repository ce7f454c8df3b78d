using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Reve.Http;
using Reve.Json;

namespace Reve.Providers;

/// <summary>A paid call that is one HTTP request.</summary>
/// <param name="call">The request.</param>
/// <param name="parser">Reads the response.</param>
/// <param name="session">The session of the job.</param>
/// <param name="clientRequestId">The id in the request that this client gave the call; null for none.</param>
internal sealed class HttpPaidCall(
    HttpCall call, IResponseParser parser, ProviderSession session, string? clientRequestId = null) : PaidCall
{
    private HttpCall _call = call with { IsPaid = true };
    private string? _clientRequestId = clientRequestId;
    private int _attempts;

    public override string Model => _call.Model!;

    public override string? ClientRequestId => _clientRequestId;

    /// <summary>
    /// Builds the request of a further attempt, whose id is its own; null when all attempts are equal.
    /// </summary>
    public Func<(HttpCall Call, string ClientRequestId)>? Rebuild { get; init; }

    /// <summary>The provider that can look up an attempt by its id; null when it cannot.</summary>
    public ICallLookup? Lookup { get; init; }

    /// <summary>What is known of the task that an attempt may have become; its id is that of the attempt.</summary>
    public ReveTask? ExpectedTask { get; init; }

    /// <summary>How long an attempt may continue after it was cancelled.</summary>
    public TimeSpan GracePeriod { get; init; }

    public override void BeginAttempt()
    {
        _attempts++;
        if (_attempts == 1 || Rebuild is not { } rebuild) return;
        (var next, _clientRequestId) = rebuild();
        _call = next with { IsPaid = true };
    }

    public override async Task<CallOutcome?> LookUpAsync(CancellationToken cancellation)
    {
        if (Lookup is null || ExpectedTask is null || _clientRequestId is not { } id) return null;
        var found = await Lookup.FindTaskAsync(ExpectedTask with { Id = id }, session, cancellation)
            .ConfigureAwait(false);
        if (found is not { } task) return null;
        var outcome = task.Status is ReveTaskStatus.Failed or ReveTaskStatus.Cancelled
            ? TaskOutcome.Of(task, session)
            : CallOutcome.Accepted(task);
        return outcome with { ClientRequestId = id };
    }

    public override Task<CallOutcome> SendAsync(CancellationToken cancellation) =>
        GracePeriod == TimeSpan.Zero ? SendOnceAsync(cancellation) : SendWithGraceAsync(cancellation);

    private async Task<CallOutcome> SendWithGraceAsync(CancellationToken cancellation)
    {
        using var grace = new CancellationTokenSource();
        using var stop = cancellation.Register(() => session.Clock.CancelAfter(grace, GracePeriod));
        return await SendOnceAsync(grace.Token).ConfigureAwait(false);
    }

    private async Task<CallOutcome> SendOnceAsync(CancellationToken stop)
    {
        using var exchange = await session.Sender.SendAsync(_call, stop, session.CreateImageFile).ConfigureAwait(false);
        var outcome = Interpret(exchange, isStopped: stop.IsCancellationRequested);
        session.Log.Write(_call, session.Sender.AddressOf(_call), _attempts, exchange, outcome.RequestId);
        return outcome;
    }

    /// <summary>The outcome of an exchange. No response, however odd, ends a paid call without an outcome.</summary>
    private CallOutcome Interpret(HttpExchange exchange, bool isStopped)
    {
        if (exchange.IsSuccess) return OfContent(exchange, Read(exchange.Response!));
        var error = exchange.Response is { } response ? ProviderErrorReader.Read(response, parser.ReadError) : null;
        return Fail(exchange, error, isStopped);
    }

    private ResponseContent Read(JsonResponse response)
    {
        ResponseContent content;
        try
        {
            content = parser.Read(response);
            if (content.Images is { } images)
            {
                var received = ImageReceiver.Receive(images, response.Body);
                if (!ReferenceEquals(received, images)) content = ResponseContent.OfImages(received);
            }
            else if (content.Task is { Images.Count: > 0 } task)
            {
                content = ResponseContent.OfTask(ImageReceiver.Receive(task, response.Body));
            }
        }
        catch (Exception exception)
        {
            content = ResponseContent.Unreadable($"cannot be read ({exception.Message.TrimEnd('.')})");
        }

        if (content is { Images: null, Task: null } && ProviderErrorReader.SaysClosed(response))
        {
            var error = content.Error ?? new ProviderError(response.Root.Text("message"));
            return ResponseContent.OfError(response.Status, error with { Kind = ReveErrorKind.ModelRetired });
        }

        return content;
    }

    /// <summary>The outcome of a response of success, which was charged unless it says otherwise.</summary>
    private CallOutcome OfContent(HttpExchange exchange, ResponseContent content) => content switch
    {
        { Images: { } images } => Identify(
            CallOutcome.Succeeded(SecretRedactor.Redact(images, session.Connection.Key)), exchange,
            images.Images.Any(image => image.IsMissing) ? Keep(exchange) : null),
        { Task: { } task } => Identify(CallOutcome.Accepted(task), exchange),
        { Error: { } error } => session.Errors.CreateEmbedded(
            Identify(OutcomeTable.OfEmbeddedStatus(content.Status, error), exchange) with
            {
                Status = content.Status,
                RequestId = Redact(error.RequestId ?? exchange.RequestId),
            },
            error, Model),
        _ => session.Errors.CreateUnreadable(
            Identify(OutcomeTable.Unreadable, exchange) with { ResponseFile = Keep(exchange) }, content.Problem!),
    };

    private string? Keep(HttpExchange exchange) => session.Archive.Keep(exchange.Response!.Body);

    private CallOutcome Fail(HttpExchange exchange, ProviderError? error, bool isStopped)
    {
        var outcome = OutcomeTable.OfPaidRequest(exchange, error?.Kind, error?.Status) with
        {
            ClientRequestId = _clientRequestId,
        };
        // The provider can only rule out a retry: whether one is safe depends on how the call ended.
        if (error?.IsRetryable == false && outcome.Retry == RetryDecision.Retry)
        {
            outcome = outcome with { Retry = RetryDecision.Never };
        }

        // After a stop no error names the file, so none is written.
        if (outcome.Kind == OutcomeKind.Unreadable && !isStopped && exchange.PartialBody is { } body)
        {
            outcome = outcome with { ResponseFile = session.Archive.Keep(body) };
        }

        return session.Errors.Create(outcome, exchange, error, Model);
    }

    private CallOutcome Identify(
        CallOutcome outcome, HttpExchange exchange, string? responseFile = null) => outcome with
    {
        Status = exchange.Status,
        ClientRequestId = _clientRequestId,
        RequestId = Redact(outcome.RequestId ?? exchange.RequestId),
        ResponseFile = responseFile,
    };

    private string? Redact(string? text) => SecretRedactor.Redact(text, session.Connection.Key);
}
