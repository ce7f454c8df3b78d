using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Emulator;
using Reve.Providers;

namespace Reve.Benchmarks;

/// <summary>Many jobs from end to end: what is lost beyond the provider's latency?</summary>
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
        return Report(watch.Elapsed, ends);
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
