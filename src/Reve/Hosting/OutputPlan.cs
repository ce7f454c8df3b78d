using System;
using System.Collections.Generic;
using System.Management.Automation;
using Reve.Parameters;

namespace Reve.Hosting;

/// <summary>Gives each job of a run its place on disk, and no place to two of them.</summary>
internal sealed class OutputPlan
{
    private static readonly StringComparer s_names = Environment.OSVersion.Platform == PlatformID.Win32NT
        ? StringComparer.OrdinalIgnoreCase
        : StringComparer.Ordinal;

    private readonly PSCmdlet _cmdlet;
    private readonly bool _force;
    private readonly bool _sidecar;
    private readonly bool _isOneFileForAll;
    private readonly OutputTarget? _folder;
    private readonly HashSet<string> _taken = new(s_names);
    private OutputJob? _held;
    private bool _isShared;

    public OutputPlan(
        PSCmdlet cmdlet, string? saidFile, string? outDirectory, string? nameTemplate, bool force, bool sidecar)
    {
        _cmdlet = cmdlet;
        _force = force;
        _sidecar = sidecar;
        _isOneFileForAll = saidFile is not null;
        if (_isOneFileForAll && string.IsNullOrWhiteSpace(saidFile)) throw Refused.OutputNameless();
        if (nameTemplate is not null && outDirectory is null) throw Refused.TemplateWithoutFolder(nameTemplate);
        if (outDirectory is null) return;
        if (_isOneFileForAll) throw Refused.OutputTwice();
        _folder = OutputTarget.ToFolder(FilePaths.ToWrite(cmdlet, outDirectory), nameTemplate, force);
    }

    /// <summary>The one folder of the run; null: there is none.</summary>
    public string? Folder => _folder?.Folder;

    /// <summary>The job with its place on disk.</summary>
    public T Place<T>(T job, string? outFile)
        where T : OutputJob
    {
        var output = string.IsNullOrWhiteSpace(outFile)
            ? _folder
            : OutputTarget.ToFile(FilePaths.ToWrite(_cmdlet, outFile!), _force);
        return _sidecar && output is null
            ? throw Refused.SidecarWithoutFile()
            : (T)(job with { Output = output, Sidecar = _sidecar });
    }

    /// <summary>
    /// Gives the job its file, or takes it into keeping: a file named for the whole pipeline holds one image only,
    /// and whether there is one is known at the end.
    /// </summary>
    /// <returns>Whether the job can go now.</returns>
    public bool MayGo(OutputJob job)
    {
        if (job.Output?.FullName is not { } file) return true;
        if (!_isOneFileForAll) return _taken.Add(file) ? true : throw Refused.OutputShared(file);

        _isShared = _held is not null;
        _held ??= job;
        return _isShared ? throw Refused.OutputShared(file) : false;
    }

    /// <summary>The job that was kept, at the end of the pipeline; null when there is none.</summary>
    /// <param name="refuse">Told why it cannot go after all.</param>
    public OutputJob? Release(Action<ReveException, OutputJob> refuse)
    {
        if (!_isShared || _held is null) return _held;
        refuse(Refused.OutputShared(_held.Output!.FullName!), _held);
        return null;
    }
}
