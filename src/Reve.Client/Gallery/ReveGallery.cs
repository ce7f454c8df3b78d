using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Reve.Gallery;
using Reve.Output;

namespace Reve;

/// <summary>A page that shows the images and the calls of folders. It needs no network and no other program.</summary>
public static class ReveGallery
{
    private const string Mark = "<meta name=\"generator\" content=\"Reve\">";
    private const int MarkLength = 2048;

    /// <summary>Writes the page.</summary>
    /// <param name="folders">The full names of the folders.</param>
    /// <param name="destination">The full name of the page. Its folder is created when it does not exist.</param>
    /// <param name="title">The title of the page.</param>
    /// <param name="recurse">Whether subfolders are shown too.</param>
    /// <param name="force">Whether an existing file is replaced that is not a page of this class.</param>
    /// <param name="notify">Receives warnings.</param>
    /// <returns>The number of cards.</returns>
    /// <exception cref="ReveException">
    /// A folder does not exist, there is nothing to show, or the page cannot be written.
    /// </exception>
    public static int Write(
        IReadOnlyList<string> folders, string destination, string title, bool recurse = false, bool force = false,
        Action<ReveNotice>? notify = null)
    {
        ArgumentNullException.ThrowIfNull(folders);
        if (Directory.Exists(destination)) throw OutputErrors.NotWritable(destination, "it is a folder.");
        if (File.Exists(destination) && !force && !IsPage(destination)) throw OutputErrors.Exists(destination);
        var folder = Path.GetDirectoryName(destination)!;
        var collector = new GalleryCollector(folder, notify);
        foreach (var source in folders)
        {
            if (!Directory.Exists(source)) throw InputErrors.NotFound(source);
            collector.Add(source, recurse);
        }

        var cards = collector.Cards;
        if (cards.Count == 0) throw NothingToShow(folders);
        try
        {
            Directory.CreateDirectory(folder);
            using var part = PartFile.Create(folder);
            GalleryPage.Write(part.Stream, cards, title);
            part.TryMoveTo(destination, replace: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OutputErrors.NotWritable(destination, exception.Message, exception);
        }

        return cards.Count;
    }

    /// <summary>Whether a file is a page that this class wrote.</summary>
    private static bool IsPage(string file)
    {
        using var stream = FolderPath.OpenRegular(file);
        if (stream is null) return false;
        var start = new byte[MarkLength];
        var count = stream.Read(start, 0, start.Length);
        return Encoding.UTF8.GetString(start, 0, count).Contains(Mark);
    }

    private static ReveException NothingToShow(IReadOnlyList<string> folders) => new(
        ReveErrorKind.InputMissing,
        $"There is neither an image nor a journal in '{string.Join("', '", folders)}'.",
        "Specify folders with images, or use -Recurse for their subfolders.") { Target = folders[0] };
}
