using System;
using System.IO;
using System.Linq;

namespace Reve.Gallery;

/// <summary>Links from a page to files on the same machine.</summary>
internal static class RelativeLink
{
    private static readonly char[] s_separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];

    private static readonly StringComparison s_comparison = Environment.OSVersion.Platform == PlatformID.Win32NT
        ? StringComparison.OrdinalIgnoreCase
        : StringComparison.Ordinal;

    /// <summary>The link, relative to a folder. On another drive it is an absolute one.</summary>
    public static string To(string file, string folder)
    {
        var root = Path.GetPathRoot(file) ?? "";
        var parts = Parts(file);
        if (!string.Equals(root, Path.GetPathRoot(folder), s_comparison)) return new Uri(file).AbsoluteUri;
        var from = Parts(folder);
        var common = 0;
        while (common < Math.Min(from.Length, parts.Length - 1)
            && string.Equals(from[common], parts[common], s_comparison))
        {
            common++;
        }

        return string.Join("/", Enumerable.Repeat("..", from.Length - common)
            .Concat(parts.Skip(common).Select(Uri.EscapeDataString)));
    }

    private static string[] Parts(string path) =>
        path.Substring((Path.GetPathRoot(path) ?? "").Length)
            .Split(s_separators, StringSplitOptions.RemoveEmptyEntries);
}
