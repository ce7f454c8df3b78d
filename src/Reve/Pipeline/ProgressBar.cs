using System.Diagnostics;
using System.Management.Automation;

namespace Reve.Pipeline;

/// <summary>One bar for a whole run, shown once the run has lasted a second.</summary>
internal sealed class ProgressBar(Cmdlet cmdlet, string activity)
{
    private const int Id = 0x52657665;
    private const int Patience = 1000;

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private int _started;
    private int _ended;
    private string? _stage;
    private bool _isShown;

    public void Started() => _started++;

    public void Ended()
    {
        _ended++;
        Show();
    }

    public void Tell(string stage)
    {
        _stage = stage;
        Show();
    }

    public void Completed()
    {
        if (_isShown) cmdlet.WriteProgress(Record(ProgressRecordType.Completed));
    }

    public void Show()
    {
        if (_watch.ElapsedMilliseconds < Patience) return;
        _isShown = true;
        cmdlet.WriteProgress(Record(ProgressRecordType.Processing));
    }

    private ProgressRecord Record(ProgressRecordType type) =>
        new(Id, activity, $"{_ended} done, {_started - _ended} under way")
    {
        CurrentOperation = _stage,
        RecordType = type,
    };
}
