using System;
using System.Collections.Generic;
using System.Linq;
using Reve.Output;

namespace Reve.Journal;

/// <summary>A call of an earlier run, as the lines of its journal describe it.</summary>
/// <param name="id">The id of the call.</param>
/// <param name="keepsRequest">Whether the request is kept in memory. A run that resumes does not need it.</param>
internal sealed class JournaledCall(string id, bool keepsRequest = false)
{
    private readonly Dictionary<int, SavedRecord> _saved = [];
    private readonly List<string> _unresolvedIds = [];
    private Billing _billing;

    public string Id => id;

    public string Provider { get; private set; } = "";

    public string Model { get; private set; } = "";

    /// <summary>When the call was started, or when its images were generated.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>The first attempt; null when it is not recorded, or not kept.</summary>
    public StartedRecord? Request { get; private set; }

    /// <summary>The number of attempts that were started.</summary>
    public int Attempts { get; private set; }

    /// <summary>The id of the error of the last attempt.</summary>
    public string? Error { get; private set; }

    /// <summary>How the last attempt ended; null when that is not recorded.</summary>
    public OutcomeKind? Kind { get; private set; }

    /// <summary>
    /// Whether any attempt was charged. A rejected retry does not clear an earlier attempt whose outcome is unknown.
    /// </summary>
    public Billing Billing => (Kind is null or OutcomeKind.Accepted) && _billing == Billing.NotCharged
        ? Billing.Unknown
        : _billing;

    public string? TaskId { get; private set; }

    public ReveTaskLinks? TaskLinks { get; private set; }

    public ReveUsage? Usage { get; private set; }

    public string? RequestId { get; private set; }

    public string? ClientRequestId { get; private set; }

    /// <summary>
    /// The ids that this client gave the attempts whose outcome is not known to be free of charge, the last one first.
    /// </summary>
    public IEnumerable<string> UnresolvedIds => Enumerable.Reverse(_unresolvedIds);

    /// <summary>The file that keeps a response that cannot be read.</summary>
    public string? ResponseFile { get; private set; }

    public IReadOnlyList<ImageRecord> Images { get; private set; } = [];

    public IEnumerable<SavedRecord> Saved => _saved.Values;

    /// <summary>Whether the call has images, or a task that may bring them.</summary>
    public bool HasResult => Kind is OutcomeKind.Succeeded or OutcomeKind.Accepted;

    /// <summary>Whether each image was saved once, unless it was withheld.</summary>
    public bool WasSaved => Images.Count > 0 && Images
        .Select((image, place) => image.ContentViolation == true || SavedAt(place) is not null).All(saved => saved);

    /// <summary>
    /// The part files that may hold what has no other file: images, and a response that may have arrived without being
    /// recorded.
    /// </summary>
    public IEnumerable<string> PartFiles => HasResult
        ? Images.Select(image => image.Part).OfType<string>()
        : Billing == Billing.NotCharged ? [] : [FirstPartFile];

    /// <summary>The part file of the first image.</summary>
    public string FirstPartFile => PartFile.NameFor(Id, 0);

    /// <summary>The recorded file of the image in a part file; null when none is recorded.</summary>
    public SavedRecord? SavedFrom(string partFile) =>
        _saved.Values.FirstOrDefault(saved => Images.ElementAtOrDefault(saved.Place)?.Part == partFile);

    public SavedRecord? SavedAt(int place) => _saved.TryGetValue(place, out var saved) ? saved : null;

    public void Apply(JournalRecord record)
    {
        switch (record)
        {
            case StartedRecord started:
                (Provider, Model, At, Kind) = (started.Provider, started.Model, started.At, null);
                if (keepsRequest) Request ??= started;
                Attempts++;
                ClientRequestId = started.ClientRequestId ?? ClientRequestId;
                if (started.ClientRequestId is { } id) _unresolvedIds.Add(id);
                break;
            case OutcomeRecord outcome:
                Apply(outcome);
                break;
            case SavedRecord saved:
                _saved[saved.Place] = saved;
                break;
        }
    }

    private void Apply(OutcomeRecord outcome)
    {
        (Provider, Model, At, Kind) = (outcome.Provider, outcome.Model, outcome.At, outcome.Kind);
        // Whether a task is charged is known at its end only.
        if (outcome.Kind != OutcomeKind.Accepted && outcome.Billing > _billing) _billing = outcome.Billing;
        if (outcome.Billing == Billing.NotCharged && (outcome.ClientRequestId ?? outcome.Task) is { } id
            && _unresolvedIds.LastIndexOf(id) is >= 0 and var last)
        {
            _unresolvedIds.RemoveAt(last);
        }

        Error = outcome.Error;
        TaskId = outcome.Task ?? TaskId;
        TaskLinks = outcome.TaskLinks ?? TaskLinks;
        RequestId = outcome.RequestId ?? RequestId;
        ClientRequestId = outcome.ClientRequestId ?? ClientRequestId;
        ResponseFile = outcome.ResponseFile ?? ResponseFile;
        Usage = outcome.Usage ?? Usage;
        Images = outcome.Images ?? Images;
    }
}
