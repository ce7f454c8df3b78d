using System;
using System.Collections.Generic;
using System.IO;
using Reve.Output;

namespace Reve.Journal;

/// <summary>Finds the call that generated a file, in the journal of its folder or of a folder above it.</summary>
internal sealed class SavedImageIndex
{
    private const int MaximumLevels = 32;

    private readonly Dictionary<string, Entry> _journals = [];

    /// <summary>The image as the journal describes it; null when no journal has the file.</summary>
    public ReveImage? Find(string fullName)
    {
        var folder = Path.GetDirectoryName(fullName);
        for (var level = 0; level < MaximumLevels && !string.IsNullOrEmpty(folder); level++)
        {
            if (FindIn(folder!, fullName) is { } image) return image;
            folder = Path.GetDirectoryName(folder);
        }

        return null;
    }

    private ReveImage? FindIn(string folder, string fullName)
    {
        var file = new JournalFile(Path.Combine(folder, JournalFile.Name));
        try
        {
            if (file.Length is var length && length == 0) return null;
            if (!_journals.TryGetValue(folder, out var entry) || entry.Length != length)
            {
                entry = _journals[folder] = new Entry(length, ImagesOf(file, folder));
            }

            return entry.Images.TryGetValue(fullName, out var found)
                ? CallReader.Read(found.Call, folder).Images[found.Place]
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The images by their full names. Of several with one name the last one counts.</summary>
    private static Dictionary<string, (JournaledCall Call, int Place)> ImagesOf(JournalFile file, string folder)
    {
        var images = new Dictionary<string, (JournaledCall Call, int Place)>();
        foreach (var call in JournalHistory.Read(file, keepsRequests: true).Calls)
        {
            foreach (var saved in call.Saved)
            {
                if (saved.Place >= CallReader.MaximumImages) continue;
                if (FolderPath.Resolve(folder, saved.Name) is { } fullName) images[fullName] = (call, saved.Place);
            }
        }

        return images;
    }

    private sealed record Entry(long Length, Dictionary<string, (JournaledCall Call, int Place)> Images);
}
