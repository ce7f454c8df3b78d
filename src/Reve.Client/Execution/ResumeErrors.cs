using System.Globalization;
using Reve.Journal;

namespace Reve.Execution;

/// <summary>Errors about calls of earlier runs.</summary>
internal static class ResumeErrors
{
    /// <summary>An earlier run sent the call, and its image is not available.</summary>
    public static ReveException OutcomeUnknown(JournalEntry entry)
    {
        var previous = entry.Previous!;
        var wasCharged = previous.Billing == Billing.Charged;
        var file = entry.FindResponseFile();
        return new ReveException(
            ReveErrorKind.OutcomeUnknown,
            $"An earlier run sent this request to {entry.Provider} at "
            + $"{previous.At.ToString("u", CultureInfo.InvariantCulture)}. "
            + (wasCharged
                ? "It was charged, but its image was lost."
                : "Its outcome is unknown; it may have been charged."),
            (file is not null
                ? $"The part of the response that arrived is kept in '{file}'."
                : "Look in the provider's history for "
                    + $"{CallNames.Describe(previous.RequestId, previous.ClientRequestId)}.")
            + " -RetryUnknownOutcome sends such calls again, and pays for them again.")
        {
            Billing = wasCharged ? Billing.Charged : Billing.Unknown,
            Provider = entry.Provider.Name,
            RequestId = previous.RequestId,
            ClientRequestId = previous.ClientRequestId,
            ResponseFile = file,
            TaskId = previous.TaskId,
            Usage = previous.Usage,
        };
    }
}
