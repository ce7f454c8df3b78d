using System.IO;
using Reve.Output;

namespace Reve.Journal;

/// <summary>Finds the files that an earlier run saved.</summary>
internal static class SavedFiles
{
    /// <summary>The file under a recorded name; null when there is none.</summary>
    public static SavedFile? Find(string folder, SavedRecord saved)
    {
        if (FolderPath.Resolve(folder, saved.Name) is not { } file || !File.Exists(file)) return null;
        using var stream = FolderPath.OpenRegular(file);
        return new SavedFile(file, stream is null ? SavedFileState.Unusable : Compare(stream, folder, file, saved));
    }

    private static SavedFileState Compare(FileStream stream, string folder, string file, SavedRecord saved)
    {
        if (stream.Length == saved.Length && ContentHash.Of(stream) == saved.Hash) return SavedFileState.Intact;
        // A link may lead to the saved image in another folder, and to nothing else there.
        if (FolderPath.LeavesFolder(folder, file)) return SavedFileState.Unusable;
        stream.Position = 0;
        return FolderPath.IsImage(stream) ? SavedFileState.Changed : SavedFileState.Unusable;
    }
}
