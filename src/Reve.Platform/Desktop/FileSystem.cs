using System.IO;

namespace Reve.Platform;

/// <summary>Operations on files in the way of .NET Framework.</summary>
public static class FileSystem
{
    /// <summary>The path itself. .NET Framework cannot resolve links.</summary>
    public static string ResolveLinks(string fullName) => fullName;

    /// <summary>Moves a file, and replaces a file of that name.</summary>
    public static void Replace(string source, string target)
    {
        if (File.Exists(target)) File.Replace(source, target, destinationBackupFileName: null);
        else File.Move(source, target);
    }
}
