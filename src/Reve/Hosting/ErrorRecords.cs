using System;
using System.Management.Automation;
using Reve.Platform;

namespace Reve.Hosting;

/// <summary>Creates error records: the kind of an error is its id, and its advice the recommended action.</summary>
internal static class ErrorRecords
{
    /// <param name="exception">The error.</param>
    /// <param name="target">The item of the error, unless the error has a more precise target.</param>
    /// <param name="label">A prefix of the message that identifies the item among others; empty for none.</param>
    public static ErrorRecord From(ReveException exception, object? target, string label = "") =>
        new(exception, exception.Kind.ToString(), CategoryOf(exception.Kind), exception.Target ?? target)
        {
            ErrorDetails = new ErrorDetails(label + MessageOf(exception))
            {
                RecommendedAction = exception.Advice,
            },
        };

    /// <summary>Creates the record of an unexpected exception.</summary>
    public static ErrorRecord From(Exception exception, object? target) =>
        new(exception, "Unexpected", ErrorCategory.NotSpecified, target)
        {
            ErrorDetails = new ErrorDetails(Reve.DisplayText.Of(exception.Message)),
        };

    // PowerShell 7 shows the recommended action. Windows PowerShell shows the message alone.
    private static string MessageOf(ReveException exception) =>
        Edition.IsDesktop ? $"{exception.Message} {exception.Advice}" : exception.Message;

    private static ErrorCategory CategoryOf(ReveErrorKind kind) => kind switch
    {
        ReveErrorKind.ApiKeyMissing or ReveErrorKind.ApiKeyInvalid or ReveErrorKind.AuthenticationFailed =>
            ErrorCategory.AuthenticationError,
        ReveErrorKind.OperationNotSupported or ReveErrorKind.OptionNotSupported => ErrorCategory.NotImplemented,
        ReveErrorKind.InputNotFound or ReveErrorKind.OutputFolderMissing or ReveErrorKind.ModelRetired
            or ReveErrorKind.TaskNotFound => ErrorCategory.ObjectNotFound,
        ReveErrorKind.InputUnreadable or ReveErrorKind.InputChanged => ErrorCategory.ReadError,
        ReveErrorKind.InputTooLarge or ReveErrorKind.InputTooManyPixels or ReveErrorKind.TooManyInputs
            or ReveErrorKind.RateLimited or ReveErrorKind.CostLimitReached => ErrorCategory.LimitsExceeded,
        ReveErrorKind.InputEmpty or ReveErrorKind.InputNotImage or ReveErrorKind.InputTruncated
            or ReveErrorKind.InputFormatNotSupported or ReveErrorKind.ImageNotShowable => ErrorCategory.InvalidData,
        ReveErrorKind.ViewerNotStarted => ErrorCategory.OpenError,
        ReveErrorKind.OutputExists => ErrorCategory.ResourceExists,
        ReveErrorKind.OutputNotWritable or ReveErrorKind.SaveFailed => ErrorCategory.WriteError,
        ReveErrorKind.BaseUriInsecure => ErrorCategory.SecurityError,
        ReveErrorKind.OutOfCredit => ErrorCategory.QuotaExceeded,
        ReveErrorKind.ContentViolation => ErrorCategory.PermissionDenied,
        ReveErrorKind.ProviderFailed => ErrorCategory.ResourceUnavailable,
        ReveErrorKind.TaskFailed or ReveErrorKind.UploadFailed or ReveErrorKind.RequirementsNotMet =>
            ErrorCategory.InvalidOperation,
        ReveErrorKind.TaskCancelled or ReveErrorKind.NotSent => ErrorCategory.OperationStopped,
        ReveErrorKind.TaskNotOver or ReveErrorKind.OutputInUse => ErrorCategory.ResourceBusy,
        ReveErrorKind.WebhookUnreadable => ErrorCategory.ParserError,
        ReveErrorKind.ConnectionFailed or ReveErrorKind.OutcomeUnknown or ReveErrorKind.DownloadFailed =>
            ErrorCategory.ConnectionError,
        ReveErrorKind.TimedOut => ErrorCategory.OperationTimeout,
        ReveErrorKind.UnreadableResponse => ErrorCategory.ProtocolError,
        _ => ErrorCategory.InvalidArgument,
    };
}
