using System;
using System.IO;
using System.Linq;
using Reve.Imaging;
using Reve.Platform;

namespace Reve.Output;

/// <summary>Relative paths of files below an output folder.</summary>
internal static class FolderPath
{
    private static readonly StringComparison s_comparison = Environment.OSVersion.Platform == PlatformID.Win32NT
        ? StringComparison.OrdinalIgnoreCase
        : StringComparison.Ordinal;

    /// <summary>The full name of a file below the folder.</summary>
    /// <returns>
    /// Null when the path leaves the folder, itself or through a link to another folder, or when one of its names is
    /// not a file name or belongs to a file of the module.
    /// </returns>
    public static string? Resolve(string folder, string relativePath)
    {
        var names = relativePath.Split('/', '\\').SkipWhile(name => name == ".").ToList();
        if (names.Count == 0 || !names.All(IsPlainName)) return null;
        var path = folder;
        foreach (var name in names.Take(names.Count - 1))
        {
            path = Path.Combine(path, name);
            if (IsLink(path)) return null;
        }

        return Path.Combine(path, names[names.Count - 1]);
    }

    /// <summary>The path of a file relative to the folder, with slashes; null when it is elsewhere.</summary>
    public static string? Relative(string folder, string fullName)
    {
        var root = folder.TrimEnd('/', '\\') + Path.DirectorySeparatorChar;
        return fullName.StartsWith(root, s_comparison) && fullName.Length > root.Length
            ? fullName.Substring(root.Length).Replace(Path.DirectorySeparatorChar, '/')
            : null;
    }

    /// <summary>Whether the path itself is a link.</summary>
    public static bool IsLink(string path)
    {
        try
        {
            return (File.GetAttributes(path) & FileAttributes.ReparsePoint) != 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>
    /// Opens a file that holds data. Devices, pipes and empty files are skipped: reading them would block or never end,
    /// and none of them has a length.
    /// </summary>
    /// <returns>The stream; null when there is no such file.</returns>
    public static FileStream? OpenRegular(string fullName)
    {
        try
        {
            if (!HasData(fullName)) return null;
            return new FileStream(fullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whether the file is a link that leads out of the folder.</summary>
    public static bool LeavesFolder(string folder, string fullName)
    {
        if (!IsLink(fullName)) return false;
        try
        {
            var target = FileSystem.ResolveLinks(fullName);
            return target == fullName || Relative(folder, target) is null;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>Whether the file is an image, by its first bytes.</summary>
    public static bool IsImage(Stream stream) => ImageHeaderReader.Read(stream) is not null;

    /// <summary>
    /// Whether the file, or the file that a link leads to, has a length. A link that cannot be resolved counts as a file
    /// with a length.
    /// </summary>
    public static bool HasData(string fullName)
    {
        var file = new FileInfo(FileSystem.ResolveLinks(fullName));
        return file.Exists && (file.Length > 0 || IsLink(file.FullName));
    }

    private static bool IsPlainName(string name) =>
        name is not ("" or "." or "..") && FileNames.Problem(name) is null && !FileNames.IsDevice(name)
        && !FileNames.IsInternal(name);
}
