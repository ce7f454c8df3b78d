using System.Diagnostics;
using System.IO;
using System.Text;
using System.Threading;
using System;
using Reve.Parameters;
using Reve.Terminal;

namespace Reve.Hosting;

/// <summary>Asks the terminal itself; its answer comes as if it were typed.</summary>
internal static class ConsoleQuestion
{
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(5);

    /// <summary>The answer, or null when none came in time or the console is no place to ask.</summary>
    public static string? Ask(string question, CancellationToken stop)
    {
        try
        {
            // What the user has typed ahead is not ours to read. To look for it turns the echo off as well.
            if (Console.KeyAvailable) return null;
            Console.Out.Write(question);
            Console.Out.Flush();
            return Listen(stop);
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException)
        {
            return null;
        }
    }

    private static string? Listen(CancellationToken stop)
    {
        var answer = new StringBuilder();
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < s_longestWait && !stop.IsCancellationRequested)
        {
            if (!Console.KeyAvailable)
            {
                stop.WaitHandle.WaitOne(s_step);
                continue;
            }

            answer.Append(Console.ReadKey(intercept: true).KeyChar);
            if (TerminalReply.IsWhole(answer.ToString())) return answer.ToString();
        }

        return null;
    }
}
