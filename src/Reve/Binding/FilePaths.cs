using System;
using System.Management.Automation;

namespace Reve.Binding;

/// <summary>Paths by PowerShell's own rules: its location, its drives, its wildcards.</summary>
internal static class FilePaths
{
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
