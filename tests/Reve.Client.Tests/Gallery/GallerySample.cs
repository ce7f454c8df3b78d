using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Reve.Emulator;
using Reve.Journal;

namespace Reve.Tests.Gallery;

/// <summary>Writes folders with images and a journal.</summary>
internal sealed class GallerySample(string folder)
{
    private readonly List<JournalRecord> _records = [];

    public string Folder => folder;

    /// <summary>Adds a call with an image.</summary>
    public GallerySample Image(
        string name, string prompt, string? provider = null, decimal charge = 126_000, string unit = "tokens",
        int day = 1, decimal? usd = null, params string[] sources)
    {
        File.WriteAllBytes(Path.Combine(folder, name), PlainPng.Make((30, 20)));
        var started = Start(prompt, provider ?? TestProviders.Any.Name, day, sources.Length switch
        {
            0 => ReveOperation.Create,
            1 => ReveOperation.Edit,
            _ => ReveOperation.Remix,
        }, sources);
        Add(started, OutcomeKind.Succeeded, Billing.Charged);
        _records[^1] = (OutcomeRecord)_records[^1] with
        {
            Usage = new ReveUsage { Amount = charge, Unit = unit, UsdAmount = usd },
            Images = [new ImageRecord()],
        };
        _records.Add(new SavedRecord
        {
            Item = started.Item, Copy = 0, Call = started.Call, At = started.At, Place = 0, Name = name, Length = 1,
            Hash = "x",
        });
        return this;
    }

    /// <summary>Adds a call without an image.</summary>
    public GallerySample Call(string prompt, OutcomeKind kind, Billing billing, string error, int day = 1)
    {
        Add(Start(prompt, TestProviders.AnyWithTasks.Name, day, ReveOperation.Create, []), kind, billing);
        _records[^1] = (OutcomeRecord)_records[^1] with { Error = error };
        return this;
    }

    /// <summary>Writes the journal and the page.</summary>
    /// <returns>The full name of the page.</returns>
    public string Export(string title = "Images", string? destination = null)
    {
        File.WriteAllLines(
            Path.Combine(folder, ReveJournal.FileName),
            _records.Select(record => System.Text.Encoding.UTF8.GetString(JournalJson.Write(record))));
        var page = destination ?? Path.Combine(folder, "index.html");
        ReveGallery.Write([folder], page, title);
        return page;
    }

    private StartedRecord Start(
        string prompt, string provider, int day, ReveOperation operation, IReadOnlyList<string> sources)
    {
        var started = new StartedRecord
        {
            Item = string.Concat(Enumerable.Repeat(Guid.NewGuid().ToString("N"), 2)),
            Copy = 0,
            Call = Guid.NewGuid().ToString("N"),
            At = new DateTimeOffset(new DateTime(2026, 3, day, 12, 0, 0, DateTimeKind.Local))
                .AddSeconds(_records.Count),
            Provider = provider,
            Model = $"{provider}/model",
            Operation = operation,
            Prompt = prompt,
            Inputs = sources,
        };
        _records.Add(started);
        return started;
    }

    private void Add(StartedRecord started, OutcomeKind kind, Billing billing) => _records.Add(new OutcomeRecord
    {
        Item = started.Item, Copy = 0, Call = started.Call, At = started.At, Provider = started.Provider,
        Model = started.Model, Kind = kind, Billing = billing, RequestId = "id-" + started.Call[..6],
    });
}
