using System.Collections.Generic;

namespace Reve;

internal static class CallErrorInfo
{
    private const string Topic = "Cost and outcome";

    public static IReadOnlyList<ErrorInfo> All { get; } =
    [
        new(Topic, ReveErrorKind.CostLimitReached,
            "The remaining items were not sent.",
            "The next request could exceed -CostLimit.",
            "Raise -CostLimit. With -Resume no item is paid for twice."),
        new(Topic, ReveErrorKind.CostLimitInvalid,
            "The cost limit cannot be compared with the prices.",
            "-CostLimit has no unit, or a unit whose worth at the provider is not known.",
            "Specify the unit, for example -CostLimit '5 USD'."),
        new(Topic, ReveErrorKind.PriceUnknown,
            "The request was not sent.",
            "-CostLimit was specified, and the price is not known.",
            "Omit -CostLimit, or use a model with a known price."),
        new(Topic, ReveErrorKind.NotSent,
            "The remaining items were not sent.",
            "An earlier error applies to every item of the command.",
            "Resolve that error, and send the items in TargetObject again."),
        new(Topic, ReveErrorKind.TimedOut,
            "The timeout expired. Nothing was charged.",
            "The request was not sent, or the task did not end, in time.",
            "Raise -TimeoutSec. Check a task with Get-ReveTask."),
        new(Topic, ReveErrorKind.OutcomeUnknown,
            "The request may have been charged.",
            "It was sent, and no response arrived.",
            "Check the history of your account before you send it again."),
        new(Topic, ReveErrorKind.UnreadableResponse,
            "The request was charged, but its response cannot be read.",
            "The response is damaged or has an unknown form.",
            "Open the file that the message names. It holds the response."),
        new(Topic, ReveErrorKind.DownloadFailed,
            "The image was generated but could not be downloaded.",
            "The host of the image failed or cannot be reached.",
            "Pipe the result to Save-ReveImage. This costs nothing."),
        new(Topic, ReveErrorKind.UploadFailed,
            "An input image could not be uploaded. Nothing was charged.",
            "The upload service failed or cannot be reached.",
            "Try again later, or use -Uri."),
    ];
}
