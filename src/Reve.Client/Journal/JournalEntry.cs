using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Reve.Output;

namespace Reve.Journal;

/// <summary>The entry of one item of a run: the call of an earlier run, and the records that this run adds.</summary>
/// <param name="append">Appends a record to the journal.</param>
/// <param name="redact">Removes secrets from a value before it is encoded.</param>
internal sealed class JournalEntry(Func<JournalRecord, Task> append, Func<object?, object?> redact)
{
    public required string Folder { get; init; }

    /// <summary>The fingerprint of the item.</summary>
    public required string Item { get; init; }

    /// <summary>The number of equal items before it in its run.</summary>
    public required int Copy { get; init; }

    public required ValidatedRequest Request { get; init; }

    public required ProviderInfo Provider { get; init; }

    /// <summary>The call of an earlier run that a run with -Resume continues; null when the item is new.</summary>
    public JournaledCall? Previous { get; init; }

    /// <summary>The call of an earlier run for the same item, also without -Resume.</summary>
    public JournaledCall? Earlier { get; init; }

    /// <summary>Whether an earlier run generated the item in the same folder.</summary>
    public bool WasMadeBefore => Earlier is { Images.Count: > 0 };

    /// <summary>What the earlier run was charged for the item; null when that is not known.</summary>
    public ReveUsage? PreviousUsage => WasMadeBefore ? Earlier!.Usage : null;

    /// <summary>The file of the first image that the earlier run saved; null when it does not exist.</summary>
    public string? SavedName => Previous?.SavedAt(0) is { } saved
        && FolderPath.Resolve(Folder, saved.Name) is { } file && SavedFiles.Exists(file)
            ? file
            : null;

    /// <summary>The id of the call that records are added to.</summary>
    public string Call { get; private set; } = NewCall();

    /// <summary>Whether the call has no final outcome yet.</summary>
    public bool IsOpen { get; private set; }

    public ResumeAction ResumeAction => Previous switch
    {
        null => ResumeAction.Send,
        { Kind: OutcomeKind.Accepted } => ResumeAction.Ask,
        // The output of a completed task can arrive after its status.
        { Kind: OutcomeKind.Unreadable, TaskId: not null } => ResumeAction.Ask,
        { Kind: OutcomeKind.Succeeded } => HasImage() ? ResumeAction.Fetch
            // The files of a call that was saved completely were deleted: the images are wanted again.
            : Previous.WasSaved && !HasSavedFile() ? ResumeAction.Send
            : ResumeAction.Report,
        { Billing: Billing.NotCharged } => ResumeAction.Send,
        _ => ResumeAction.Report,
    };

    /// <summary>Records that a paid request is about to be sent.</summary>
    /// <param name="at">The present time.</param>
    /// <param name="clientRequestId">The id that this client gave the attempt; null for none.</param>
    /// <exception cref="IOException">The journal cannot be written. The request must not be sent.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public async Task StartAsync(DateTimeOffset at, string? clientRequestId = null)
    {
        var request = Request.Request;
        await append(new StartedRecord
        {
            Item = Item,
            Copy = Copy,
            Call = Call,
            At = at,
            Index = request.Index,
            ClientRequestId = clientRequestId,
            Provider = Provider.Name,
            Model = Request.Model,
            Operation = Request.Operation.Operation,
            Prompt = Redact(request.Prompt),
            AspectRatio = Redact(request.AspectRatio),
            Options = request.NamedOptions.ToDictionary(option => option.Key, option => redact(option.Value)!),
            AdditionalBody = request.AdditionalBody?.ToDictionary(field => field.Key, field => redact(field.Value)),
            Inputs = [.. Request.Inputs.Select(input => Redact(input.Name)!)],
        }).ConfigureAwait(false);
        IsOpen = true;
    }

    /// <summary>Records how an attempt, or the task that it was accepted as, ended.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="partFiles">The names of the part files of the images, by place; null for an image at a URL.</param>
    /// <param name="at">The present time.</param>
    public async Task RecordAsync(CallOutcome outcome, IReadOnlyList<string?> partFiles, DateTimeOffset at)
    {
        await append(new OutcomeRecord
        {
            Item = Item,
            Copy = Copy,
            Call = Call,
            At = outcome.Response?.CreatedAt ?? at,
            Provider = Provider.Name,
            Model = Request.Model,
            Kind = outcome.Kind,
            Billing = outcome.Billing,
            Error = outcome.Error?.Kind.ToString(),
            RequestId = Redact(outcome.RequestId ?? outcome.Response?.RequestId),
            ClientRequestId = outcome.ClientRequestId,
            Task = Redact(outcome.Task?.Id),
            TaskLinks = WithoutKey(outcome.Task?.Links),
            ResponseFile = outcome.ResponseFile is { } file ? ResponseFileName.Relative(Folder, file) : null,
            Usage = outcome.Usage ?? outcome.Response?.Usage,
            Images = outcome.Response is { } response ? [.. ImagesOf(response, partFiles)] : null,
        }).ConfigureAwait(false);
        IsOpen = outcome.Kind == OutcomeKind.Accepted;
    }

    /// <summary>Records the file of an image.</summary>
    /// <param name="place">The place of the image in its response.</param>
    /// <param name="image">The image with the name of its file.</param>
    /// <param name="content">The content of the file.</param>
    /// <param name="at">The present time.</param>
    public Task SaveAsync(int place, ReveImage image, FileContent content, DateTimeOffset at) => append(new SavedRecord
    {
        Item = Item,
        Copy = Copy,
        Call = Call,
        At = at,
        Place = place,
        Name = FolderPath.Relative(Folder, image.FullName!) ?? Path.GetFileName(image.FullName!),
        Length = image.Length ?? 0,
        Hash = content.Hash,
        Written = content.WrittenAt,
    });

    /// <summary>Continues the call of the earlier run: new records belong to it.</summary>
    public JournaledCall ContinuePrevious()
    {
        Call = Previous!.Id;
        IsOpen = true;
        return Previous;
    }

    /// <summary>Leaves the call of the earlier run: new records belong to a new call.</summary>
    public void BeginNewCall() => (Call, IsOpen) = (NewCall(), false);

    /// <summary>The part file of an image that arrived inside a response and has no name yet.</summary>
    public string? FindPartFile(int place) =>
        Previous?.Images.ElementAtOrDefault(place)?.Part is { } name && Existing(name) is { } file ? file : null;

    /// <summary>The file that may hold the response of the earlier call, recorded in the journal or not.</summary>
    public string? FindResponseFile() => Previous is null
        ? null
        : ResponseFileName.Resolve(Folder, Previous.ResponseFile) ?? Existing(Previous.FirstPartFile);

    /// <summary>Deletes the part file of an image that has its file now.</summary>
    public void DeletePartFile(int place)
    {
        try
        {
            if (FindPartFile(place) is { } file) File.Delete(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next run with -Resume deletes it.
        }
    }

    /// <summary>
    /// The file under the name that the earlier run saved an image to; null when there is none. While the image has its
    /// part file, another file under the name is not a changed image.
    /// </summary>
    public SavedFile? FindSavedFile(int place)
    {
        if (Previous?.SavedAt(place) is not { } saved || SavedFiles.Find(Folder, saved) is not { } file) return null;
        return file.State == SavedFileState.Changed && FindPartFile(place) is not null
            ? file with { State = SavedFileState.Unusable }
            : file;
    }

    private static string NewCall() => Guid.NewGuid().ToString("N");

    private string? Redact(string? text) => redact(text) as string;

    /// <summary>The addresses of a task, or null when they repeat the key: its id is enough.</summary>
    private ReveTaskLinks? WithoutKey(ReveTaskLinks? links) =>
        links is not null && new[] { links.Status, links.Response, links.Cancel }
            .Any(link => Redact(link?.OriginalString) != link?.OriginalString)
            ? null
            : links;

    private IEnumerable<ImageRecord> ImagesOf(ProviderResponse response, IReadOnlyList<string?> partFiles) =>
        response.Images.Select((image, place) => new ImageRecord
        {
            // An address with a mask in it leads nowhere.
            Url = Redact(image.Url) == image.Url ? image.Url : null,
            Part = place < partFiles.Count ? partFiles[place] : null,
            RequestId = Redact(image.RequestId),
            RevisedPrompt = Redact(image.RevisedPrompt),
            ContentViolation = image.ContentViolation,
        });

    private bool HasImage() =>
        Enumerable.Range(0, Previous!.Images.Count).Any(HasImage)
        || Previous.Images.All(image => image.ContentViolation == true);

    private bool HasImage(int place) => Previous!.Images[place].Url is not null || FindPartFile(place) is not null
        || FindSavedFile(place) is { State: not SavedFileState.Unusable };

    private bool HasSavedFile() => Previous!.Saved.Any(saved => FindSavedFile(saved.Place) is not null);

    private string? Existing(string partFile)
    {
        var file = Path.Combine(Folder, partFile);
        return SavedFiles.Exists(file) && !FolderPath.IsLink(file) ? file : null;
    }
}
