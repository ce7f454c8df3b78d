using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Reve.Parameters;

/// <summary>Finds the images in a folder and its subfolders.</summary>
internal static class ImageFolder
{
    /// <summary>Returns the full names of the images: the files of a folder before those of its subfolders.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="excluded">A subfolder that is not searched; null for none.</param>
    /// <exception cref="ReveException">A folder cannot be read.</exception>
    public static IEnumerable<string> Find(string folder, string? excluded)
    {
        var files = new List<string>();
        try
        {
            Search(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw InputErrors.NotFound(folder, exception.Message, exception);
        }

        return files;

        void Search(string current)
        {
            var entries = new DirectoryInfo(current);
            files.AddRange(Sorted(entries.GetFiles().Where(IsImage)));
            foreach (var subfolder in Sorted(entries.GetDirectories().Where(IsSearched))) Search(subfolder);
        }

        // A link can lead back to a folder above it.
        bool IsSearched(DirectoryInfo subfolder) =>
            (subfolder.Attributes & FileAttributes.ReparsePoint) == 0 && !IsSame(subfolder.FullName, excluded);
    }

    /// <summary>Returns the path of a folder relative to a folder above it; empty for the folder itself.</summary>
    public static string Relative(string root, string folder)
    {
        var prefix = root.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
        return folder.StartsWith(prefix, StringComparison.Ordinal) ? folder.Substring(prefix.Length) : "";
    }

    private static bool IsImage(FileInfo file) =>
        ImageFormat.FromExtension(file.Extension) is not null && !ReveFiles.IsInternal(file.FullName);

    private static bool IsSame(string folder, string? other) =>
        other is not null && folder.TrimEnd(Path.DirectorySeparatorChar) == other.TrimEnd(Path.DirectorySeparatorChar);

    private static IEnumerable<string> Sorted(IEnumerable<FileSystemInfo> entries) =>
        entries.Select(entry => entry.FullName).OrderBy(name => name, StringComparer.OrdinalIgnoreCase);
}
