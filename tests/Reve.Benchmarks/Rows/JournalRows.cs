using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Emulator.Fixed;

namespace Reve.Benchmarks.Rows;

/// <summary>The journal: its flushes, and resuming a long one.</summary>
internal static class JournalRows
{
    private const int Calls = 32;
    private const int SavedItems = 100_000;

    public static async Task WriteAsync(string edition)
    {
        BenchTable.Write(
            $"journal: flushes for each item, {Calls} calls ending together", edition,
            (await FlushesAsync()).ToString("0.00", CultureInfo.InvariantCulture), target: "1.5");
        WriteResume(edition);
    }

    private static async Task<double> FlushesAsync()
    {
        using var server = new FixedServer(FixedResponse.WithImage(PlainPng.Make((8, 8))), pauseAt: 0);
        using var folder = new TemporaryFolder();
        using var journal = ReveJournal.Open(folder.FullName);
        var client = SmallCalls.Client(server);
        var target = OutputTarget.ToFolder(folder.FullName);
        using var batch = new Batch<ImageJob, IReadOnlyList<ReveResult>>(client.GenerateAsync, Calls, ordered: false);
        for (var index = 0; index < Calls; index++)
        {
            var request = new ImageRequest { Operation = ReveOperation.Create, Prompt = "a fox", Index = index };
            batch.Submit((client.CreateJob(request) with { Output = target }).EnterInto(journal));
        }

        while (server.Paused < Calls) await Task.Delay(10);
        server.Resume();
        while (batch.Take(CancellationToken.None) is not null)
        {
            // The result is not needed.
        }

        return (double)journal.FlushCount / Calls;
    }

    private static void WriteResume(string edition)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.FullName, ReveJournal.FileName);
        File.WriteAllLines(file, Enumerable.Range(0, SavedItems).SelectMany(LinesOf));
        var memory = MemoryOfResume(folder);
        var (read, opened) = (new List<double>(), new List<double>());
        for (var round = 0; round < 5; round++)
        {
            var watch = Stopwatch.StartNew();
            var count = File.ReadLines(file).Count();
            read.Add(watch.Elapsed.TotalMilliseconds);
            watch.Restart();
            using var journal = ReveJournal.Open(folder.FullName, resume: true);
            opened.Add(watch.Elapsed.TotalMilliseconds);
            if (count != 3 * SavedItems || journal.Notices.Count > 0) throw new InvalidDataException("Wrong journal.");
        }

        var (ours, reference) = (opened.Min(), read.Min());
        BenchTable.Write(
            $"resume over a journal of {SavedItems:#,0} saved items: time", edition,
            BenchTable.Milliseconds(ours), BenchTable.Milliseconds(reference), ours / reference, "3.0");
        BenchTable.Write("the same: live memory", edition, BenchTable.Bytes(memory), target: "50 MB");
    }

    private static long MemoryOfResume(TemporaryFolder folder)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        using var journal = ReveJournal.Open(folder.FullName, resume: true);
        return GC.GetTotalMemory(forceFullCollection: true) - before;
    }

    private static IEnumerable<string> LinesOf(int number)
    {
        var id = $"""
            "item":"{number:x64}","copy":0,"call":"{number:x32}","at":"2026-01-02T03:04:05+00:00"
            """;
        const string Model = """
            "provider":"AimlApi","model":"reve/create-image"
            """;
        yield return "{\"event\":\"started\"," + id + $",\"index\":{number}," + Model
            + $",\"operation\":\"Create\",\"prompt\":\"a paper fox under a lantern, number {number}\","
            + $"\"options\":{{}},\"inputs\":[]}}";
        yield return "{\"event\":\"outcome\"," + id + "," + Model
            + ",\"kind\":\"Succeeded\",\"billing\":\"Charged\","
            + $"\"requestId\":\"request-{number}\",\"usage\":{{\"amount\":50000,\"unit\":\"tokens\",\"details\":{{}}}},"
            + $"\"images\":[{{\"url\":\"https://cdn.example.com/images/{number}.png\"}}]}}";
        yield return "{\"event\":\"saved\"," + id
            + $",\"place\":0,\"name\":\"{number:00000}-a-paper-fox.png\",\"length\":1400000,"
            + $"\"hash\":\"{number:x64}\",\"written\":\"2026-01-02T03:04:05.1234567+00:00\"}}";
    }
}
