using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using Reve.Parameters;

namespace Reve.Hosting;

/// <summary>
/// The progress of a batch, shown once it has run for a second, with one bar below it for each of the first tasks.
/// </summary>
internal sealed class ProgressBar(PSCmdlet cmdlet, string activity) : IDisposable
{
    private const int Id = 0x52657665;
    private const int MaximumTasks = 5;
    private const int MaximumTitleLength = 40;
    private static readonly TimeSpan s_initialDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);
    private static long s_lastSource = 0x5265_7665_0000_0000;

    // A host identifies a bar by its source. A source of our own lets Dispose remove the bar through the host.
    private readonly long _source = Interlocked.Increment(ref s_lastSource);
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly RunTotals _totals = new();
    private readonly Dictionary<int, ProgressRecord> _tasks = [];
    private bool _isTotalKnown;
    private bool _isShown;
    private TimeSpan _shownAt;

    // Progress that would end the command or show a prompt is not shown: calls that are paid for are under way.
    private bool IsSilent => LanguagePrimitives.TryConvertTo<ActionPreference>(
        cmdlet.MyInvocation.BoundParameters.TryGetValue("ProgressAction", out var specified)
            ? specified
            : cmdlet.SessionState.PSVariable.GetValue("ProgressPreference"),
        out var preference) && preference is not ActionPreference.Continue;

    public void AddJob() => _totals.AddJob();

    public void EndJob(ReveJob job, JobOutput output, bool isFailed)
    {
        _totals.EndJob(output, isFailed);
        if (_tasks.TryGetValue(job.Index, out var task))
        {
            _tasks.Remove(job.Index);
            if (_isShown) Write(Completed(task));
        }

        Show();
    }

    /// <summary>Marks the number of jobs as final, so that the bar shows a percentage.</summary>
    public void SetTotal() => _isTotalKnown = true;

    /// <summary>Shows the stage of a remote task.</summary>
    public void ShowTask(ReveJob job, string stage)
    {
        if (_tasks.TryGetValue(job.Index, out var task)) task.StatusDescription = stage;
        else if (_tasks.Count < MaximumTasks) _tasks.Add(job.Index, CreateTaskRecord(job, stage));
        Show();
    }

    /// <summary>Shows the present state, unless it was shown a moment ago. The next wait shows it then.</summary>
    public void Show()
    {
        var now = _watch.Elapsed;
        if (now < s_initialDelay || now - _shownAt < s_interval || IsSilent) return;
        (_isShown, _shownAt) = (true, now);
        Write(CreateRecord());
        foreach (var task in _tasks.Values) Write(task);
    }

    public void Complete() => Remove(Write);

    /// <summary>Removes the bar of a cmdlet that was stopped: it cannot write, but its host can.</summary>
    public void Dispose()
    {
        if (!IsSilent) Remove(record => cmdlet.Host.UI.WriteProgress(_source, record));
    }

    private void Remove(Action<ProgressRecord> write)
    {
        if (!_isShown) return;
        _isShown = false;
        foreach (var task in _tasks.Values) write(Completed(task));
        write(Completed(CreateRecord()));
    }

    private void Write(ProgressRecord record) => cmdlet.CommandRuntime.WriteProgress(_source, record);

    private ProgressRecord CreateRecord() => new(Id, activity, _totals.ToString())
    {
        PercentComplete = _totals.Percent(_isTotalKnown),
        SecondsRemaining = (int?)_totals.TimeRemaining(_watch.Elapsed)?.TotalSeconds ?? -1,
    };

    private ProgressRecord CreateTaskRecord(ReveJob job, string stage)
    {
        var free = Enumerable.Range(1, MaximumTasks)
            .First(number => _tasks.Values.All(task => task.ActivityId != Id + number));
        var title = $"[{job.Index}] {DisplayText.Of(job.Title, MaximumTitleLength)}";
        return new ProgressRecord(Id + free, title, stage) { ParentActivityId = Id };
    }

    private static ProgressRecord Completed(ProgressRecord record)
    {
        record.RecordType = ProgressRecordType.Completed;
        return record;
    }
}
