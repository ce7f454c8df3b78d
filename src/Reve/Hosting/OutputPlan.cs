using System;
using System.Collections.Generic;
using System.Management.Automation;
using Reve.Parameters;

namespace Reve.Hosting;

/// <summary>Determines the file or folder of each job of a command, and prevents that two jobs share a file.</summary>
internal sealed class OutputPlan
{
    private static readonly StringComparer s_fileNames = Environment.OSVersion.Platform == PlatformID.Win32NT
        ? StringComparer.OrdinalIgnoreCase
        : StringComparer.Ordinal;

    private readonly PSCmdlet _cmdlet;
    private readonly OutputSettings _settings;
    private readonly OutputTarget? _folder;
    private readonly HashSet<string> _usedFiles = new(s_fileNames);
    private OutputJob? _held;
    private bool _isShared;

    /// <exception cref="ReveException">Parameters exclude each other, or a path or template is not valid.</exception>
    public OutputPlan(PSCmdlet cmdlet, OutputSettings settings)
    {
        settings.Check();
        _cmdlet = cmdlet;
        _settings = settings;
        var folder = settings.OutDirectory ?? (settings.OutFile is null ? settings.DefaultFolder : null);
        var template = settings.NameTemplate ?? settings.DefaultTemplate;
        if (folder is not null)
        {
            _folder = OutputTarget.ToFolder(FilePaths.ToWrite(cmdlet, folder), template, settings.Force);
        }
    }

    /// <summary>The folder of -OutDirectory; null when not specified.</summary>
    public string? Folder => _folder?.Folder;

    /// <summary>
    /// Returns the job with its output. With -OutDirectory, the file of a record is a path relative to this folder.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="outFile">The file from the command line or the record; blank for none.</param>
    /// <param name="subfolder">The subfolder of the folder; empty for the folder itself.</param>
    /// <exception cref="ReveException">The image cannot be saved there.</exception>
    public T Place<T>(T job, string? outFile, string subfolder = "")
        where T : OutputJob
    {
        var output = string.IsNullOrWhiteSpace(outFile) ? _folder?.WithSubfolder(subfolder)
            : _folder is not null && _settings.OutDirectory is not null ? _folder.WithFile(outFile!)
            : OutputTarget.ToFile(FilePaths.ToWrite(_cmdlet, outFile!), _settings.Force);
        if (_settings.Sidecar && output is null) throw OutputErrors.SidecarWithoutFile();
        if (_settings.EmbedMetadata == true && output is null) throw OutputErrors.MetadataWithoutFile();
        if (_settings.SkipDownload && output is not null) throw OutputErrors.SaveWithoutDownload();
        // The journal knows whether an existing file below the folder is the result of the same item.
        if (output is { IsBelowFolder: false }) output.Check(_settings.Sidecar);
        return (T)(job with
        {
            Output = output,
            Sidecar = _settings.Sidecar,
            EmbedMetadata = _settings.EmbedMetadata ?? _settings.DefaultEmbedMetadata,
        });
    }

    /// <summary>
    /// Reserves the file of a job. The file of -OutFile can hold one image only, so its first job is held until the
    /// end of the pipeline shows that it is the only one.
    /// </summary>
    /// <returns>Whether the job can be sent now.</returns>
    public bool Reserve(OutputJob job)
    {
        if (job.Output?.FullName is not { } file) return true;
        if (_settings.OutFile is null) return _usedFiles.Add(file) ? true : throw OutputErrors.FileShared(file);

        _isShared = _held is not null;
        _held ??= job;
        return _isShared ? throw OutputErrors.FileShared(file) : false;
    }

    /// <summary>Returns the held job at the end of the pipeline; null when there is none.</summary>
    /// <param name="streams">Receives the error of a held job that cannot be sent.</param>
    public OutputJob? Release(CmdletStreams streams)
    {
        if (!_isShared || _held is null) return _held;
        var error = OutputErrors.FileShared(_held.Output!.FullName!);
        streams.WriteError(ErrorRecords.From(error, JobText.TargetOf(_held)));
        return null;
    }
}
