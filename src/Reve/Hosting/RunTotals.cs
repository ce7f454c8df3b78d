using System;
using System.Collections.Generic;
using System.Linq;

namespace Reve.Hosting;

/// <summary>What a run has come to so far.</summary>
internal sealed class RunTotals
{
    private readonly Dictionary<string, decimal> _charged = [];
    private int _started;
    private int _ended;
    private int _failed;

    /// <summary>
    /// How many of the calls that are known are over, in percent; less than zero: that cannot be told.
    /// </summary>
    public int Percent(bool isAllKnown) => isAllKnown && _started > 0 ? 100 * _ended / _started : -1;

    public void Start() => _started++;

    public void End(BatchEvent end)
    {
        _ended++;
        if (end.Failure is not null || end.Results.Any(result => result.Error is not null)) _failed++;
        foreach (var result in end.Results)
        {
            var usage = result.Image is { Resumed: false } made ? made.Usage : result.Error?.Usage;
            if (usage?.Amount is not { } amount || usage.Unit is not { } unit) continue;
            _charged.TryGetValue(unit, out var sum);
            _charged[unit] = sum + amount;
        }
    }

    /// <summary>
    /// How long the calls that are known will take, if they go on as they did; null: none has ended yet.
    /// </summary>
    public TimeSpan? TimeLeft(TimeSpan elapsed) =>
        _ended == 0 ? null : TimeSpan.FromTicks(elapsed.Ticks / _ended * (_started - _ended));

    /// <summary>In words.</summary>
    public override string ToString()
    {
        var parts = new List<string> { $"{_ended} done", $"{_started - _ended} under way" };
        if (_failed > 0) parts.Add($"{_failed} failed");
        parts.AddRange(_charged.Where(sum => sum.Value > 0).Select(sum => $"{sum.Value:#,0.######} {sum.Key} so far"));
        return string.Join(", ", parts);
    }
}
