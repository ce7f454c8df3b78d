using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;
using System.Threading;

namespace Reve.Hosting;

/// <summary>One bar for a whole run, shown once the run has lasted a second, with one below it for each task.</summary>
internal sealed class ProgressBar(PSCmdlet cmdlet, string activity) : IDisposable
{
    private const int Id = 0x52657665;
    private const int MostTasks = 5;
    private const int LongestTitle = 40;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);
    private static long s_lastSource = 0x5265_7665_0000_0000;

    // A host tells bars apart by their source; that of a cmdlet is not known to who takes the bar down in its place.
    private readonly long _source = Interlocked.Increment(ref s_lastSource);
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly RunTotals _tally = new();
    private readonly Dictionary<int, ProgressRecord> _tasks = [];
    private bool _isAllKnown;
    private bool _isShown;

    public void Started() => _tally.Start();

    public void Ended(BatchEvent end)
    {
        _tally.End(end);
        if (_tasks.TryGetValue(end.Job.Index, out var task))
        {
            _tasks.Remove(end.Job.Index);
            if (_isShown) Write(Over(task));
        }

        Show();
    }

    /// <summary>No more calls come: how much of the whole is done can be told from now on.</summary>
    public void AllKnown() => _isAllKnown = true;

    /// <summary>A task has got to another stage; of many at a time the first few are shown.</summary>
    public void Tell(ReveJob job, string stage)
    {
        if (_tasks.TryGetValue(job.Index, out var task)) task.StatusDescription = stage;
        else if (_tasks.Count < MostTasks) _tasks.Add(job.Index, TaskRecord(job, stage));
        Show();
    }

    public void Show()
    {
        if (_watch.Elapsed < s_patience) return;
        _isShown = true;
        Write(Record());
        foreach (var task in _tasks.Values) Write(task);
    }

    public void Completed() => TakeDown(Write);

    /// <summary>Takes down a bar that was left: a cmdlet that was stopped cannot write, but its host can.</summary>
    public void Dispose()
    {
        if (!IsSilent) TakeDown(record => cmdlet.Host.UI.WriteProgress(_source, record));
    }

    private void TakeDown(Action<ProgressRecord> write)
    {
        if (!_isShown) return;
        _isShown = false;
        foreach (var task in _tasks.Values) write(Over(task));
        write(Over(Record()));
    }

    private bool IsSilent => LanguagePrimitives.TryConvertTo<ActionPreference>(
        cmdlet.MyInvocation.BoundParameters.TryGetValue("ProgressAction", out var said)
            ? said
            : cmdlet.SessionState.PSVariable.GetValue("ProgressPreference"),
        out var preference) && preference is ActionPreference.SilentlyContinue or ActionPreference.Ignore;

    private void Write(ProgressRecord record) => cmdlet.CommandRuntime.WriteProgress(_source, record);

    private ProgressRecord Record() => new(Id, activity, _tally.ToString())
    {
        PercentComplete = _tally.Percent(_isAllKnown),
        SecondsRemaining = (int?)_tally.TimeLeft(_watch.Elapsed)?.TotalSeconds ?? -1,
    };

    private ProgressRecord TaskRecord(ReveJob job, string stage)
    {
        var free = Enumerable.Range(1, MostTasks)
            .First(place => _tasks.Values.All(task => task.ActivityId != Id + place));
        var title = job.Title.Length > LongestTitle ? $"{job.Title.Substring(0, LongestTitle)}..." : job.Title;
        return new ProgressRecord(Id + free, $"[{job.Index}] {title}", stage) { ParentActivityId = Id };
    }

    private static ProgressRecord Over(ProgressRecord record)
    {
        record.RecordType = ProgressRecordType.Completed;
        return record;
    }
}
