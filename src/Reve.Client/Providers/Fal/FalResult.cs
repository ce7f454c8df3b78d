using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Reve.Http;
using Reve.Json;

namespace Reve.Providers.Fal;

/// <summary>
/// Reads the result of a call that has ended. It has the status, the headers and the body that the model returned, so
/// that an error status says that the call failed, and not that the request for the result did.
/// </summary>
internal static class FalResult
{
    private const string UnitsHeader = "X-Fal-Billable-Units";

    private static readonly Regex s_tooEarly = new(
        @"\bstill\b|in[ _]progress|not (yet )?(completed?|finished|ready|done)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Whether an error response is the result of the call. Other errors are those of the request.</summary>
    public static bool IsResult(JsonResponse response) => response.Status switch
    {
        // These are about the key, the account, and the number of requests.
        401 or 403 or 408 or 429 => false,
        >= 400 => FalErrorParser.IsError(response.Root),
        _ => false,
    };

    /// <summary>Returns the task with its result. A result that is requested too early leaves it running.</summary>
    public static ReveTask Read(ReveTask task, FalStatus status, JsonResponse response)
    {
        if (response.IsSuccess) return OfSuccess(task, status, response);
        if (IsTooEarly(response)) return task with { Status = ReveTaskStatus.Running };
        if (response.Status is 404 or 410)
        {
            return status.Error is null && status.ErrorType is null ? Expired(task) : OfStatus(task, status);
        }

        var error = ProviderErrorReader.Read(response, FalErrorParser.Read);
        return Failed(task, response.Status, error.Kind, error.Message, UsageOf(response, task.Model));
    }

    /// <summary>The images, with a missing one for each that was requested and not returned.</summary>
    public static IReadOnlyList<GeneratedImage> Complete(IReadOnlyList<GeneratedImage> images, int count) =>
        [.. images, .. Enumerable.Repeat(new GeneratedImage(), Math.Max(0, count - images.Count))];

    /// <summary>The billable units, with their worth when the price of the model is known; null for none.</summary>
    public static ReveUsage? UsageOf(JsonResponse response, string? model)
    {
        if (response.HeaderCharge(UnitsHeader) is not { } units) return null;
        var isReve = model is null || FalInfo.Info.Operations.Any(operation => operation.IsReveModel(model));
        return new ReveUsage
        {
            Amount = isReve ? units * FalInfo.UnitPrice : null,
            Unit = ReveUsage.Usd,
            Details = new Dictionary<string, object> { ["billable_units"] = units },
        };
    }

    private static ReveTask OfSuccess(ReveTask task, FalStatus status, JsonResponse response)
    {
        var images = ResponseImages.Find(response.Root);
        if (!images.Any(image => !image.IsMissing))
        {
            if (status.Error is not null || status.ErrorType is not null) return OfStatus(task, status);
            if (FalErrorParser.IsError(response.Root)) return OfBody(task, response);
            images = [];
        }

        return task with
        {
            Status = ReveTaskStatus.Completed,
            Output = response.Root.PlainFields(),
            Urls = [.. images.Select(image => image.Url).OfType<string>()],
            Images = images.Count == 0 ? [] : Complete(images, task.Count),
            Usage = UsageOf(response, task.Model),
        };
    }

    private static bool IsTooEarly(JsonResponse response) => response.Status == 400
        && response.Root.Text("error_type") is null
        && response.Root.Text("detail") is { } detail && s_tooEarly.IsMatch(detail);

    /// <summary>The failure that a result of success contains.</summary>
    private static ReveTask OfBody(ReveTask task, JsonResponse response)
    {
        var type = FalErrorParser.TypeOf(response);
        var code = FalErrorTypes.StatusOf(type);
        var message = FalErrorParser.MessageOf(response.Root);
        return Failed(
            task, code, FalErrorParser.KindOf(code, type, message), message, UsageOf(response, task.Model));
    }

    /// <summary>The failure that the status describes, when the result is not available.</summary>
    private static ReveTask OfStatus(ReveTask task, FalStatus status)
    {
        var code = FalErrorTypes.StatusOf(status.ErrorType);
        var message = status.Error ?? status.ErrorType;
        return Failed(task, code, FalErrorParser.KindOf(code, status.ErrorType, message), message, usage: null);
    }

    private static ReveTask Failed(
        ReveTask task, int? status, ReveErrorKind? kind, string? message, ReveUsage? usage) => task with
    {
        Status = kind == ReveErrorKind.TaskCancelled ? ReveTaskStatus.Cancelled : ReveTaskStatus.Failed,
        Error = message,
        Failure = new TaskFailure(kind, status, BillingOf(status, kind)),
        Usage = usage is { Amount: > 0 } ? usage : null,
    };

    /// <summary>
    /// fal does not bill failures with a status from 500. Others may be billed when a runner has worked on the call,
    /// which includes refusals of content and cancelled calls.
    /// </summary>
    private static Billing BillingOf(int? status, ReveErrorKind? kind) =>
        status >= 500 || kind == ReveErrorKind.ModelRetired ? Billing.NotCharged : Billing.Unknown;

    private static ReveTask Expired(ReveTask task) => task with
    {
        Status = ReveTaskStatus.Completed,
        Error = "The result of the call is not available any more.",
        Failure = new TaskFailure(ReveErrorKind.ResultExpired, Status: 404, Billing.Unknown),
    };
}
