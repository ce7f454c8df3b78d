using System;
using System.IO;
using Reve.Output;

namespace Reve.Journal;

/// <summary>Finds the files that an earlier run saved.</summary>
internal static class SavedFiles
{
    /// <summary>Whether a name has a file, and not only the empty one that reserves a name.</summary>
    public static bool Exists(string file) => new FileInfo(file) is { Exists: true, Length: > 0 };

    /// <summary>The file under a recorded name; null when there is none.</summary>
    public static SavedFile? Find(string folder, SavedRecord saved)
    {
        if (FolderPath.Resolve(folder, saved.Name) is not { } file || !File.Exists(file)) return null;
        using var stream = FolderPath.OpenRegular(file);
        return new SavedFile(file, stream is null ? SavedFileState.Unusable : Compare(stream, folder, file, saved));
    }

    /// <summary>A file of the recorded length and time is not read again.</summary>
    private static bool IsUntouched(string file, SavedRecord saved) =>
        saved.Written is { } written && FileTime.Of(file) == written && !FolderPath.IsLink(file);

    private static SavedFileState Compare(FileStream stream, string folder, string file, SavedRecord saved)
    {
        if (stream.Length == saved.Length && (IsUntouched(file, saved) || ContentHash.Of(stream) == saved.Hash))
        {
            return SavedFileState.Intact;
        }

        // A link may lead to the saved image in another folder, and to nothing else there.
        if (FolderPath.LeavesFolder(folder, file)) return SavedFileState.Unusable;
        stream.Position = 0;
        return FolderPath.IsImage(stream) ? SavedFileState.Changed : SavedFileState.Unusable;
    }
}
