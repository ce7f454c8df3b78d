using System;
using System.Collections.Generic;
using System.Management.Automation;
using Reve.Platform;

namespace Reve.Hosting;

/// <summary>
/// Writes to the streams of a cmdlet other than its output. A record can end the command, when its preference is Stop
/// or Inquire. Before such a record is written, the calls under way are finished and their images are written.
/// </summary>
internal sealed class CmdletStreams(PSCmdlet cmdlet)
{
    private readonly Queue<Action> _held = new();
    private bool _isFinishing;

    /// <summary>Finishes the calls under way and writes their images.</summary>
    public Action? FinishCalls { get; set; }

    /// <summary>The least important notices that are shown.</summary>
    public ReveNoticeLevel NoticeLevel => IsShown(DebugPreference) ? ReveNoticeLevel.Debug
        : IsShown(VerbosePreference) ? ReveNoticeLevel.Verbose
        : ReveNoticeLevel.Progress;

    /// <summary>Prevents further calls. It is called when a record is certain to end the command.</summary>
    public Action? StopSending { get; set; }

    /// <summary>
    /// Whether another command of the pipeline, such as Select-Object -First, or the user has stopped the command.
    /// </summary>
    public bool IsStopped { get; private set; }

    private bool IsDebug => IsSwitchOn("Debug");

    private ActionPreference ErrorPreference => Preference("ErrorAction", "ErrorActionPreference");

    private ActionPreference WarningPreference => Preference("WarningAction", "WarningPreference");

    private ActionPreference VerbosePreference => Bound("Verbose") is null && IsDebug
        ? ActionPreference.Inquire
        : SwitchPreference("Verbose", ActionPreference.Continue, "VerbosePreference");

    private ActionPreference DebugPreference => SwitchPreference("Debug", DebugOfSwitch, "DebugPreference");

    // PowerShell 7 continues after each debug record of -Debug. Windows PowerShell shows a prompt.
    private static ActionPreference DebugOfSwitch =>
        Edition.IsDesktop ? ActionPreference.Inquire : ActionPreference.Continue;

    public void WriteObject(object item) => Run(() => cmdlet.WriteObject(item));

    public void WriteError(ErrorRecord record) => Write(ErrorPreference, () => cmdlet.WriteError(record));

    public void WriteWarning(string message) => Write(WarningPreference, () => cmdlet.WriteWarning(message));

    /// <summary>
    /// Writes a verbose record. With -Debug and without -Verbose it becomes a debug record, because PowerShell would
    /// show a prompt after each verbose record.
    /// </summary>
    public void WriteVerbose(string message)
    {
        if (IsDebug && Bound("Verbose") is null) WriteDebug(message);
        else Write(VerbosePreference, () => cmdlet.WriteVerbose(message));
    }

    /// <summary>Shows a warning after the pipeline has ended, when only the host can show it.</summary>
    public void ShowWarning(string message)
    {
        if (WarningPreference is ActionPreference.Ignore or ActionPreference.SilentlyContinue) return;
        cmdlet.Host.UI.WriteWarningLine(message);
    }

    public void WriteDebug(string message) => Write(DebugPreference, () => cmdlet.WriteDebug(message));

    /// <summary>Confirms an action. The verbose record or the prompt of the confirmation can end the command.</summary>
    public bool ShouldProcess(string target, string action)
    {
        if (CanEndCommand(VerbosePreference)) Finish();
        return cmdlet.ShouldProcess(target, action);
    }

    /// <summary>Finishes the calls under way and ends the command with an error.</summary>
    public void ThrowTerminatingError(ErrorRecord record)
    {
        StopSending?.Invoke();
        Finish();
        cmdlet.ThrowTerminatingError(record);
    }

    private static bool IsShown(ActionPreference preference) =>
        preference is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);

    private static bool CanEndCommand(ActionPreference preference) =>
        preference is ActionPreference.Stop or ActionPreference.Inquire;

    private void Write(ActionPreference preference, Action write)
    {
        if (!CanEndCommand(preference))
        {
            Run(write);
            return;
        }

        if (preference == ActionPreference.Stop) StopSending?.Invoke();
        _held.Enqueue(write);
        if (!_isFinishing) Finish();
    }

    private void Run(Action write)
    {
        try
        {
            write();
        }
        catch (PipelineStoppedException)
        {
            IsStopped = true;
            throw;
        }
    }

    private void Finish()
    {
        _isFinishing = true;
        try
        {
            FinishCalls?.Invoke();
            while (_held.Count > 0) Run(_held.Dequeue());
        }
        finally
        {
            _isFinishing = false;
        }
    }

    private ActionPreference Preference(string parameter, string variable) =>
        Convert(Bound(parameter))
        ?? (IsDebug ? ActionPreference.Inquire
            : IsSwitchOn("Verbose") ? ActionPreference.Continue
            : Convert(cmdlet.SessionState.PSVariable.GetValue(variable)) ?? ActionPreference.Continue);

    private ActionPreference SwitchPreference(string parameter, ActionPreference on, string variable) =>
        Bound(parameter) is null
            ? Convert(cmdlet.SessionState.PSVariable.GetValue(variable)) ?? ActionPreference.SilentlyContinue
            : IsSwitchOn(parameter) ? on : ActionPreference.SilentlyContinue;

    private bool IsSwitchOn(string parameter) => Bound(parameter) is { } value && LanguagePrimitives.IsTrue(value);

    private object? Bound(string parameter) =>
        cmdlet.MyInvocation.BoundParameters.TryGetValue(parameter, out var value) ? value : null;

    private static ActionPreference? Convert(object? value) =>
        value is not null && LanguagePrimitives.TryConvertTo<ActionPreference>(value, out var preference)
            ? preference
            : null;
}
