using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Reve.Threading;

namespace Reve.Http;

/// <summary>Sends requests that cost nothing, and repeats them when that may help.</summary>
internal sealed class FreeRequestSender(
    HttpSender sender, CallErrors errors, HttpLog log, CallPolicy policy, Clock clock)
{
    // A request without an upload is answered at once, so that a connection which has died is noticed long before the
    // timeout of a call, which is meant for the generation of images.
    private static readonly TimeSpan s_longestSilence = TimeSpan.FromSeconds(30);

    /// <summary>Sends a request and returns the response of success. The caller disposes it.</summary>
    /// <param name="call">The request.</param>
    /// <param name="readError">Reads an error response.</param>
    /// <param name="cancellation">Cancels the request.</param>
    /// <param name="readEmbeddedError">
    /// Reads the error inside a response of success, with its status; null when there are no such responses.
    /// </param>
    /// <param name="isExpected">
    /// Whether a response with an error status is returned as well, because the caller reads it; null for none.
    /// </param>
    /// <exception cref="ReveException">The request failed.</exception>
    public async Task<JsonResponse> SendAsync(
        HttpCall call, Func<JsonResponse, ProviderError> readError, CancellationToken cancellation,
        Func<JsonResponse, (int Status, ProviderError Error)?>? readEmbeddedError = null,
        Func<JsonResponse, bool>? isExpected = null)
    {
        if (call.File is null) call = call with { LongestSilence = s_longestSilence };
        for (var attempt = 1; ; attempt++)
        {
            cancellation.ThrowIfCancellationRequested();
            var exchange = await sender.SendAsync(call, cancellation).ConfigureAwait(false);
            var error = exchange.Response is { IsSuccess: false } response
                ? ProviderErrorReader.Read(response, readError)
                : null;
            log.Write(call, sender.AddressOf(call), attempt, exchange, error?.RequestId);
            var isLast = attempt > (call.RetryCount ?? policy.MaximumRetryCount);
            var isTruncated = exchange.Response is { IsTruncated: true } && !isLast;
            var isReturned = !isTruncated && exchange.Response is { IsSuccess: false } rejection
                && isExpected?.Invoke(rejection) == true;
            if (isReturned)
            {
                return exchange.Response!;
            }

            var failed = exchange;
            if (isTruncated)
            {
                (failed, error) = (exchange with { Phase = ExchangePhase.Interrupted }, null);
            }
            else if (exchange.IsSuccess)
            {
                if (readEmbeddedError?.Invoke(exchange.Response!) is not { } embedded) return exchange.Response!;
                (failed, error) = (exchange with { Status = embedded.Status }, embedded.Error);
            }

            using (exchange)
            {
                cancellation.ThrowIfCancellationRequested();
                var outcome = OutcomeTable.OfFreeRequest(
                    failed with { Status = error?.Status ?? failed.Status }, error?.Kind);
                var delay = RetryDelay.Of(policy, attempt, exchange.Response?.RetryAfter, clock.NextDouble());
                var mayRetry = outcome.Retry == RetryDecision.Retry && !isLast && delay <= policy.MaximumRetryDelay;
                if (!mayRetry) throw errors.Create(outcome, failed, error, call.Model).Error!;
                await log.DelayAsync(delay, attempt + 1, clock, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Opens a response that is read as a stream; null when there is none or it is an error.</summary>
    public Task<HttpResponseMessage?> OpenAsync(HttpCall call, CancellationToken cancellation) =>
        sender.OpenAsync(call, cancellation);
}
