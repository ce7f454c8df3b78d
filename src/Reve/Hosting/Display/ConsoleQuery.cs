using System;
using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading;

namespace Reve.Hosting.Display;

/// <summary>Sends a query to the terminal, which replies through the keyboard input.</summary>
internal static class ConsoleQuery
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_pollInterval = TimeSpan.FromMilliseconds(5);

    /// <summary>Returns the reply, or null if none arrives in time or the console cannot be used.</summary>
    public static string? Send(string query, Func<string, bool> isComplete, CancellationToken stop)
    {
        try
        {
            // Pending keystrokes belong to the user. On Unix, reading KeyAvailable also turns off the echo.
            if (Console.KeyAvailable) return null;
            Console.Out.Write(query);
            Console.Out.Flush();
            return ReadReply(isComplete, stop);
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException)
        {
            return null;
        }
    }

    private static string? ReadReply(Func<string, bool> isComplete, CancellationToken stop)
    {
        var reply = new StringBuilder();
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < s_timeout && !stop.IsCancellationRequested)
        {
            if (!Console.KeyAvailable)
            {
                stop.WaitHandle.WaitOne(s_pollInterval);
                continue;
            }

            reply.Append(Console.ReadKey(intercept: true).KeyChar);
            if (isComplete(reply.ToString())) return reply.ToString();
        }

        return null;
    }
}
