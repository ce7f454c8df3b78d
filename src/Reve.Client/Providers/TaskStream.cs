using System;
using System.Threading;
using System.Threading.Tasks;
using Reve.Http;

namespace Reve.Providers;

/// <summary>Reads the stream in which a provider reports the progress of a task.</summary>
internal static class TaskStream
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Reads lines until the stream ends, sends nothing for a while, or needs not be read further. Whatever ends it,
    /// the caller queries the task.
    /// </summary>
    /// <param name="call">The request for the stream.</param>
    /// <param name="session">The session.</param>
    /// <param name="readLine">Reads a line and returns whether further lines are read.</param>
    /// <param name="cancellation">Cancels the request.</param>
    public static async Task ReadAsync(
        HttpCall call, ProviderSession session, Func<string, bool> readLine, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        session.Clock.CancelAfter(timeout, s_timeout);
        try
        {
            using var response = await session.FreeRequests.OpenAsync(call, timeout.Token).ConfigureAwait(false);
            if (response is null) return;
            using var stream = await HttpSender.StreamOf(response, timeout.Token).ConfigureAwait(false);
            // Disposing the response ends a read that cannot be cancelled.
            using var end = timeout.Token.Register(response.Dispose);
            var lines = new LineReader(stream);
            while (await lines.ReadAsync(timeout.Token).ConfigureAwait(false) is { } line)
            {
                session.Clock.CancelAfter(timeout, s_timeout);
                if (!readLine(line.TrimStart('\uFEFF'))) return;
            }
        }
        catch (Exception)
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }
}
