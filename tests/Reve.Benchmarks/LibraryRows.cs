using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Reflection;
using System.Threading.Tasks;
using Reve.Benchmarks.Rows;
using Reve.Emulator;
using Reve.Emulator.Fixed;

namespace Reve.Benchmarks;

/// <summary>The rows of the library, for the edition of PowerShell whose assembly this process has.</summary>
internal static class LibraryRows
{
    private const int SmallCallCount = 10_000;
    private const int BatchRounds = 25;

    // The first ones run in code that the runtime has not optimized yet; the code of HttpClient is optimized already.
    private const int BodyRounds = 200;

    private static readonly int[] s_slots = [8, 64, 256];

    public static string Edition => Platform.Edition.IsDesktop ? "Desktop" : "Core";

    public static async Task WriteAsync()
    {
        foreach (var row in MemoryRows.Arguments) RunInProcess(row);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false });
        await WriteLargeResponsesAsync(http);
        await WriteRequestBodiesAsync(http);
        await WriteSmallCallsAsync(http);
        await WriteBatchAsync(http);
        await JournalRows.WriteAsync(Edition);
    }

    private static void RunInProcess(string row)
    {
        using var process = Process.Start("dotnet", [Assembly.GetEntryAssembly()!.Location, row]);
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"The row {row} ended with {process.ExitCode}.");
    }

    private static async Task WriteLargeResponsesAsync(HttpClient http)
    {
        using var server = new FixedServer(
            FixedResponse.WithImage(PlainPng.MakeOfLength(LargeResponses.ImageLength)));
        using var folder = new TemporaryFolder();
        var client = SmallCalls.Client(server);
        var memory = await Measure.CompareAsync(
            () => LargeResponses.ReadAsync(client), () => LargeResponses.ReadRawAsync(http, server.Address));
        Write("response with an image of 8 MB, in memory: time", memory, "1.0");
        BenchTable.Write(
            "the same: allocated", Edition, BenchTable.Bytes(memory.Allocated),
            BenchTable.Bytes(LargeResponses.ImageLength), (double)memory.Allocated / LargeResponses.ImageLength, "1.1");

        var target = OutputTarget.ToFolder(folder.FullName);
        var file = Path.Combine(folder.FullName, "raw.png");
        var saved = await Measure.CompareAsync(
            () => LargeResponses.SaveAsync(client, target),
            () => LargeResponses.SaveRawAsync(http, server.Address, file), rounds: 15);
        Write("response with an image of 8 MB, to a file: time", saved, "1.0");
        BenchTable.Write("the same: allocated", Edition, BenchTable.Bytes(saved.Allocated), target: "512 KB");
    }

    private static async Task WriteRequestBodiesAsync(HttpClient http)
    {
        using var server = new FixedServer(FixedResponse.WithUrl());
        using var folder = new TemporaryFolder();
        var client = SmallCalls.Client(server);
        var files = RequestBodies.WriteFiles(folder);
        var body = RequestBodies.Prepare(files);
        // The first calls run in code that the runtime has not optimized yet.
        for (var count = 0; count < BodyRounds; count++) await RequestBodies.SendAsync(client, files);
        var prepared = await Measure.CompareAsync(
            () => RequestBodies.SendAsync(client, files),
            () => RequestBodies.SendRawAsync(http, server.Address, body), BodyRounds);
        Write("request with four images of 1.4 MB, against a body in memory: time", prepared, "1.2");
        var read = await Measure.CompareAsync(
            () => RequestBodies.SendAsync(client, files),
            () => RequestBodies.SendFilesAsync(http, server.Address, files), BodyRounds);
        Write("the same, against only reading, encoding and sending: time", read, "1.2");
        var loaded = await Measure.CompareAsync(
            () => RequestBodies.SendAsync(client, files),
            () => RequestBodies.SendRawAsync(http, server.Address, RequestBodies.Prepare(files)), BodyRounds);
        Write("the same, against loading and serializing: time", loaded, "1.2");
        BenchTable.Write("the same: allocated", Edition, BenchTable.Bytes(prepared.Allocated), target: "128 KB");
    }

    private static async Task WriteSmallCallsAsync(HttpClient http)
    {
        using var server = new FixedServer(FixedResponse.WithUrl());
        var client = SmallCalls.Client(server);
        await SmallCalls.RunClientAsync(client, SmallCallCount, slots: 8);
        await SmallCalls.RunRawAsync(http, server.Address, SmallCallCount, slots: 8);
        var ours = await AllocatedAsync(() => SmallCalls.RunClientAsync(client, SmallCallCount, slots: 8));
        var raw = await AllocatedAsync(() => SmallCalls.RunRawAsync(http, server.Address, SmallCallCount, slots: 8));
        BenchTable.Write(
            "small call: allocated", Edition, BenchTable.Bytes(ours), BenchTable.Bytes(raw), ours / raw, "12 KB");
        foreach (var slots in s_slots)
        {
            WriteRates($"small calls, {slots} at a time", await RatesAsync(
                () => SmallCalls.RunClientAsync(client, SmallCallCount, slots),
                () => SmallCalls.RunRawAsync(http, server.Address, SmallCallCount, slots)));
        }
    }

    private static async Task WriteBatchAsync(HttpClient http)
    {
        using var server = new FixedServer(FixedResponse.WithUrl());
        var client = SmallCalls.Client(server);
        var times = s_slots.Select(_ => (Ours: double.MaxValue, Reference: double.MaxValue)).ToArray();
        var most = s_slots[^1];
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < SmallCalls.WarmUp)
        {
            SmallCalls.RunBatch(client, SmallCallCount, most);
            await SmallCalls.RunRawAsync(http, server.Address, SmallCallCount, most);
        }

        // All in turn, because their rates are compared with each other.
        for (var round = 0; round < BatchRounds; round++)
        {
            for (var place = 0; place < s_slots.Length; place++)
            {
                var slots = s_slots[place];
                var ours = await Measure.TimeAsync(
                    () => Task.Run(() => SmallCalls.RunBatch(client, SmallCallCount, slots)));
                var reference = await Measure.TimeAsync(
                    () => SmallCalls.RunRawAsync(http, server.Address, SmallCallCount, slots));
                times[place] = (Math.Min(ours, times[place].Ours), Math.Min(reference, times[place].Reference));
            }
        }

        foreach (var (slots, (ours, reference)) in s_slots.Zip(times))
        {
            WriteRates($"batch of {slots} slots", (RateOf(ours), RateOf(reference)));
        }

        // Not relative to the reference, which becomes slower with more connections: its server has a thread for each.
        var (few, slowest) = (RateOf(times[0].Ours), RateOf(times.Skip(1).Max(time => time.Ours)));
        BenchTable.Write(
            "batch: the slower of 64 and 256 slots against 8", Edition, BenchTable.Rate(slowest), BenchTable.Rate(few),
            slowest / few, "0.95");
    }

    /// <summary>The most calls in a second.</summary>
    private static async Task<(double Ours, double Reference)> RatesAsync(Func<Task> ours, Func<Task> reference)
    {
        var (time, referenceTime, _) = await Measure.CompareAsync(ours, reference, rounds: 7);
        return (RateOf(time), RateOf(referenceTime));
    }

    private static double RateOf(double milliseconds) => SmallCallCount / milliseconds * 1000;

    private static async Task<double> AllocatedAsync(Func<Task> run)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await run();
        return (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / SmallCallCount;
    }

    private static void Write(string what, (double Ours, double Reference, long Allocated) result, string target) =>
        BenchTable.Write(
            what, Edition, BenchTable.Milliseconds(result.Ours), BenchTable.Milliseconds(result.Reference),
            result.Ours / result.Reference, target);

    private static void WriteRates(string what, (double Ours, double Reference) rates) => BenchTable.Write(
        what, Edition, BenchTable.Rate(rates.Ours), BenchTable.Rate(rates.Reference), rates.Ours / rates.Reference);
}
