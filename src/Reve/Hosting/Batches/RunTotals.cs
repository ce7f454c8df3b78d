using System;
using System.Collections.Generic;
using System.Linq;

namespace Reve.Hosting;

/// <summary>The number of jobs of a run by state, and the charges so far.</summary>
internal sealed class RunTotals
{
    private readonly Dictionary<string, decimal> _charges = [];
    private int _started;
    private int _ended;
    private int _failed;

    /// <summary>The percentage of jobs that have ended; -1 while the number of jobs is not known.</summary>
    public int Percent(bool isTotalKnown) => isTotalKnown && _started > 0 ? 100 * _ended / _started : -1;

    public void AddJob() => _started++;

    public void EndJob(JobOutput output, bool isFailed)
    {
        _ended++;
        if (isFailed) _failed++;
        var usages = output.Objects.OfType<ReveImage>().Where(image => !image.Resumed).Select(image => image.Usage)
            .Concat(output.Errors.Where(error => error.Image is null).Select(error => error.Usage));
        foreach (var usage in usages)
        {
            if (usage?.Amount is not { } amount || usage.Unit is not { } unit) continue;
            _charges.TryGetValue(unit, out var sum);
            _charges[unit] = sum + amount;
        }
    }

    /// <summary>The estimated time for the remaining jobs; null before the first job has ended.</summary>
    public TimeSpan? TimeRemaining(TimeSpan elapsed) =>
        _ended == 0 ? null : TimeSpan.FromTicks(elapsed.Ticks / _ended * (_started - _ended));

    public override string ToString()
    {
        var parts = new List<string> { $"{_ended} done", $"{_started - _ended} running" };
        if (_failed > 0) parts.Add($"{_failed} failed");
        parts.AddRange(_charges.Where(sum => sum.Value > 0).Select(sum => $"{sum.Value:#,0.######} {sum.Key} so far"));
        return string.Join(", ", parts);
    }
}
