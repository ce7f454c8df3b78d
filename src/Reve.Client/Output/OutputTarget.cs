using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System;
using Reve.Output;

namespace Reve;

/// <summary>Where an image goes on disk: one file, or a folder that names its images by a template.</summary>
public sealed class OutputTarget
{
    private readonly string? _file;
    private readonly NameTemplate? _template;
    private readonly ConcurrentDictionary<string, bool> _taken = new(StringComparer.OrdinalIgnoreCase);

    private OutputTarget(string folder, bool force)
    {
        Folder = folder;
        Force = force;
    }

    private OutputTarget(string fullName, string folder, bool force)
        : this(folder, force) => _file = fullName;

    private OutputTarget(string folder, NameTemplate template, bool force)
        : this(folder, force) => _template = template;

    /// <summary>The folder that is written to.</summary>
    public string Folder { get; }

    /// <summary>The one file; null for a folder.</summary>
    public string? FullName => _file;

    /// <summary>Whether an existing file is replaced.</summary>
    public bool Force { get; }

    /// <summary>The template of a folder when none is given.</summary>
    public static string DefaultTemplate => NameTemplate.Default;

    /// <summary>The fields that a template may have.</summary>
    public static IReadOnlyList<TemplateField> TemplateFields => NameTemplate.Fields;

    /// <summary>One file, by its full name.</summary>
    public static OutputTarget ToFile(string fullName, bool force = false) =>
        new(fullName, Path.GetDirectoryName(fullName) ?? fullName, force);

    /// <summary>A folder, by its full name; it is made when it is missing.</summary>
    /// <exception cref="ReveException">The template is not one.</exception>
    public static OutputTarget ToFolder(string fullName, string? template = null, bool force = false) =>
        new(fullName, new NameTemplate(template ?? NameTemplate.Default), force);

    /// <summary>Finds out whether an image can go here, by looking only.</summary>
    /// <exception cref="ReveException">It cannot.</exception>
    public void Check()
    {
        if (_file is not null) CheckFile(_file);
        else if (File.Exists(Folder)) throw Faults.OutputIsFile(Folder);
    }

    /// <summary>
    /// Makes the folder of a folder target, and proves that it can be written, before anything is paid for.
    /// </summary>
    /// <exception cref="ReveException">It cannot.</exception>
    public void Prepare()
    {
        try
        {
            if (_file is null) Directory.CreateDirectory(Folder);
            PartFile.Create(Folder).Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException
            or NotSupportedException)
        {
            throw Faults.OutputNotWritable(_file ?? Folder, exception.Message, exception);
        }
    }

    /// <summary>
    /// The name that a job's image is going to have, as far as it is known before its bytes are; the folder's own
    /// where this is no file of a folder.
    /// </summary>
    public string Expect(ImageRequest request, ProviderInfo provider)
    {
        var image = ImageTemplate.Of(request, provider) with
        {
            RequestId = "(request id)",
            CreatedAt = DateTimeOffset.UtcNow,
        };
        return NameFor(image, ".*", place: 0);
    }

    /// <summary>The name without a number for the image that has the given place in its answer.</summary>
    internal string NameFor(ReveImage image, string extension, int place)
    {
        var name = _file ?? Path.Combine(Folder, WithExtension(_template!.Render(image), extension));
        return place == 0 ? name : Numbered(name, place + 1);
    }

    /// <summary>
    /// Takes a name for one image of this run: even with Force, a run never replaces its own images.
    /// </summary>
    internal bool TryTake(string name) => _taken.TryAdd(name, true);

    internal static string Numbered(string name, int number) => Path.Combine(
        Path.GetDirectoryName(name) ?? "",
        $"{Path.GetFileNameWithoutExtension(name)}-{number}{Path.GetExtension(name)}");

    private static string WithExtension(string name, string extension) =>
        ImageFormat.FromExtension(Path.GetExtension(name)) is null ? name + extension : name;

    private void CheckFile(string file)
    {
        if (Directory.Exists(file) || Path.GetFileName(file).Length == 0)
        {
            throw Faults.OutputNotWritable(file, "it is a folder; use -OutDirectory.");
        }

        if (FileNames.Problem(Path.GetFileName(file)) is { } problem) throw Faults.OutputNotWritable(file, problem);
        if (!Directory.Exists(Folder)) throw Faults.OutputFolderMissing(file, Folder);
        if (!File.Exists(file)) return;
        if (!Force) throw Faults.OutputExists(file);
        if ((File.GetAttributes(file) & FileAttributes.ReadOnly) != 0)
        {
            throw Faults.OutputNotWritable(file, "it is read-only.");
        }
    }
}
