using System.Collections.Generic;
using System.IO;
using System.Linq;
using System;
using Reve.Json;
using Reve.Output;

namespace Reve.Journal;

/// <summary>What a journal tells of earlier runs, by item and by call.</summary>
internal sealed class JournalHistory
{
    private readonly Dictionary<string, JournaledCall> _calls = [];
    private readonly Dictionary<(string Item, int Copy), List<JournaledCall>> _items = [];

    public IEnumerable<JournaledCall> Calls => _calls.Values;

    public IEnumerable<string> SavedNames => Calls.SelectMany(call => call.Saved).Select(saved => saved.Name);

    public static JournalHistory Read(JournalFile file)
    {
        var history = new JournalHistory();
        foreach (var line in file.Read())
        {
            if (line.Text("event") is not { } happened || line.Text("call") is not { } id) continue;
            if (!history._calls.TryGetValue(id, out var call))
            {
                if (happened != JournalLine.Started || line.Text("item") is not { } item) continue;
                call = history._calls[id] = new JournaledCall(id, line);
                history.CallsOf(item, (int)(line.Number("copy") ?? 0)).Add(call);
            }

            call.Take(happened, line);
        }

        return history;
    }

    /// <summary>
    /// The call that an item goes on from: the last one that brought something, else the last one of which nobody knows
    /// what came, else the last one; null: none was made.
    /// </summary>
    public JournaledCall? Find(string item, int copy) => _items.TryGetValue((item, copy), out var calls)
        ? calls.LastOrDefault(call => call.HasBrought) ?? calls.LastOrDefault(call => call.IsOpen)
            ?? calls[calls.Count - 1]
        : null;

    /// <summary>
    /// Removes what a run that died left half written, unless it is an image that came as bytes, or may be one, or
    /// somebody else is writing it.
    /// </summary>
    public void RemoveStrayParts(string folder)
    {
        var kept = new HashSet<string>(Calls.SelectMany(call => call.UnsavedParts));
        foreach (var call in Calls.Where(call => call.IsOpen)) kept.Add(call.FirstPart);
        foreach (var part in Directory.EnumerateFiles(folder, PartFile.Pattern))
        {
            if (!kept.Contains(Path.GetFileName(part))) TryRemove(part);
        }
    }

    private static void TryRemove(string part)
    {
        try
        {
            new FileStream(
                part, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose)
                .Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is in use; or it stays until the next run that resumes.
        }
    }

    private List<JournaledCall> CallsOf(string item, int copy)
    {
        if (!_items.TryGetValue((item, copy), out var calls)) calls = _items[(item, copy)] = [];
        return calls;
    }
}
