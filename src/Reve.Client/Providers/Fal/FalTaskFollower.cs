using System;
using System.Threading;
using System.Threading.Tasks;
using Reve.Json;

namespace Reve.Providers.Fal;

/// <summary>Follows a task through its stream of states. After a few reconnections it polls the task.</summary>
internal sealed class FalTaskFollower(ReveTask task, ProviderSession session)
{
    private const int MaximumStreams = 5;

    // A result can appear shortly after the state that announces it.
    private const int MaximumResultQueries = 4;
    private static readonly TimeSpan s_reconnectDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_pollInterval = TimeSpan.FromSeconds(2);

    private readonly FalTaskClient _client = new(task, session, timeout: null);
    private readonly FalTaskCalls _calls = new(task, session.Connection);
    private ReveTask _task = task;
    private FalStatus? _status;
    private string? _reported;

    public async Task<ReveTask> FollowAsync(CancellationToken cancellation)
    {
        for (var number = 0; number < MaximumStreams && !_task.IsOver && _status is not { HasEnded: true }; number++)
        {
            if (number > 0) await session.Clock.Delay(s_reconnectDelay, cancellation).ConfigureAwait(false);
            await TaskStream.ReadAsync(_calls.Stream, session, ReadLine, cancellation).ConfigureAwait(false);
            await PollAsync(cancellation).ConfigureAwait(false);
        }

        var missing = 0;
        while (!_task.IsOver || (IsExpired && ++missing < MaximumResultQueries))
        {
            await session.Clock.Delay(s_pollInterval, cancellation).ConfigureAwait(false);
            await PollAsync(cancellation).ConfigureAwait(false);
        }

        return _task;
    }

    private bool IsExpired => _status is not null && _task.Failure is { Kind: ReveErrorKind.ResultExpired };

    /// <summary>Gets the state, unless the stream or an earlier query said that the task has ended.</summary>
    private async Task PollAsync(CancellationToken cancellation)
    {
        if (_status is not { HasEnded: true })
        {
            Report(await _client.GetStatusAsync(cancellation).ConfigureAwait(false));
        }

        if (_status is { HasEnded: true } ended)
        {
            _task = await _client.GetResultAsync(ended, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Reads a line of the stream. Comments, event names and blank lines say nothing about the task.</summary>
    private bool ReadLine(string line)
    {
        if (!line.StartsWith("data:", StringComparison.Ordinal)) return true;
        if (!JsonReader.TryParse(line.Substring(5), out var json)) return true;
        using (json)
        {
            if (FalStatus.Read(json.RootElement) is { } status) Report(status);
        }

        return _status is not { HasEnded: true };
    }

    private void Report(FalStatus status)
    {
        _status = status;
        if (status.Stage == _reported) return;
        _reported = status.Stage;
        session.Notify(ReveNoticeLevel.Progress, status.Stage);
    }
}
