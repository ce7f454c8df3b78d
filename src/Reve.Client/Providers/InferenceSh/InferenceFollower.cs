using System.IO;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Http;
using Reve.Json;
using Reve.Threading;

namespace Reve.Providers;

/// <summary>Follows a task by its stream of updates, reconnects a few times, and asks by itself from then on.</summary>
internal sealed class InferenceFollower(ReveTask task, Wire wire)
{
    private const int MostStreams = 5;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(2);

    private readonly InferenceTask _task = new(task);
    private ReveTaskStatus _told;

    public async Task<ReveTask> FollowAsync(CancellationToken cancellation)
    {
        for (var number = 0; number < MostStreams && !_task.Now.IsOver; number++)
        {
            if (number > 0) await wire.Clock.Delay(s_pause, cancellation).ConfigureAwait(false);
            await StreamAsync(cancellation).ConfigureAwait(false);
            if (!_task.Now.IsOver) await AskAsync(cancellation).ConfigureAwait(false);
        }

        while (!_task.Now.IsOver)
        {
            await wire.Clock.Delay(s_interval, cancellation).ConfigureAwait(false);
            await AskAsync(cancellation).ConfigureAwait(false);
        }

        return _task.Now;
    }

    /// <summary>Reads one stream for as long as it speaks.</summary>
    private async Task StreamAsync(CancellationToken cancellation)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        wire.Clock.CancelAfter(silence, s_patience);
        try
        {
            using var response = await wire.OpenAsync(StreamCall(), silence.Token).ConfigureAwait(false);
            if (response is null) return;
            using var stream = await HttpSender.StreamOf(response, silence.Token).ConfigureAwait(false);
            // Where a read cannot be cancelled, the end of the response ends it.
            using var end = silence.Token.Register(response.Dispose);
            var lines = new LineReader(stream);
            while (!_task.Now.IsOver && await lines.ReadAsync(silence.Token).ConfigureAwait(false) is { } line)
            {
                wire.Clock.CancelAfter(silence, s_patience);
                Take(line);
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or HttpRequestException
            or ObjectDisposedException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private async Task AskAsync(CancellationToken cancellation)
    {
        using var answer = await wire.SendAsync(InferenceJson.Read(task.Id), cancellation).ConfigureAwait(false);
        Merge(answer.Root);
    }

    private void Take(string line)
    {
        var text = line.StartsWith("data:", StringComparison.Ordinal) ? line.Substring(5) : line;
        // A line that is not JSON, such as the name of an event or a blank line, says nothing about the task.
        if (!JsonReader.TryParse(text, out var json)) return;
        using (json)
        {
            if (json.RootElement.Text("type") != "heartbeat") Merge(json.RootElement);
        }
    }

    private void Merge(JsonElement update)
    {
        _task.Merge(update);
        if (_task.Now.Status == _told) return;
        _told = _task.Now.Status;
        wire.Tell(ReveNoticeLevel.Progress, _task.Now.Stage);
    }

    private HttpCall StreamCall() => new(HttpMethod.Get, $"/tasks/{Uri.EscapeDataString(task.Id)}/stream")
    {
        Accept = "application/x-ndjson",
        ReadError = InferenceJson.ProviderError,
    };
}
