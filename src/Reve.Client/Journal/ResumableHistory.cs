using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Reve.Output;

namespace Reve.Journal;

/// <summary>
/// The calls of earlier runs, for a run that continues them. Only the positions of their lines are in memory.
/// </summary>
internal sealed class ResumableHistory
{
    private readonly JournalIndex _index = new();
    private readonly List<ReveNotice> _notices = [];
    private readonly JournalFile _file;
    private readonly string _folder;

    private readonly long _end;

    private ResumableHistory(JournalFile file, long end)
    {
        _file = file;
        _end = end;
        _folder = Path.GetDirectoryName(file.FullName) ?? "";
    }

    /// <summary>The number of the first damaged line; null when there is none.</summary>
    public int? DamagedLine { get; private set; }

    /// <summary>Warnings about names that are ignored.</summary>
    public IReadOnlyList<ReveNotice> Notices => _notices;

    /// <summary>An empty history, of a journal that cannot be read.</summary>
    public static ResumableHistory Empty(JournalFile file) => new(file, end: 0);

    /// <summary>
    /// Reads the journal up to a position. Damaged lines are skipped. Only the positions of the lines remain in memory;
    /// a call is read again when it is needed.
    /// </summary>
    public static ResumableHistory Read(JournalFile file, long end = long.MaxValue)
    {
        var history = new ResumableHistory(file, end);
        file.Scan(end, history._index.Add, history.Add);
        // The item of such a line would not find its call, and would be paid for again.
        if (history._index.Conflict is { } position) history.DamagedLine ??= file.NumberAt(position);
        return history;
    }

    /// <exception cref="ReveException">A line of the journal is damaged.</exception>
    public ResumableHistory RequireUndamaged(JournalFile file) =>
        DamagedLine is { } line ? throw JournalErrors.Damaged(file.FullName, line) : this;

    /// <summary>
    /// The call that an item continues: the last one that has a result, else the last one that may have been charged,
    /// else the last one; null when there is none.
    /// </summary>
    public JournaledCall? Find(string item, int copy)
    {
        var calls = _index.CallsOf(ItemKey.Of(item, copy)).Select(Load).ToList();
        return calls.LastOrDefault(call => call.HasResult)
            ?? calls.LastOrDefault(call => call.Billing != Billing.NotCharged) ?? calls.LastOrDefault();
    }

    /// <summary>The full names of the files that earlier runs saved.</summary>
    public IEnumerable<string> SavedFileNames(string folder) => _file.ReadSaved(_end)
        .Select(saved => FolderPath.Resolve(folder, saved.Name)).OfType<string>();

    /// <summary>
    /// Deletes the part files of interrupted runs, except those that hold an image or may hold one, and those that
    /// another command is writing.
    /// </summary>
    public void DeleteStalePartFiles(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, PartFile.Pattern))
        {
            if (!IsNeeded(Path.GetFileName(file))) TryDelete(file);
        }
    }

    private bool IsNeeded(string partFile)
    {
        if (PartFile.CallOf(partFile) is not { } id || _index.Find(id) is not { } indexed) return false;
        var call = Load(indexed);
        return call.PartFiles.Contains(partFile) && !(call.SavedFrom(partFile) is { } saved
            && SavedFiles.Find(_folder, saved) is { State: SavedFileState.Intact });
    }

    private static void TryDelete(string file)
    {
        try
        {
            new FileStream(
                file, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose)
                .Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException
            or NotSupportedException)
        {
            // Another command is writing it, or it cannot be deleted.
        }
    }

    private JournaledCall Load(IndexedCall indexed)
    {
        var call = new JournaledCall(indexed.Id.ToString("N"));
        foreach (var record in _file.ReadAt(indexed.Positions))
        {
            if (WithValidNames(record, static _ => { }) is { } valid) call.Apply(valid);
        }

        return call;
    }

    private void Add(JournalLine line, long position)
    {
        if (line.IsDamaged) DamagedLine ??= line.Number;
        if (line.Record is not { } record) return;
        _ = WithValidNames(record, Ignore);
        _index.Add(
            new ScannedLine { Item = ItemKey.Of(record.Item, record.Copy), Call = Guid.ParseExact(record.Call, "N") },
            position);
    }

    /// <summary>The record without names that are not valid; null when nothing remains.</summary>
    private JournalRecord? WithValidNames(JournalRecord record, Action<string> ignore)
    {
        if (record is OutcomeRecord outcome) return WithValidNames(outcome, ignore);
        if (record is not SavedRecord saved || FolderPath.Resolve(_folder, saved.Name) is not null) return record;
        ignore("an image");
        return null;
    }

    private OutcomeRecord WithValidNames(OutcomeRecord outcome, Action<string> ignore)
    {
        if (outcome.ResponseFile is { } response && ResponseFileName.Resolve(_folder, response) is null)
        {
            ignore("a response");
            outcome = outcome with { ResponseFile = null };
        }

        var isValid = outcome.Images?.Select((image, place) =>
            image.Part is null || image.Part == PartFile.NameFor(outcome.Call, place)).All(valid => valid) != false;
        if (isValid) return outcome;
        ignore("a part file");
        return outcome with
        {
            Images = [.. outcome.Images!.Select((image, place) => image.Part == PartFile.NameFor(outcome.Call, place)
                ? image
                : image with { Part = null })],
        };
    }

    private void Ignore(string kind) => _notices.Add(JournalErrors.NameIgnored(_file.FullName, kind));
}
