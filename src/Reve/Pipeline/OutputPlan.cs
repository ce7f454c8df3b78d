using System;
using System.Collections.Generic;
using System.Management.Automation;
using Reve.Binding;

namespace Reve.Pipeline;

/// <summary>Gives each job of a run its place on disk, and no place to two of them.</summary>
internal sealed class OutputPlan
{
    private static readonly StringComparer s_names =
        Environment.OSVersion.Platform == PlatformID.Win32NT ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    private readonly PSCmdlet _cmdlet;
    private readonly bool _force;
    private readonly OutputTarget? _folder;
    private readonly HashSet<string> _taken = new(s_names);

    public OutputPlan(PSCmdlet cmdlet, string? outDirectory, string? nameTemplate, bool force)
    {
        _cmdlet = cmdlet;
        _force = force;
        if (outDirectory is null) return;
        _folder = OutputTarget.ToFolder(FilePaths.ToWrite(cmdlet, outDirectory), nameTemplate, force);
    }

    /// <summary>The job that waits for the end of the pipeline, to be sent only if it stays the only one.</summary>
    public ReveJob? Held { get; private set; }

    /// <summary>Whether more than one job came for the file that was meant for one.</summary>
    public bool IsShared { get; private set; }

    public OutputTarget? For(string? outFile) => string.IsNullOrEmpty(outFile)
        ? _folder
        : OutputTarget.ToFile(FilePaths.ToWrite(_cmdlet, outFile!), _force);

    /// <summary>
    /// Keeps the job back; a second one for the same file is refused, and so is the first in the end.
    /// </summary>
    public void Hold(ReveJob job)
    {
        IsShared = Held is not null;
        if (IsShared) throw Refused.OutputShared(job.Output!.FullName!);
        Held = job;
    }

    /// <summary>Claims the job's file; one that another job of this run goes to is refused.</summary>
    public void Claim(ReveJob job)
    {
        if (job.Output?.FullName is { } file && !_taken.Add(file)) throw Refused.OutputShared(file);
    }
}
