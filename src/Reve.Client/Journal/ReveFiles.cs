using System;
using System.IO;
using Reve.Journal;
using Reve.Output;

namespace Reve;

/// <summary>The files that the library writes to an output folder beside the images.</summary>
public static class ReveFiles
{
    private const string SidecarExtension = ".json";

    /// <summary>
    /// Whether a file is a journal, the lock of a journal, a part of an image, a kept response, or a sidecar.
    /// </summary>
    public static bool IsInternal(string fullName)
    {
        ArgumentNullException.ThrowIfNull(fullName);
        var name = Path.GetFileName(fullName);
        return FileNames.IsInternal(name) || ResponseFileName.IsOne(name) || IsSidecar(name);
    }

    private static bool IsSidecar(string name) =>
        name.EndsWith(SidecarExtension, StringComparison.OrdinalIgnoreCase)
        && ImageFormat.FromExtension(Path.GetExtension(Path.GetFileNameWithoutExtension(name))) is not null;
}
