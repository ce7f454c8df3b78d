using System;
using System.Threading;
using System.Threading.Tasks;

namespace Reve.Providers.Runware;

/// <summary>Polls a task until it ends, at first each second, and then less often.</summary>
internal sealed class RunwareTaskFollower(ReveTask task, ProviderSession session)
{
    private const double DelayFactor = 1.5;
    private const int MaximumImageQueries = 4;
    // An accepted task may not be visible at once.
    private const int MaximumMisses = 5;
    private static readonly TimeSpan s_firstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromSeconds(10);

    private readonly RunwareQuery _query = new(task, session);
    private ReveTaskStatus _reported;

    public async Task<ReveTask> FollowAsync(CancellationToken cancellation)
    {
        if (task.IsOver && !IsWithoutImage(task)) return task;
        var delay = s_firstDelay;
        var (misses, imageQueries) = (0, 0);
        // Only the state of a task that was accepted a moment ago is known.
        for (var isKnown = task.Status != ReveTaskStatus.Unknown; ; isKnown = true)
        {
            if (isKnown)
            {
                await session.Clock.Delay(delay, cancellation).ConfigureAwait(false);
                delay = Longer(delay);
            }

            misses = await TryQueryAsync(misses, cancellation).ConfigureAwait(false) ? 0 : misses + 1;
            if (misses > 0 || !_query.Task.IsOver) continue;
            if (!_query.LacksImage || ++imageQueries > MaximumImageQueries) return _query.Task;
        }
    }

    private static bool IsWithoutImage(ReveTask task) =>
        task is { Status: ReveTaskStatus.Completed, Urls.Count: 0, Images.Count: 0 };

    private static TimeSpan Longer(TimeSpan delay)
    {
        var longer = TimeSpan.FromTicks((long)(delay.Ticks * DelayFactor));
        return longer < s_longestDelay ? longer : s_longestDelay;
    }

    /// <summary>Queries the task.</summary>
    /// <returns>Whether the provider has it.</returns>
    private async Task<bool> TryQueryAsync(int misses, CancellationToken cancellation)
    {
        try
        {
            await _query.GetAsync(cancellation).ConfigureAwait(false);
        }
        catch (ReveException exception) when (
            exception.Kind == ReveErrorKind.TaskNotFound && misses < MaximumMisses
            && task.Status != ReveTaskStatus.Unknown)
        {
            return false;
        }

        if (_query.Task.Status != _reported)
        {
            _reported = _query.Task.Status;
            session.Notify(ReveNoticeLevel.Progress, _query.Task.Stage);
        }

        return true;
    }
}
