using System;
using System.Diagnostics;
using System.Management.Automation;
using System.Threading;

namespace Reve.Pipeline;

/// <summary>One bar for a whole run, shown once the run has lasted a second.</summary>
internal sealed class ProgressBar(PSCmdlet cmdlet, string activity) : IDisposable
{
    private static long s_lastSource = 0x5265_7665_0000_0000;

    private const int Id = 0x52657665;
    private const int Patience = 1000;

    // A host tells bars apart by their source; that of a cmdlet is not known to who takes the bar down in its place.
    private readonly long _source = Interlocked.Increment(ref s_lastSource);
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
        if (_isShown) Write(Record(ProgressRecordType.Completed));
        _isShown = false;
    }

    /// <summary>Takes down a bar that was left: a cmdlet that was stopped cannot write, but its host can.</summary>
    public void Dispose()
    {
        if (!_isShown || IsSilent) return;
        cmdlet.Host.UI.WriteProgress(_source, Record(ProgressRecordType.Completed));
        _isShown = false;
    }

    private bool IsSilent => LanguagePrimitives.TryConvertTo<ActionPreference>(
        cmdlet.MyInvocation.BoundParameters.TryGetValue("ProgressAction", out var said)
            ? said
            : cmdlet.SessionState.PSVariable.GetValue("ProgressPreference"),
        out var preference) && preference is ActionPreference.SilentlyContinue or ActionPreference.Ignore;

    private void Write(ProgressRecord record) => cmdlet.CommandRuntime.WriteProgress(_source, record);

    public void Show()
    {
        if (_watch.ElapsedMilliseconds < Patience) return;
        _isShown = true;
        Write(Record(ProgressRecordType.Processing));
    }

    private ProgressRecord Record(ProgressRecordType type) =>
        new(Id, activity, $"{_ended} done, {_started - _ended} under way")
    {
        CurrentOperation = _stage,
        RecordType = type,
    };
}
