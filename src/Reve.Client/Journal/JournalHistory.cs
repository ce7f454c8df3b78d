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

    private void Add(JournalRecord record, JournalFile file)
    {
        if (!_calls.TryGetValue(record.Call, out var call))
        {
            call = _calls[record.Call] = new JournaledCall(record.Call, keepsRequests);
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
}
