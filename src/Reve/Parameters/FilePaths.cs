using System;
using System.Collections.Generic;
using System.Management.Automation;

namespace Reve.Parameters;

/// <summary>Resolves PowerShell paths to full file names.</summary>
internal static class FilePaths
{
    private const string FileSystem = "FileSystem";

    /// <summary>Returns the full names of the existing files and folders that match a path with wildcards.</summary>
    /// <exception cref="ReveException">Nothing matches, or the path is not in the file system.</exception>
    public static List<string> ToRead(PSCmdlet cmdlet, string path) => Read<List<string>>(path, () =>
    {
        var found = cmdlet.GetResolvedProviderPathFromPSPath(path, out var provider);
        return provider.Name == FileSystem ? [.. found] : throw InputErrors.NotInFileSystem(path, provider.Name);
    });

    /// <summary>Returns the full name of a path without wildcards.</summary>
    /// <exception cref="ReveException">The path is not in the file system.</exception>
    public static string ToReadLiteral(PSCmdlet cmdlet, string path) => Read(path, () =>
    {
        var full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        return provider.Name == FileSystem ? full : throw InputErrors.NotInFileSystem(path, provider.Name);
    });

    /// <summary>Returns the full name of an output file or folder, which need not exist.</summary>
    /// <exception cref="ReveException">The path is not valid, or not in the file system.</exception>
    public static string ToWrite(PSCmdlet cmdlet, string path)
    {
        try
        {
            var full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            return provider.Name == FileSystem ? full : throw OutputNotInFileSystem(path, provider.Name);
        }
        catch (Exception exception) when (IsPathError(exception))
        {
            throw OutputPathInvalid(path, exception);
        }
    }

    private static T Read<T>(string path, Func<T> resolve)
    {
        try
        {
            return resolve();
        }
        catch (Exception exception) when (IsPathError(exception))
        {
            throw InputErrors.NotFound(path, exception.Message, exception);
        }
    }

    private static bool IsPathError(Exception exception) =>
        exception is RuntimeException or ArgumentException or NotSupportedException;

    private static ReveException OutputNotInFileSystem(string path, string provider) => new(
        ReveErrorKind.OutputNotWritable,
        $"'{path}' is not in the file system but in '{provider}'.",
        "Specify a file or a folder.") { Target = path };

    private static ReveException OutputPathInvalid(string path, Exception cause) => new(
        ReveErrorKind.OutputNotWritable,
        $"'{path}' is not a valid path: {cause.Message}",
        "Correct the path.", cause) { Target = path };
}
