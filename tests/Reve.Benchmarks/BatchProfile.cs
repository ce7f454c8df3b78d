using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using Reve.Benchmarks.Rows;
using Reve.Emulator.Fixed;

namespace Reve.Benchmarks;

/// <summary>
/// Batches with one number of slots, for a profiler. The median of the processor time is shown as well, which depends
/// less on other programs than the rate.
/// </summary>
internal static class BatchProfile
{
    private const int Count = 10_000;

    public static async Task RunAsync(int slots, int rounds)
    {

        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false });
        using var server = new FixedServer(FixedResponse.WithUrl());
        var client = SmallCalls.Client(server);
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < SmallCalls.WarmUp) SmallCalls.RunBatch(client, Count, slots);
        List<(double Time, double Processor)> ours = [], reference = [];
        for (var round = 0; round < rounds; round++)
        {
            ours.Add(await MeasureAsync(() => Task.Run(() => SmallCalls.RunBatch(client, Count, slots))));
            reference.Add(await MeasureAsync(() => SmallCalls.RunRawAsync(http, server.Address, Count, slots)));
        }

        Write("batch", slots, ours);
        Write("raw", slots, reference);
    }

    private static void Write(string name, int slots, List<(double Time, double Processor)> results)
    {
        var rate = Count / results.Min(result => result.Time) * 1000;
        var median = Measure.Median(results.Select(result => result.Processor)) / Count * 1000;
        Console.WriteLine(FormattableString.Invariant(
            $"{name}, {slots} at a time: {rate:0}/s, {median:0.0} us of processor time for a call"));
    }

    private static async Task<(double Time, double Processor)> MeasureAsync(Func<Task> run)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var time = await Measure.TimeAsync(run);
        process.Refresh();
        return (time, (process.TotalProcessorTime - before).TotalMilliseconds);
    }
}
