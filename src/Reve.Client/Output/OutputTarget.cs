using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using Reve.Output;

namespace Reve;

/// <summary>Where an image is saved: a file, or a folder in which a template names the images.</summary>
/// <remarks>
/// All targets that are made from one folder target share their names: none of them replaces an image of another.
/// </remarks>
public sealed class OutputTarget
{
    private readonly ReservedNames _names;
    private readonly NameTemplate? _template;
    private string? _subfolder;
    private string? _reserved;
    private int _isReservationUsed;

    private OutputTarget(string folder, bool force, ReservedNames names)
    {
        Folder = folder;
        Force = force;
        _names = names;
    }

    private OutputTarget(OutputTarget other)
        : this(other.Folder, other.Force, other._names)
    {
        FullName = other.FullName;
        IsBelowFolder = other.IsBelowFolder;
        MayExist = other.MayExist;
        _template = other._template;
        _subfolder = other._subfolder;
        _reserved = other._reserved;
    }

    private OutputTarget(string folder, NameTemplate template, bool force)
        : this(folder, force, new ReservedNames()) => _template = template;

    /// <summary>The template of a folder when none is specified.</summary>
    public static string DefaultTemplate => NameTemplate.Default;

    /// <summary>The fields that a template may have.</summary>
    public static IReadOnlyList<TemplateField> TemplateFields => NameTemplate.Fields;

    /// <summary>The folder that is written to.</summary>
    public string Folder { get; }

    /// <summary>The file; null when a template names the images.</summary>
    public string? FullName { get; private init; }

    /// <summary>Whether the journal of the folder records the images.</summary>
    public bool IsBelowFolder { get; private init; }

    /// <summary>Whether an existing file is replaced.</summary>
    public bool Force { get; }

    /// <summary>Whether the file may exist because an earlier run has saved it.</summary>
    internal bool MayExist { get; init; }

    /// <summary>The template for an operation when none is specified.</summary>
    public static string DefaultTemplateFor(ReveOperation operation) =>
        operation == ReveOperation.Edit ? NameTemplate.DefaultForEdit : NameTemplate.Default;

    /// <summary>A file, by its full name.</summary>
    public static OutputTarget ToFile(string fullName, bool force = false) =>
        new(Path.GetDirectoryName(fullName) ?? fullName, force, new ReservedNames()) { FullName = fullName };

    /// <summary>A folder, by its full name. It is created when it does not exist.</summary>
    /// <exception cref="ReveException">The template is not valid.</exception>
    public static OutputTarget ToFolder(string fullName, string? template = null, bool force = false) =>
        new(fullName, new NameTemplate(template ?? NameTemplate.Default), force) { IsBelowFolder = true };

    /// <summary>A file below a folder. Subfolders are created when they do not exist.</summary>
    /// <param name="folder">The full name of the folder.</param>
    /// <param name="relativePath">The path of the file, relative to the folder.</param>
    /// <param name="force">Whether an existing file is replaced.</param>
    /// <exception cref="ReveException">The path leaves the folder.</exception>
    public static OutputTarget ToFolderFile(string folder, string relativePath, bool force = false) =>
        ToFolder(folder, template: null, force).WithFile(relativePath);

    /// <summary>A file below the folder of this target.</summary>
    /// <param name="relativePath">The path of the file, relative to the folder.</param>
    /// <exception cref="ReveException">The path leaves the folder.</exception>
    public OutputTarget WithFile(string relativePath) => new(this)
    {
        FullName = FolderPath.Resolve(Folder, relativePath) ?? throw OutputErrors.OutsideFolder(relativePath, Folder),
    };

    /// <summary>A subfolder of this target, whose images the journal of the folder records.</summary>
    /// <param name="relativePath">The path of the subfolder, relative to the folder; empty for the folder.</param>
    /// <exception cref="ReveException">The path leaves the folder.</exception>
    public OutputTarget WithSubfolder(string relativePath) => string.IsNullOrEmpty(relativePath) ? this : new(this)
    {
        _subfolder = FolderPath.Resolve(Folder, relativePath)
            ?? throw OutputErrors.OutsideFolder(relativePath, Folder),
    };

    /// <summary>
    /// Reserves the name of an image, so that names follow the order of the input and not the order in which calls
    /// finish. A file, and a name that depends on the response, cannot be reserved.
    /// </summary>
    /// <param name="request">The request that the image is generated for.</param>
    /// <param name="provider">The provider that generates it.</param>
    public OutputTarget Reserve(ImageRequest request, ProviderInfo provider) =>
        Reserve(ImageDescription.Of(request, provider), isFree: IsFree);

    /// <summary>Reserves the name of an image that exists already.</summary>
    public OutputTarget Reserve(ReveImage image) => Reserve(image, IsFree);

    /// <summary>Throws when an image cannot be saved here. Nothing is written.</summary>
    /// <param name="withSidecar">Whether a sidecar is written beside the image.</param>
    /// <exception cref="ReveException">The image or its sidecar cannot be saved.</exception>
    public void Check(bool withSidecar = false)
    {
        if (FullName is not null) CheckFile(FullName, withSidecar);
        else if (File.Exists(Folder)) throw OutputErrors.IsFile(Folder);
    }

    /// <summary>Creates the folder, and writes to it once, before anything is paid for.</summary>
    /// <exception cref="ReveException">The folder cannot be created or written to.</exception>
    public void Prepare()
    {
        try
        {
            if (IsBelowFolder) Directory.CreateDirectory(Path.GetDirectoryName(FullName) ?? _subfolder ?? Folder);
            PartFile.Create(Folder).Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException
            or NotSupportedException)
        {
            throw OutputErrors.NotWritable(Folder, exception.Message, exception);
        }
    }

    /// <summary>The name that the image of a request will have, as far as it is known before sending.</summary>
    public string PreviewName(ImageRequest request, ProviderInfo provider)
    {
        var image = ImageDescription.Of(request, provider) with
        {
            RequestId = "(request id)",
            CreatedAt = DateTimeOffset.UtcNow,
        };
        return NameFor(image, ".*", place: 0);
    }

    /// <summary>Reserves a name for an item of an earlier run, whose file may be on disk already.</summary>
    /// <param name="request">The request of the item.</param>
    /// <param name="provider">The provider that it was sent to.</param>
    /// <param name="mayExist">Whether the file of the target may be that of the item.</param>
    internal OutputTarget ReserveForResume(ImageRequest request, ProviderInfo provider, bool mayExist) =>
        new(Reserve(ImageDescription.Of(request, provider), static _ => true)) { MayExist = mayExist };

    /// <summary>The target of an item whose image has its file.</summary>
    internal OutputTarget ForSavedFile(string fullName) =>
        new(this) { _reserved = fullName, _isReservationUsed = 1, MayExist = true };

    /// <summary>Whether both targets take their names from the same set.</summary>
    internal bool SharesNamesWith(OutputTarget? other) => ReferenceEquals(_names, other?._names);

    /// <summary>The name of the image at a place in its response, before it is made unique.</summary>
    internal string NameFor(ReveImage image, string extension, int place)
    {
        var name = FullName ?? _reserved ?? Path.Combine(_subfolder ?? Folder, _template!.Render(image));
        var full = FullName is not null || ReservedNames.HasImageExtension(name) ? name : name + extension;
        return place == 0 ? full : Numbered(full, place + 1);
    }

    /// <summary>Takes a name for one image. Even with Force, a run does not replace its own images.</summary>
    internal bool TryTake(string name)
    {
        var isReserved = _reserved is not null && (name == _reserved || Path.ChangeExtension(name, null) == _reserved);
        return (isReserved && Interlocked.Exchange(ref _isReservationUsed, 1) == 0) || _names.TryTake(name);
    }

    internal static string Numbered(string name, int number) => Path.Combine(
        Path.GetDirectoryName(name) ?? "",
        $"{Path.GetFileNameWithoutExtension(name)}-{number}{Path.GetExtension(name)}");

    private OutputTarget Reserve(ReveImage image, Func<string, bool> isFree)
    {
        if (_template is not { IsKnownBeforehand: true } || FullName is not null) return this;
        var name = Path.Combine(_subfolder ?? Folder, _template.Render(image));
        return new OutputTarget(this) { _reserved = _names.Take(name, isFree) };
    }

    private bool IsFree(string name) => Force || !ReservedNames.IsOnDisk(name);

    private void CheckFile(string file, bool withSidecar)
    {
        if (Directory.Exists(file) || Path.GetFileName(file).Length == 0)
        {
            throw OutputErrors.NotWritable(file, "it is a folder; use -OutDirectory.");
        }

        if (FileNames.Problem(Path.GetFileName(file)) is { } problem) throw OutputErrors.NotWritable(file, problem);
        if (!IsBelowFolder && !Directory.Exists(Folder)) throw OutputErrors.FolderMissing(file, Folder);
        CheckReplace(file);
        if (!withSidecar) return;
        var sidecar = SidecarFile.NameFor(file);
        if (FileNames.Problem(Path.GetFileName(sidecar)) is { } reason) throw OutputErrors.NotWritable(sidecar, reason);
        CheckReplace(sidecar);
    }

    private void CheckReplace(string file)
    {
        if (!File.Exists(file) || MayExist) return;
        if (!Force) throw OutputErrors.Exists(file);
        if ((File.GetAttributes(file) & FileAttributes.ReadOnly) != 0)
        {
            throw OutputErrors.NotWritable(file, "it is read-only.");
        }
    }
}
