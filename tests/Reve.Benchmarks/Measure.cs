using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;

namespace Reve.Benchmarks;

/// <summary>Measures two sides in turn, so that both see the same load of the machine.</summary>
internal static class Measure
{
    private const int WarmUps = 3;

    /// <summary>
    /// The least times in milliseconds, and the bytes that the first side allocates. Other programs can only add to the
    /// time of a run, so that the least time varies little.
    /// </summary>
    public static async Task<(double Ours, double Reference, long Allocated)> CompareAsync(
        Func<Task> ours, Func<Task> reference, int rounds = 25)
    {
        for (var count = 0; count < WarmUps; count++)
        {
            await ours();
            await reference();
        }

        var (time, referenceTime, allocated) = (double.MaxValue, double.MaxValue, long.MaxValue);
        for (var count = 0; count < rounds; count++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            time = Math.Min(time, await TimeAsync(ours));
            allocated = Math.Min(allocated, GC.GetTotalAllocatedBytes(precise: true) - before);
            referenceTime = Math.Min(referenceTime, await TimeAsync(reference));
        }

        return (time, referenceTime, allocated);
    }

    public static async Task<double> TimeAsync(Func<Task> run)
    {
        var watch = Stopwatch.StartNew();
        await run();
        return watch.Elapsed.TotalMilliseconds;
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    /// <summary>The memory of this process, after what is not used any more was collected.</summary>
    public static long WorkingSet(bool collect = true)
    {
        if (collect)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
        }

        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
