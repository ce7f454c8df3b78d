using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System;
using Reve.Json;
using Reve.Output;
using Reve.Providers;

namespace Reve.Journal;

/// <summary>How far a call of an earlier run got, as its journal tells.</summary>
internal enum CallStage
{
    /// <summary>It was sent, and nobody noted how it ended.</summary>
    Started,

    /// <summary>It ended without an image, in a way that leaves nothing open.</summary>
    Failed,

    /// <summary>It may have been charged, or was, and its answer is lost.</summary>
    Unknown,

    /// <summary>It was accepted as a task.</summary>
    Accepted,

    /// <summary>It was answered with images.</summary>
    Received,
}

/// <summary>One call of an earlier run, line by line as its journal tells of it.</summary>
internal sealed class JournaledCall(string id, JsonElement started)
{
    private readonly Dictionary<int, SavedImage> _saved = [];
    private bool _wasUnknown;

    public string Id => id;

    public string Provider { get; } = started.Text("provider") ?? "";

    public string Model { get; } = started.Text("model") ?? "";

    public DateTimeOffset At { get; private set; } = JournalLine.Time(started, "at") ?? default;

    public CallStage Stage { get; private set; }

    /// <summary>The task's id, once it was accepted as one.</summary>
    public string? TaskId { get; private set; }

    public ReveUsage? Usage { get; private set; }

    public string? RequestId { get; private set; }

    public string? ClientRequestId { get; private set; }

    /// <summary>The file that keeps an answer which nobody could read.</summary>
    public string? ResponseFile { get; private set; }

    /// <summary>Whether it is certain that it was charged, although it brought nothing.</summary>
    public bool WasCharged { get; private set; }

    /// <summary>Whether every image that came was saved at some time.</summary>
    public bool WasSavedWhole => Images.Count > 0 && Images
        .Select((image, place) => image.ContentViolation == true || SavedAt(place) is not null).All(saved => saved);

    public IReadOnlyList<ReceivedImage> Images { get; private set; } = [];

    /// <summary>Whether it was charged, or may have been.</summary>
    public bool MayBeCharged => Stage != CallStage.Failed || Usage?.Amount > 0;

    /// <summary>Whether nobody knows what came of it.</summary>
    public bool IsOpen => Stage is CallStage.Started or CallStage.Unknown;

    /// <summary>Whether it brought something that was paid for and can be had without paying again.</summary>
    public bool HasBrought => Stage is CallStage.Accepted or CallStage.Received;

    public IEnumerable<SavedImage> Saved => _saved.Values;

    /// <summary>The parts of images that came as bytes and did not get their names.</summary>
    public IEnumerable<string> UnsavedParts =>
        Images.Where((_, place) => SavedAt(place) is null).Select(image => image.Part).OfType<string>();

    /// <summary>The part that its image may be in, when it was killed between the answer and the journal.</summary>
    public string FirstPart => PartFile.NameFor(PartFile.MarkOf(Id, 0));

    public SavedImage? SavedAt(int place) => _saved.TryGetValue(place, out var saved) ? saved : null;

    public void Take(string happened, JsonElement line)
    {
        switch (happened)
        {
            case JournalLine.Started: Stage = CallStage.Started; break;
            // Of several sendings, one that may have been charged is not undone by one that was refused.
            case JournalLine.Failed: Stage = _wasUnknown ? CallStage.Unknown : CallStage.Failed; break;
            case JournalLine.Unknown: (Stage, _wasUnknown) = (CallStage.Unknown, true); break;
            case JournalLine.Received: Receive(line); break;
            case JournalLine.Saved: _saved[(int)(line.Number("place") ?? 0)] = SavedImage.Read(line); break;
        }

        RequestId = line.Text("requestId") ?? RequestId;
        ClientRequestId = line.Text("clientRequestId") ?? ClientRequestId;
        ResponseFile = line.Text("responseFile") ?? ResponseFile;
        WasCharged |= line.Text("error") == nameof(ReveErrorKind.UnreadableResponse);
        Usage = JournalLine.Usage(line) ?? Usage;
    }

    private void Receive(JsonElement line)
    {
        TaskId = line.Text("task") ?? TaskId;
        Images = ReceivedImage.ReadAll(line);
        Stage = Images.Count > 0 ? CallStage.Received : CallStage.Accepted;
        At = JournalLine.Time(line, "at") ?? At;
    }
}

/// <summary>One image of an answer: where it is hosted, or the part that its bytes were put into.</summary>
internal sealed record ReceivedImage
{
    public string? Url { get; init; }

    public string? Part { get; init; }

    public string? RequestId { get; init; }

    public string? RevisedPrompt { get; init; }

    public bool? ContentViolation { get; init; }

    public static IReadOnlyList<ReceivedImage> ReadAll(JsonElement line)
    {
        var images = new List<ReceivedImage>();
        if (line.Get("images") is not { ValueKind: JsonValueKind.Array } all) return images;
        foreach (var image in all.EnumerateArray())
        {
            images.Add(new ReceivedImage
            {
                Url = image.Text("url"),
                Part = image.Text("part"),
                RequestId = image.Text("requestId"),
                RevisedPrompt = image.Text("revisedPrompt"),
                ContentViolation = image.Flag("contentViolation"),
            });
        }

        return images;
    }
}

/// <summary>An image on disk, and what it must be to be intact.</summary>
internal sealed record SavedImage(string Name, long Length, string Hash)
{
    public static SavedImage Read(JsonElement line) => new(
        line.Text("name") ?? "", (long)(line.Number("length") ?? -1), line.Text("hash") ?? "");
}
