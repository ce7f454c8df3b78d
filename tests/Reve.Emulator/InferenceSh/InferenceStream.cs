using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace Reve.Emulator;

/// <summary>A task's updates as they are written: lines of JSON, or events.</summary>
internal sealed class InferenceStream(EmulatedTask task, InferenceSettings settings, bool isOfEvents)
{
    private const string Heartbeat = """{"type":"heartbeat"}""";

    private readonly StreamSettings _stream = settings.Stream;

    public Reply Open()
    {
        var isTroubled = task.CountStream() <= _stream.Troubles;
        var type = isOfEvents ? "text/event-stream" : "application/x-ndjson";
        return (isTroubled ? _stream.Start : StreamStart.Opens) switch
        {
            StreamStart.NotFound => InferenceForm.Error(404, "not_found", "No such stream", settings),
            StreamStart.Hangs => new Reply(200, [], type) { Chunks = SilenceAsync() },
            _ => new Reply(200, [], type) { Chunks = ChunksAsync(isTroubled) },
        };
    }

    private async IAsyncEnumerable<byte[]?> ChunksAsync(
        bool isTroubled, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        yield return []; // The headers come before the first line.
        if (isTroubled && _stream.Raw is { } raw)
        {
            foreach (var piece in raw)
            {
                task.Show();
                yield return Encoding.UTF8.GetBytes(piece.Replace("{id}", task.Id, StringComparison.Ordinal));
            }

            yield break;
        }

        JsonObject? before = null;
        for (var lines = 0; !isTroubled || lines != _stream.CutAfter; lines++)
        {
            var view = task.Show();
            var now = InferenceForm.Task(view, settings);
            if (_stream.HasHeartbeats) yield return Encode(Heartbeat);
            foreach (var piece in PiecesOf(Line(now, before))) yield return piece;
            if (view.IsOver) yield break;
            before = now;
            await task.WhenFreeAsync(cancellation);
        }

        if (_stream.Cut == StreamCut.Stalls) await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        if (_stream.Cut == StreamCut.Breaks) yield return null;
    }

    private static async IAsyncEnumerable<byte[]?> SilenceAsync(
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        yield break;
    }

    private string Line(JsonObject now, JsonObject? before)
    {
        if (_stream.Form == StreamForm.Event)
        {
            return new JsonObject { ["event"] = "update", ["data"] = now.DeepClone() }.ToJsonString();
        }

        if (_stream.Form == StreamForm.Task || before is null) return now.ToJsonString();
        var changes = InferenceForm.Changes(before, now);
        var line = _stream.Form == StreamForm.Delta
            ? new JsonObject { ["event"] = "delta", ["data"] = changes }
            : new JsonObject
            {
                ["data"] = changes,
                ["fields"] = new JsonArray([.. changes.Select(field => JsonValue.Create(field.Key))]),
            };
        return line.ToJsonString();
    }

    private IEnumerable<byte[]> PiecesOf(string line) =>
        _stream.PieceLength > 0 ? Encode(line).Chunk(_stream.PieceLength) : [Encode(line)];

    private byte[] Encode(string line) => Encoding.UTF8.GetBytes(isOfEvents ? $"data: {line}\n\n" : line + "\n");
}
