using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Reve.Output;

namespace Reve.Journal;

/// <summary>The calls of earlier runs, from the journal of their folder.</summary>
internal sealed class JournalHistory(bool keepsRequests = false)
{
    private readonly Dictionary<string, JournaledCall> _calls = [];
    private readonly Dictionary<(string Item, int Copy), List<JournaledCall>> _items = [];
    private readonly List<ReveNotice> _notices = [];

    public IEnumerable<JournaledCall> Calls => _calls.Values;

    /// <summary>The number of the first damaged line; null when there is none.</summary>
    public int? DamagedLine { get; private set; }

    /// <summary>Warnings about names that are ignored.</summary>
    public IReadOnlyList<ReveNotice> Notices => _notices;

    /// <summary>Reads the journal up to a position. Damaged lines are skipped.</summary>
    public static JournalHistory Read(JournalFile file, long end = long.MaxValue, bool keepsRequests = false)
    {
        var history = new JournalHistory(keepsRequests);
        foreach (var line in file.Read(end))
        {
            if (line.Record is { } record) history.Add(record, file);
            else if (line.IsDamaged) history.DamagedLine ??= line.Number;
        }

        return history;
    }

    /// <exception cref="ReveException">A line of the journal is damaged.</exception>
    public JournalHistory RequireUndamaged(JournalFile file) =>
        DamagedLine is { } line ? throw JournalErrors.Damaged(file.FullName, line) : this;

    /// <summary>
    /// The call that an item continues: the last one that has a result, else the last one that may have been charged,
    /// else the last one; null when there is none.
    /// </summary>
    public JournaledCall? Find(string item, int copy) => _items.TryGetValue((item, copy), out var calls)
        ? calls.LastOrDefault(call => call.HasResult) ?? calls.LastOrDefault(call => call.Billing != Billing.NotCharged)
            ?? calls[calls.Count - 1]
        : null;

    /// <summary>The full names of the files that earlier runs saved.</summary>
    public IEnumerable<string> SavedFiles(string folder) => Calls.SelectMany(call => call.Saved)
        .Select(saved => FolderPath.Resolve(folder, saved.Name)).OfType<string>();

    /// <summary>
    /// Deletes the part files of interrupted runs, except those that hold an image or may hold one, and those that
    /// another command is writing.
    /// </summary>
    public void DeleteStalePartFiles(string folder)
    {
        var kept = new HashSet<string>(Calls.SelectMany(call => call.PartFiles));
        foreach (var file in Directory.EnumerateFiles(folder, PartFile.Pattern))
        {
            if (!kept.Contains(Path.GetFileName(file))) TryDelete(file);
        }
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

    private void Add(JournalRecord record, JournalFile file)
    {
        if (!_calls.TryGetValue(record.Call, out var call))
        {
            call = _calls[record.Call] = new JournaledCall(record.Call, keepsRequests);
            CallsOf(record.Item, record.Copy).Add(call);
        }

        var folder = Path.GetDirectoryName(file.FullName) ?? "";
        switch (record)
        {
            case SavedRecord saved when FolderPath.Resolve(folder, saved.Name) is null:
                Ignore("an image", file);
                break;
            case OutcomeRecord outcome:
                call.Apply(WithValidNames(outcome, folder, file));
                break;
            default:
                call.Apply(record);
                break;
        }
    }

    private OutcomeRecord WithValidNames(OutcomeRecord outcome, string folder, JournalFile file)
    {
        if (outcome.ResponseFile is { } response && ResponseFileName.Resolve(folder, response) is null)
        {
            Ignore("a response", file);
            outcome = outcome with { ResponseFile = null };
        }

        var isValid = outcome.Images?.Select((image, place) =>
            image.Part is null || image.Part == PartFile.NameFor(outcome.Call, place)).All(valid => valid) != false;
        if (isValid) return outcome;
        Ignore("a part file", file);
        return outcome with
        {
            Images = [.. outcome.Images!.Select((image, place) => image.Part == PartFile.NameFor(outcome.Call, place)
                ? image
                : image with { Part = null })],
        };
    }

    private void Ignore(string kind, JournalFile file) => _notices.Add(JournalErrors.NameIgnored(file.FullName, kind));

    private List<JournaledCall> CallsOf(string item, int copy)
    {
        if (!_items.TryGetValue((item, copy), out var calls)) calls = _items[(item, copy)] = [];
        return calls;
    }
}
