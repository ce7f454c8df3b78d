using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;

namespace Reve.Parameters;

/// <summary>Resolves paths to image files, and folders to the images in them.</summary>
internal sealed class InputFiles(PSCmdlet cmdlet)
{
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _subfolders = new(StringComparer.Ordinal);

    /// <summary>Whether a folder stands for the images in it and below it.</summary>
    public bool Recurse { get; init; }

    /// <summary>A folder whose images are not taken, because the command writes to it.</summary>
    public string? OutputFolder { get; init; }

    /// <summary>Returns the files that match a path with wildcards, in the order of their names.</summary>
    public IEnumerable<string> FromPath(string path) => Split(path).SelectMany(part =>
    {
        var found = FilePaths.ToRead(cmdlet, part);
        if (found.Count == 0) throw InputErrors.NotFound(part, "no file matches");
        if (!WildcardPattern.ContainsWildcardCharacters(part)) return Files(found, isMatch: false);
        return Files(found.Where(file => !ReveFiles.IsInternal(file) && (Recurse || !Directory.Exists(file))), true);
    }).ToList();

    /// <summary>Returns the file of exactly this name, or the images in the folder of this name.</summary>
    public IEnumerable<string> FromLiteralPath(string path) =>
        Files([FilePaths.ToReadLiteral(cmdlet, path)], isMatch: false);

    /// <summary>Returns the files of an entry of a folder listing; none for a file that the module itself writes.</summary>
    public IEnumerable<string> FromEntry(FileSystemInfo entry) =>
        ReveFiles.IsInternal(entry.FullName) ? [] : Files([entry.FullName], isMatch: false);

    /// <summary>
    /// Returns the folder of a file relative to the input folder that contains it; empty for a file that was named.
    /// </summary>
    public string SubfolderOf(string file) => _subfolders.TryGetValue(file, out var folder) ? folder : "";

    private List<string> Files(IEnumerable<string> paths, bool isMatch)
    {
        var files = new List<string>();
        foreach (var path in paths)
        {
            if (!Directory.Exists(path)) AddFile(path);
            else if (Recurse) files.AddRange(InFolder(path, isMatch ? Path.GetDirectoryName(path)! : path));
            else throw InputErrors.IsFolder(path);
        }

        return files;

        void AddFile(string path)
        {
            // A recursive listing contains both a folder and its files. Each image is paid for once.
            if (_subfolders.ContainsKey(path)) return;
            if (Recurse) _used.Add(path);
            files.Add(path);
        }
    }

    private List<string> InFolder(string folder, string root)
    {
        var files = new List<string>();
        foreach (var file in ImageFolder.Find(folder, OutputFolder))
        {
            if (!_used.Add(file)) continue;
            _subfolders[file] = ImageFolder.Relative(root, Path.GetDirectoryName(file)!);
            files.Add(file);
        }

        return files;
    }

    /// <summary>A path can name several files separated by semicolons, unless a file has this name.</summary>
    private IEnumerable<string> Split(string path) =>
        !path.Contains(';') || File.Exists(FilePaths.ToReadLiteral(cmdlet, path))
            ? [path]
            : path.Split(';').Select(part => part.Trim()).Where(part => part.Length > 0);
}
