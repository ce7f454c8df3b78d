using System;
using System.IO;

namespace Reve.Output;

/// <summary>The time of a file.</summary>
internal static class FileTime
{
    /// <summary>When a file was last written; null when that cannot be read.</summary>
    public static DateTimeOffset? Of(string file)
    {
        try
        {
            return File.GetLastWriteTimeUtc(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
