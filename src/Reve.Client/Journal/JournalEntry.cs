using System.Collections.Generic;
using System.IO;
using System.Linq;
using System;

namespace Reve.Journal;

/// <summary>One item of a run in the journal: what an earlier run left of it, and what this one adds.</summary>
internal sealed class JournalEntry(Action<string> append)
{
    private bool _isOpen;

    public required string Folder { get; init; }

    /// <summary>The item's fingerprint.</summary>
    public required string Item { get; init; }

    /// <summary>Which of the equal items of its run it is, from 0.</summary>
    public required int Copy { get; init; }

    public required ValidatedRequest Request { get; init; }

    public required ProviderInfo Provider { get; init; }

    /// <summary>The call of an earlier run that the item goes on from; null: it is new.</summary>
    public JournaledCall? Past { get; init; }

    /// <summary>The call that lines are added to: the past one while it is gone on from, else one of our own.</summary>
    public string Call { get; private set; } = Guid.NewGuid().ToString("N");

    /// <summary>A failure to note the start is thrown: what cannot be noted is not paid for.</summary>
    public void Start(DateTimeOffset at)
    {
        append(JournalLine.OfStart(this, at));
        _isOpen = true;
    }

    /// <summary>Writes how an attempt of the call ended.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="partFiles">The files with the images that were in the response itself.</param>
    /// <param name="at">The time.</param>
    public void Record(CallOutcome outcome, IReadOnlyList<string?> partFiles, DateTimeOffset at)
    {
        if (outcome.Kind == OutcomeKind.Accepted)
        {
            append(JournalLine.OfTask(Call, outcome.Task!, at));
            return;
        }

        if (outcome.Response is { } response)
        {
            append(JournalLine.OfResponse(Call, response, partFiles, at));
        }
        else if (_isOpen)
        {
            var isUnknown = outcome.Kind is OutcomeKind.Unknown or OutcomeKind.Unreadable;
            append(JournalLine.OfEnd(isUnknown ? JournalLine.Unknown : JournalLine.Failed, Call, outcome, at));
        }

        _isOpen = false;
    }

    public void Save(int place, ReveImage image, string hash, DateTimeOffset at) =>
        append(JournalLine.OfSave(Call, place, image, hash, at));

    /// <summary>Goes on with the past call: what happens now belongs to it.</summary>
    public JournaledCall GoOn()
    {
        Call = Past!.Id;
        _isOpen = true;
        return Past;
    }

    /// <summary>Leaves the past call as it ended; what happens now belongs to a call of our own.</summary>
    public void BeginAnew() => (Call, _isOpen) = (Guid.NewGuid().ToString("N"), false);

    /// <summary>What is to be done, by what the past call has come to.</summary>
    public ResumeAction Outlook => Past?.Stage switch
    {
        null or CallStage.Failed => ResumeAction.Send,
        CallStage.Accepted => ResumeAction.Ask,
        CallStage.Received when CanBeHad() => ResumeAction.Fetch,
        // It was delivered once, and its file was taken away since: it is wanted anew.
        CallStage.Received when Past.WasSavedWhole => ResumeAction.Send,
        _ => ResumeAction.Report,
    };

    /// <summary>
    /// Whether any image of the past call is here, or can be fetched without paying again; or that all were withheld.
    /// </summary>
    public bool CanBeHad() =>
        Enumerable.Range(0, Past!.Images.Count).Any(CanBeHad)
        || Past.Images.All(image => image.ContentViolation == true);

    private bool CanBeHad(int place) =>
        Past!.Images[place].Url is not null || FindPart(place) is not null || FindIntact(place) is not null;

    /// <summary>The part that holds an image which came as bytes and did not get its name any more.</summary>
    public string? FindPart(int place) =>
        Past?.Images.ElementAtOrDefault(place)?.Part is { } part
        && Path.Combine(Folder, part) is var file && File.Exists(file)
            ? file
            : null;

    /// <summary>The file that may hold the answer of the past call, although the journal does not say so.</summary>
    public string? FindRemains() =>
        Past!.ResponseFile ?? (Path.Combine(Folder, Past.FirstPart) is var part && File.Exists(part) ? part : null);

    /// <summary>Removes the part of an image that has its name now.</summary>
    public void DropPart(int place)
    {
        try
        {
            if (FindPart(place) is { } part) File.Delete(part);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next run that resumes removes it.
        }
    }

    /// <summary>The file of an image that an earlier run saved, when it is there just as it was saved.</summary>
    public string? FindIntact(int place)
    {
        if (Past?.SavedAt(place) is not { } saved) return null;
        var file = new FileInfo(Path.Combine(Folder, saved.Name));
        if (!file.Exists || file.Length != saved.Length) return null;
        using var stream = file.OpenRead();
        return ContentHash.Of(stream) == saved.Hash ? file.FullName : null;
    }
}
