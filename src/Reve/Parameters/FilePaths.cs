using System;
using System.Collections.Generic;
using System.Management.Automation;

namespace Reve.Parameters;

/// <summary>Paths by PowerShell's own rules: its location, its drives, its wildcards.</summary>
internal static class FilePaths
{
    /// <summary>The full names of what is there, by wildcards.</summary>
    public static List<string> ToRead(PSCmdlet cmdlet, string path)
    {
        try
        {
            var found = cmdlet.GetResolvedProviderPathFromPSPath(path, out var provider);
            return provider.Name == "FileSystem"
                ? [.. found]
                : throw Refused.InputNotFile(path, $"not in the file system but in '{provider.Name}'");
        }
        catch (Exception exception) when (exception is RuntimeException or ArgumentException or NotSupportedException)
        {
            throw Refused.InputNotFound(path, exception.Message, exception);
        }
    }

    /// <summary>The full name of a file or folder that need not exist.</summary>
    public static string ToWrite(PSCmdlet cmdlet, string path)
    {
        try
        {
            var full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            return provider.Name == "FileSystem"
                ? full
                : throw Refused.OutputNotFile(path, provider.Name);
        }
        catch (Exception exception) when (exception is RuntimeException or ArgumentException or NotSupportedException)
        {
            throw Refused.OutputPathInvalid(path, exception);
        }
    }
}
