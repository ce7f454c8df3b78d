using System;
using System.Threading;
using System.Threading.Tasks;

namespace Reve.Providers.AtlasCloud;

/// <summary>Polls a task until it ends. The first queries follow each other faster than the later ones.</summary>
internal sealed class AtlasCloudTaskFollower(ReveTask task, ProviderSession session)
{
    private const int MaximumUnreadable = 5;
    private const int MaximumOutputQueries = 4;
    private static readonly TimeSpan s_firstInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_longestInterval = TimeSpan.FromSeconds(3);

    private readonly TimeSpan _started = session.Clock.Elapsed;
    private ReveTask _task = task;
    private ReveTaskStatus _reported;
    private TimeSpan _interval = s_firstInterval;
    private bool _isFound;
    private int _unreadable;

    public async Task<ReveTask> FollowAsync(CancellationToken cancellation)
    {
        var isFirst = true;
        var outputQueries = 0;
        // A completed task may get its output a moment later.
        while (!_task.IsOver || (LacksOutput && outputQueries++ < MaximumOutputQueries))
        {
            if (!isFirst) await WaitAsync(cancellation).ConfigureAwait(false);
            isFirst = false;
            await QueryAsync(cancellation).ConfigureAwait(false);
        }

        return _task;
    }

    private bool LacksOutput => _task is { Status: ReveTaskStatus.Completed, Images.Count: 0 };

    private bool MayBeFresh => !_isFound && session.Clock.Elapsed - _started < AtlasCloudTasks.FreshTime;

    private async Task QueryAsync(CancellationToken cancellation)
    {
        ReveTask? current;
        try
        {
            current = await AtlasCloudTasks.QueryAsync(_task, session, timeout: null, cancellation)
                .ConfigureAwait(false);
        }
        catch (ReveException exception) when (exception.Kind == ReveErrorKind.TaskNotFound && MayBeFresh)
        {
            session.Notify(ReveNoticeLevel.Verbose, $"task {_task.Id} is not found yet");
            return;
        }

        if (current is null)
        {
            if (++_unreadable > MaximumUnreadable) throw AtlasCloudTasks.NotAState(_task);
            return;
        }

        (_task, _isFound, _unreadable) = (current, true, 0);
        if (_task.Status == _reported) return;
        _reported = _task.Status;
        session.Notify(ReveNoticeLevel.Progress, _task.Stage);
    }

    private async Task WaitAsync(CancellationToken cancellation)
    {
        await session.Clock.Delay(_interval, cancellation).ConfigureAwait(false);
        var next = _interval + _interval;
        _interval = next < s_longestInterval ? next : s_longestInterval;
    }
}
