using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Reve.Journal;
using Reve.Output;

namespace Reve.Execution;

/// <summary>
/// The part files of the images that came inside a response. They are on the disk before the journal records the call:
/// a URL can be downloaded again, bytes cannot.
/// </summary>
internal sealed class StagedImages : IDisposable
{
    private readonly PartFile?[] _parts;
    private readonly string?[] _names;

    private StagedImages(int count, bool isJournaled) =>
        (_parts, _names) = (new PartFile?[count], isJournaled ? new string?[count] : []);

    /// <summary>The part files by the place of their image; null for an image that has none.</summary>
    public IReadOnlyList<PartFile?> Parts => _parts;

    /// <summary>The names of those part files that are on the disk under the name for the journal.</summary>
    public IReadOnlyList<string?> Names => _names;

    /// <param name="response">The response with the images.</param>
    /// <param name="entry">The entry of the job in the journal; null when no journal is kept.</param>
    public static async Task<StagedImages> CreateAsync(ProviderResponse response, JournalEntry? entry)
    {
        var staged = new StagedImages(response.Images.Count, entry is not null);
        for (var place = 0; place < staged._parts.Length; place++)
        {
            staged._parts[place] = response.Images[place].Received?.File as PartFile;
        }

        for (var place = 0; place < staged._parts.Length && entry is not null; place++)
        {
            if (!response.Images[place].HasContent) continue;
            try
            {
                await staged.StageAsync(response.Images[place].Bytes, place, entry).ConfigureAwait(false);
            }
            catch (Exception)
            {
                // The error occurs again when the image is saved, and is reported then.
                staged.Discard(place, response.Images[place]);
            }
        }

        return staged;
    }

    /// <summary>Keeps the files even when they do not get their final names.</summary>
    public void Keep()
    {
        for (var place = 0; place < _names.Length; place++)
        {
            if (_names[place] is not null) _parts[place]?.Keep();
        }
    }

    public void Dispose()
    {
        foreach (var part in _parts) part?.Dispose();
    }

    private async Task StageAsync(byte[]? bytes, int place, JournalEntry entry)
    {
        var name = PartFile.NameFor(entry.Call, place);
        if (_parts[place] is not { } part)
        {
            part = _parts[place] = PartFile.Create(entry.Folder, name);
            await part.WriteAsync(bytes!, CancellationToken.None).ConfigureAwait(false);
        }
        else
        {
            part.Rename(name);
            part.Flush();
        }

        _names[place] = name;
    }

    /// <summary>A file that only repeats bytes in memory is not needed.</summary>
    private void Discard(int place, GeneratedImage image)
    {
        if (image.Bytes is null) return;
        _parts[place]?.Dispose();
        _parts[place] = null;
    }
}
