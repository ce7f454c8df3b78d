using System;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Reve.Json;

namespace Reve.Providers.InferenceSh;

/// <summary>Follows a task through its stream of updates. After a few reconnections it polls the task.</summary>
internal sealed class InferenceShTaskFollower(ReveTask task, ProviderSession session)
{
    private const int MaximumStreams = 5;
    private const int MaximumOutputQueries = 4;
    private static readonly TimeSpan s_reconnectDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_pollInterval = TimeSpan.FromSeconds(2);

    private readonly InferenceShTaskParser _parser = new(task);
    private ReveTaskStatus _reported;

    public async Task<ReveTask> FollowAsync(CancellationToken cancellation)
    {
        for (var number = 0; number < MaximumStreams && !_parser.Task.IsOver; number++)
        {
            if (number > 0) await session.Clock.Delay(s_reconnectDelay, cancellation).ConfigureAwait(false);
            var call = InferenceShRequestBuilder.StreamTask(task.Id);
            await TaskStream.ReadAsync(call, session, ReadLine, cancellation).ConfigureAwait(false);
            if (!_parser.Task.IsOver) await PollAsync(cancellation).ConfigureAwait(false);
        }

        var outputQueries = 0;
        while (!_parser.Task.IsOver || (LacksOutput && outputQueries < MaximumOutputQueries))
        {
            // The last line of a stream may lack the output that the task has already.
            var isFirstOutputQuery = LacksOutput && outputQueries++ == 0;
            if (!isFirstOutputQuery) await session.Clock.Delay(s_pollInterval, cancellation).ConfigureAwait(false);
            await PollAsync(cancellation).ConfigureAwait(false);
        }

        return _parser.Task;
    }

    private bool LacksOutput => _parser.Task is { Status: ReveTaskStatus.Completed, Urls.Count: 0 };

    private async Task PollAsync(CancellationToken cancellation)
    {
        using var response = await session.FreeRequests
            .SendAsync(
                InferenceShRequestBuilder.GetTask(task.Id), InferenceShErrorParser.ReadTaskError, cancellation,
                InferenceShErrorParser.ReadEmbeddedTaskError)
            .ConfigureAwait(false);
        Merge(response.Root);
    }

    private bool ReadLine(string line)
    {
        var text = line.StartsWith("data:", StringComparison.Ordinal) ? line.Substring(5) : line;
        // Event names and blank lines say nothing about the task.
        if (!JsonReader.TryParse(text, out var json)) return true;
        using (json)
        {
            var update = json.RootElement;
            // The error of a stream is not that of its task.
            var isAboutTask = update.Text("type") != "heartbeat" && InferenceShErrorParser.ReadEmbedded(update) is null;
            if (isAboutTask) Merge(update);
        }

        return !_parser.Task.IsOver;
    }

    private void Merge(JsonElement update)
    {
        _parser.Merge(update);
        if (_parser.Task.Status == _reported) return;
        _reported = _parser.Task.Status;
        session.Notify(ReveNoticeLevel.Progress, _parser.Task.Stage);
    }
}
