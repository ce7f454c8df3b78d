using System;
using System.IO;
using System.Linq;

namespace Reve;

/// <summary>The files that the library writes to an output folder beside the images.</summary>
public static class ReveFiles
{
    private const string SidecarExtension = ".json";

    private static readonly string[] s_prefixes = [".reve-", "reve-journal.", "reve-response-", "reve-answer-"];

    /// <summary>
    /// Whether a file is a journal, the lock of a journal, a part of an image, a kept response, or a sidecar.
    /// </summary>
    public static bool IsInternal(string fullName)
    {
        ArgumentNullException.ThrowIfNull(fullName);
        var name = Path.GetFileName(fullName);
        return s_prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) || IsSidecar(name);
    }

    private static bool IsSidecar(string name) =>
        name.EndsWith(SidecarExtension, StringComparison.OrdinalIgnoreCase)
        && ImageFormat.FromExtension(Path.GetExtension(Path.GetFileNameWithoutExtension(name))) is not null;
}
