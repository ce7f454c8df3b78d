using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Reve.Execution;

/// <summary>
/// Runs a job at the first provider, and at the next one only after an outcome that was certainly not charged and that
/// another provider can cure.
/// </summary>
/// <param name="providers">The runners of the providers.</param>
/// <param name="policy">The policy of the client.</param>
internal sealed class FallbackRunner(IReadOnlyList<ProviderRunners> providers, CallPolicy policy)
{
    private const int MaximumTitleLength = 40;

    private readonly ConcurrentDictionary<ProviderRunners, ReveException> _leftOut = new();

    /// <summary>Runs an action of a job at the first provider that can do it.</summary>
    /// <param name="job">The job, with its alternatives.</param>
    /// <param name="run">The action.</param>
    /// <param name="notify">Receives the notices of the job.</param>
    /// <param name="cancellation">Cancels the job.</param>
    /// <exception cref="ReveException">The error of the last provider that was used.</exception>
    public async Task<T> RunAsync<T>(
        ImageJob job, Func<ImageJobRunner, ImageJob, Task<T>> run, Action<ReveNotice>? notify,
        CancellationToken cancellation)
    {
        if (providers.Count == 1) return await run(providers[0].Images, job).ConfigureAwait(false);
        var candidates = new Queue<ImageJob>(job.Candidates);
        while (true)
        {
            var candidate = candidates.Dequeue();
            var runners = RunnersOf(candidate);
            try
            {
                if (_leftOut.TryGetValue(runners, out var earlier)) throw FailureGate.NotSent(earlier);
                return await run(runners.Images, candidate).ConfigureAwait(false);
            }
            catch (ReveException exception) when (CauseOf(exception) is { } cause)
            {
                var isFirst = ConcernsAllCalls(cause) && _leftOut.TryAdd(runners, cause);
                if (candidates.Count == 0 || cancellation.IsCancellationRequested) throw;
                Notify(notify, isFirst, cause, candidate, candidates.Peek());
            }
        }
    }

    /// <summary>Sends no further paid requests to any provider. Those under way are not affected.</summary>
    public void StopSending()
    {
        foreach (var runners in providers) runners.Images.StopSending();
    }

    private static void Notify(
        Action<ReveNotice>? notify, bool isFirst, ReveException cause, ImageJob from, ImageJob to)
    {
        var provider = from.Connection.Provider;
        var title = DisplayText.Of(from.Title, MaximumTitleLength);
        var message = $"'{title}' is sent to {to.Connection.Provider}, because {provider} did not accept it. "
            + cause.Message;
        if (isFirst) message += $" {provider} gets no more requests of this command.";
        notify?.Invoke(new ReveNotice(isFirst ? ReveNoticeLevel.Warning : ReveNoticeLevel.Verbose, message));
    }

    /// <summary>A rate limit that allows a retry soon concerns one call only.</summary>
    private bool ConcernsAllCalls(ReveException cause) =>
        cause.Kind != ReveErrorKind.RateLimited || cause.RetryAfter > policy.MaximumRetryDelay;

    private ProviderRunners RunnersOf(ImageJob job) =>
        providers.First(runners => runners.Connection.Provider == job.Connection.Provider);

    /// <summary>
    /// The error that another provider can cure; null when there is none, or the call may be charged.
    /// </summary>
    private static ReveException? CauseOf(ReveException exception)
    {
        var cause = exception.Kind == ReveErrorKind.NotSent ? exception.InnerException as ReveException : exception;
        return exception.Billing == Billing.NotCharged && cause is
        {
            Billing: Billing.NotCharged,
            Kind: ReveErrorKind.ModelRetired or ReveErrorKind.OutOfCredit or ReveErrorKind.AuthenticationFailed
                or ReveErrorKind.ConnectionFailed or ReveErrorKind.TimedOut or ReveErrorKind.RateLimited,
        }
            ? cause
            : null;
    }
}
