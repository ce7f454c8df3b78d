using System;
using System.IO;
using Reve.Platform;

namespace Reve;

/// <summary>Opens input files. Only regular files, because opening a named pipe or a device can block.</summary>
internal static class InputFile
{
    /// <summary>Opens a file after resolving links.</summary>
    /// <exception cref="ReveException">It is a folder, a device, a named pipe or a socket.</exception>
    public static FileStream Open(string fullName)
    {
        if (Directory.Exists(fullName)) throw NotRegular(fullName, "a folder");
        if (UnixFileType.Find(fullName) is { } type && type != UnixFileType.Regular)
            throw NotRegular(fullName, UnixFileType.Describe(type));

        FileStream stream;
        try
        {
            stream = new FileStream(
                fullName, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
        }
        catch (Exception exception) when (exception is NotSupportedException or ArgumentException)
        {
            throw NotRegular(fullName, "a device", exception);
        }

        if (stream.CanSeek) return stream;
        stream.Dispose();
        throw NotRegular(fullName, "a device or a pipe");
    }

    /// <summary>
    /// The length of a file, or of the target of a link, and the time of its last change; null if absent.
    /// </summary>
    public static (long Length, DateTime WrittenAt)? FindState(string fullName)
    {
        try
        {
            var file = new FileInfo(FileSystem.ResolveLinks(fullName));
            if (!file.Exists) return null;
            if ((file.Attributes & FileAttributes.ReparsePoint) == 0) return (file.Length, file.LastWriteTimeUtc);

            // Windows PowerShell cannot resolve links, but an open file has the length of the target.
            using var target = Open(fullName);
            return (target.Length, file.LastWriteTimeUtc);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ReveException)
        {
            return null;
        }
    }

    private static ReveException NotRegular(string fullName, string what, Exception? cause = null) => new(
        ReveErrorKind.InputUnreadable,
        $"'{fullName}' is {what}, not a file.",
        "Use an image file. To use the output of another program, save it to a file first.", cause)
    { Target = fullName };
}
