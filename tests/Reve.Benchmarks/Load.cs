using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Providers;

namespace Reve.Benchmarks;

/// <summary>A batch from end to end: its time beyond the latency, its live memory, and the time of a stop.</summary>
internal static class Load
{
    private const int Jobs = 200;
    private const int Slots = 20;
    private static readonly TimeSpan s_latency = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan s_ideal = s_latency * (Jobs / Slots);

    public static async Task<int> RunAsync()
    {
        await using var emulator = await ReveEmulator.StartAsync();
        var client = new ReveClient(new ReveConnection
        {
            Provider = ProviderRegistry.Get("AimlApi"),
            BaseUri = emulator.BaseUri,
            Key = ApiKey.From(emulator.ApiKey),
        });

        // The first job pays for compiling the client and the emulator, and is not counted.
        await client.GenerateAsync(Request(0));
        emulator.Latency = s_latency;

        var watch = Stopwatch.StartNew();
        var ends = RunAll(client);
        var result = Report(watch.Elapsed, ends);

        ends.Clear();
        ReportMemory();
        await ReportStopAsync(client, emulator);
        return result;
    }

    /// <summary>The bytes that are alive once the results of a batch are gone.</summary>
    private static void ReportMemory() => Console.WriteLine(FormattableString.Invariant(
        $"live memory after the batch: {GC.GetTotalMemory(forceFullCollection: true) / 1e6:0.0} MB"));

    /// <summary>How long a stop takes while requests wait for responses that never come.</summary>
    private static async Task ReportStopAsync(ReveClient client, ReveEmulator emulator)
    {
        emulator.Reset();
        emulator.Misbehave(new Misbehaviour { Method = "POST", Fault = Fault.StallBeforeHeaders, Times = Slots });
        var batch = new Batch<ImageJob, IReadOnlyList<ReveResult>>(client.GenerateAsync, Slots, ordered: true);
        for (var index = 0; index < Slots; index++) batch.Submit(client.CreateJob(Request(index)));
        while (emulator.Requests.Count == 0) await Task.Delay(10);

        var watch = Stopwatch.StartNew();
        batch.Dispose();
        Console.WriteLine(FormattableString.Invariant(
            $"stop with {emulator.Requests.Count} requests in flight: {watch.Elapsed.TotalMilliseconds:0} ms"));
    }

    private static List<BatchEvent<ImageJob, IReadOnlyList<ReveResult>>> RunAll(ReveClient client)
    {
        var ends = new List<BatchEvent<ImageJob, IReadOnlyList<ReveResult>>>();
        using var batch = new Batch<ImageJob, IReadOnlyList<ReveResult>>(client.GenerateAsync, Slots, ordered: true);
        for (var index = 0; index < Jobs; index++)
        {
            while (batch.IsFull) Keep(batch.Take(CancellationToken.None)!);
            batch.Submit(client.CreateJob(Request(index)));
        }

        while (batch.Take(CancellationToken.None) is { } happened) Keep(happened);
        return ends;

        void Keep(BatchEvent<ImageJob, IReadOnlyList<ReveResult>> happened)
        {
            if (happened.Notice is null) ends.Add(happened);
        }
    }

    private static int Report(TimeSpan elapsed, List<BatchEvent<ImageJob, IReadOnlyList<ReveResult>>> ends)
    {
        var inOrder = ends.Select(end => end.Job.Index).SequenceEqual(Enumerable.Range(0, Jobs));
        var images = ends.SelectMany(end => end.Result ?? []).Count(result => result.Image?.Bytes is not null);
        Console.WriteLine($"{Jobs} jobs in {Slots} slots, {s_latency.TotalMilliseconds:0} ms each");
        Console.WriteLine(FormattableString.Invariant(
            $"elapsed {elapsed.TotalSeconds:0.00} s, ideal {s_ideal.TotalSeconds:0.00} s"));
        Console.WriteLine(FormattableString.Invariant($"ratio {elapsed / s_ideal:0.00}"));
        Console.WriteLine($"images: {images} of {Jobs}, results {(inOrder ? "in order" : "OUT OF ORDER")}");
        return inOrder && images == Jobs ? 0 : 1;
    }

    private static ImageRequest Request(int index) => new()
    {
        Operation = ReveOperation.Create, Prompt = "a paper fox", Index = index,
    };
}
