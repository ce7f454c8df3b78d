using System.IO;

namespace Reve.Platform;

/// <summary>Operations on files that .NET has.</summary>
public static class FileSystem
{
    /// <summary>The full name of the file that a link leads to; the path itself when it is not a link.</summary>
    /// <exception cref="IOException">The links form a circle.</exception>
    public static string ResolveLinks(string fullName)
    {
        var file = new FileInfo(fullName);
        return file.LinkTarget is null ? fullName : file.ResolveLinkTarget(returnFinalTarget: true)!.FullName;
    }

    /// <summary>Moves a file, and replaces a file of that name.</summary>
    public static void Replace(string source, string target) => File.Move(source, target, overwrite: true);
}
