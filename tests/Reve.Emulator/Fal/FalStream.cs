using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Reve.Emulator;

/// <summary>The states of a call as events.</summary>
internal sealed class FalStream(EmulatedTask task, FalSettings settings)
{
    private const string Type = "text/event-stream";

    private readonly StreamSettings _stream = settings.Stream;

    public Reply Open()
    {
        var isTroubled = task.CountStream() <= _stream.Troubles;
        return (isTroubled ? _stream.Start : StreamStart.Opens) switch
        {
            StreamStart.NotFound => FalForm.Detail(404, "Not Found"),
            StreamStart.Hangs => new Reply(200, [], Type) { Chunks = SilenceAsync() },
            _ => new Reply(200, [], Type) { Chunks = ChunksAsync(isTroubled) },
        };
    }

    private async IAsyncEnumerable<byte[]?> ChunksAsync(
        bool isTroubled, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        yield return []; // The headers come before the first event.
        if (isTroubled && _stream.Raw is { } raw)
        {
            foreach (var piece in raw) yield return Encoding.UTF8.GetBytes(piece);
            yield break;
        }

        for (var events = 0; !isTroubled || events != _stream.CutAfter; events++)
        {
            var view = task.Show();
            if (_stream.HasHeartbeats) yield return Encoding.UTF8.GetBytes(": ping\n\n");
            var text = $"data: {FalForm.Status(view, settings).ToJsonString()}\n\n";
            var length = _stream.PieceLength > 0 ? _stream.PieceLength : text.Length;
            for (var at = 0; at < text.Length; at += length)
            {
                yield return Encoding.UTF8.GetBytes(text[at..System.Math.Min(at + length, text.Length)]);
            }

            if (view.IsOver) yield break;
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
}
