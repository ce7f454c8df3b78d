using System;
using System.Collections.Generic;
using System.Linq;
using Reve.Output;

namespace Reve.Journal;

/// <summary>Describes the calls of a journal.</summary>
internal static class CallReader
{
    /// <summary>The largest number of images of one call that are described.</summary>
    public const int MaximumImages = 1000;

    public static ReveCall Read(JournaledCall call, string folder)
    {
        var request = call.Request;
        var outcome = OutcomeOf(call);
        var description = new ReveCall
        {
            Id = call.Id,
            Folder = folder,
            Stage = StageOf(call),
            Outcome = outcome,
            Billing = call.Billing,
            Error = outcome is OutcomeKind.Succeeded or OutcomeKind.Accepted ? null : call.Error,
            Prompt = request?.Prompt,
            Operation = request?.Operation ?? default,
            Provider = call.Provider,
            Model = call.Model,
            AspectRatio = request?.AspectRatio,
            Options = request?.Options ?? new Dictionary<string, object>(),
            AdditionalBody = request?.AdditionalBody,
            Sources = request?.Inputs ?? [],
            Usage = call.Usage,
            RequestId = call.RequestId,
            ClientRequestId = call.ClientRequestId,
            TaskId = call.TaskId,
            ResponseFile = ResponseFileName.Resolve(folder, call.ResponseFile),
            Attempts = call.Attempts,
            StartedAt = request?.At,
            CreatedAt = TimeOf(call),
            Index = request?.Index ?? 0,
        };
        return description with { Images = [.. ImagesOf(call, description)] };
    }

    /// <summary>
    /// Whether the call may have been charged decides: a rejected retry does not clear an earlier unknown outcome.
    /// </summary>
    private static OutcomeKind OutcomeOf(JournaledCall call) => call.Kind switch
    {
        null => OutcomeKind.Unknown,
        OutcomeKind.Rejected or OutcomeKind.NotSent when call.Billing == Billing.Unknown => OutcomeKind.Unknown,
        { } kind => kind,
    };

    /// <summary>A clock that was set back during the call does not end it before its start.</summary>
    private static DateTimeOffset TimeOf(JournaledCall call) =>
        call.Request is { } request && request.At > call.At ? request.At : call.At;

    private static ReveCallStage StageOf(JournaledCall call) => call.Kind switch
    {
        null => ReveCallStage.Started,
        OutcomeKind.Accepted => ReveCallStage.Accepted,
        OutcomeKind.Succeeded => call.WasSaved ? ReveCallStage.Saved : ReveCallStage.Received,
        _ => ReveCallStage.Failed,
    };

    private static IEnumerable<ReveImage> ImagesOf(JournaledCall call, ReveCall description)
    {
        // A journal that lost the line of the outcome still has the lines of the saved images.
        var count = Math.Max(call.Images.Count, call.Saved.Select(saved => saved.Place + 1).Append(0).Max());
        for (var place = 0; place < Math.Min(count, MaximumImages); place++)
        {
            yield return Image(call, description, place);
        }
    }

    private static ReveImage Image(JournaledCall call, ReveCall description, int place)
    {
        var image = call.Images.ElementAtOrDefault(place);
        var saved = call.SavedAt(place);
        return new ReveImage
        {
            Prompt = description.Prompt ?? "",
            Operation = description.Operation,
            Provider = description.Provider,
            Model = description.Model,
            AspectRatio = description.AspectRatio,
            Options = description.Options,
            AdditionalBody = description.AdditionalBody,
            Sources = description.Sources,
            Url = image?.Url,
            FullName = saved is null ? null : FolderPath.Resolve(description.Folder, saved.Name),
            Length = saved?.Length,
            Usage = place == 0 ? description.Usage : null,
            RequestId = image?.RequestId ?? description.RequestId,
            RevisedPrompt = image?.RevisedPrompt,
            ContentViolation = image?.ContentViolation,
            Attempts = description.Attempts,
            CreatedAt = description.CreatedAt,
            Index = description.Index,
        };
    }
}
