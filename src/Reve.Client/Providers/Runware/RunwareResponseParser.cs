using System.Linq;
using Reve.Http;

namespace Reve.Providers.Runware;

/// <summary>
/// Reads the response to an attempt: the acknowledgement of its task, or an error. Both are found by the id of the
/// attempt, and not by their place.
/// </summary>
internal sealed class RunwareResponseParser(RunwareAttempt attempt) : IResponseParser
{
    private const int TooManyRequests = 429;

    public ProviderError ReadError(JsonResponse response)
    {
        var error = FindError(RunwareEnvelope.Read(response.Root))?.ToProviderError() ?? new ProviderError(null);
        // Without a code that is known, the text tells a rate limit from an account without credit.
        var isCredit = response.Status == TooManyRequests && error.Kind is null && ErrorText.MentionsCredit(error.Message);
        return error with { RequestId = attempt.Id, Kind = isCredit ? ReveErrorKind.OutOfCredit : error.Kind };
    }

    public ResponseContent Read(JsonResponse response)
    {
        var envelope = RunwareEnvelope.Read(response.Root);
        var parser = new RunwareTaskParser(attempt.ExpectedTask);
        if (parser.Merge(envelope) && parser.Task.Status is not (ReveTaskStatus.Failed or ReveTaskStatus.Cancelled))
        {
            return ResponseContent.OfTask(parser.Task);
        }

        if (FindError(envelope) is not { } found)
        {
            return ResponseContent.Unreadable("contains neither the task nor an error of it");
        }

        var (status, error) = found.ToEmbedded();
        return ResponseContent.OfError(status, error with { RequestId = attempt.Id });
    }

    /// <summary>
    /// The error of the attempt, or that of the whole request. There was no task before the request, so none was
    /// missed: the code for it means that the task failed.
    /// </summary>
    private RunwareError? FindError(RunwareEnvelope envelope)
    {
        var error = envelope.Errors.FirstOrDefault(error => error.Concerns(attempt.Id));
        return error is { Group: RunwareErrorGroup.TaskNotFound or RunwareErrorGroup.TaskCancelled }
            ? error with { Group = RunwareErrorGroup.Failed }
            : error;
    }
}
