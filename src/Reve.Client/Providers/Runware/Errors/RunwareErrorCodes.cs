using System;
using System.Linq;

namespace Reve.Providers.Runware;

/// <summary>
/// Groups error codes by their form: there are hundreds, they change, and they differ between models.
/// </summary>
internal static class RunwareErrorCodes
{
    private static readonly string[] s_credit = ["credits", "quota", "balance", "paymentRequired"];
    private static readonly string[] s_rateLimit = ["rateLimit", "tooManyRequests"];

    private static readonly string[] s_content =
    [
        "contentPolicy", "sensitiveContent", "unsafeContent", "nsfwContent", "promptBlocked", "imageBlocked",
        "moderation",
    ];

    private static readonly string[] s_key =
        ["apiKey", "unauthorized", "forbidden", "authentication", "permission", "suspended"];

    private static readonly string[] s_model = ["unknownModel", "modelDisabled", "modelNotFound"];
    private static readonly string[] s_unavailable = ["modelUnavailable", "modelNotReady", "noAvailableServer"];
    private static readonly string[] s_notFound = ["taskFailedOrNotFound", "taskNotFound"];
    private static readonly string[] s_failed = ["inferenceError", "processingFailed", "taskFailed"];
    private static readonly string[] s_inputStarts =
        ["invalid", "missing", "unsupported", "value", "max", "conflict", "duplicate", "array", "unknownParameter"];

    /// <summary>Returns the group of a code. The order matters: an invalid key is about the key.</summary>
    /// <param name="code">The code; null for none.</param>
    /// <param name="parameter">The parameter that the error names; null for none.</param>
    public static RunwareErrorGroup GroupOf(string? code, string? parameter)
    {
        if (code is null) return RunwareErrorGroup.Other;
        if (ContainsAny(code, s_credit)) return RunwareErrorGroup.Credit;
        if (ContainsAny(code, s_rateLimit)) return RunwareErrorGroup.RateLimit;
        if (ContainsAny(code, s_content)) return RunwareErrorGroup.Content;
        if (ContainsAny(code, s_key)) return RunwareErrorGroup.Key;
        if (Contains(code, "timeout")) return RunwareErrorGroup.Timeout;
        if (Contains(code, "taskCancel")) return RunwareErrorGroup.TaskCancelled;
        if (ContainsAny(code, s_notFound)) return RunwareErrorGroup.TaskNotFound;
        if (ContainsAny(code, s_model)) return RunwareErrorGroup.Model;
        if (ContainsAny(code, s_unavailable)) return RunwareErrorGroup.Unavailable;
        if (ContainsAny(code, s_failed) || StartsWith(code, "provider")) return RunwareErrorGroup.Failed;
        if (!s_inputStarts.Any(start => StartsWith(code, start))) return RunwareErrorGroup.Other;
        return IsAboutModel(code, parameter) ? RunwareErrorGroup.Model : RunwareErrorGroup.Input;
    }

    /// <summary>The kind of error that a group stands for; null when only the status says more.</summary>
    public static ReveErrorKind? KindOf(RunwareErrorGroup group) => group switch
    {
        RunwareErrorGroup.Key => ReveErrorKind.AuthenticationFailed,
        RunwareErrorGroup.Credit => ReveErrorKind.OutOfCredit,
        RunwareErrorGroup.RateLimit => ReveErrorKind.RateLimited,
        RunwareErrorGroup.Content => ReveErrorKind.ContentViolation,
        RunwareErrorGroup.Model => ReveErrorKind.ModelRetired,
        RunwareErrorGroup.Unavailable or RunwareErrorGroup.Failed => ReveErrorKind.ProviderFailed,
        RunwareErrorGroup.TaskNotFound => ReveErrorKind.TaskNotFound,
        RunwareErrorGroup.TaskCancelled => ReveErrorKind.TaskCancelled,
        RunwareErrorGroup.Input => ReveErrorKind.InvalidRequest,
        _ => null,
    };

    /// <summary>The HTTP status that a group stands for; null when that of the response counts.</summary>
    public static int? StatusOf(RunwareErrorGroup group) => group switch
    {
        RunwareErrorGroup.Key => 401,
        RunwareErrorGroup.Credit => 402,
        RunwareErrorGroup.RateLimit => 429,
        RunwareErrorGroup.Content or RunwareErrorGroup.Input => 400,
        RunwareErrorGroup.Timeout => 504,
        RunwareErrorGroup.Model or RunwareErrorGroup.TaskNotFound => 404,
        RunwareErrorGroup.Unavailable => 503,
        _ => null,
    };

    private static bool IsAboutModel(string code, string? parameter) =>
        code.EndsWith("Model", StringComparison.Ordinal) || parameter == "model";

    private static bool ContainsAny(string code, string[] terms) => terms.Any(term => Contains(code, term));

    private static bool Contains(string code, string term) =>
        code.IndexOf(term, StringComparison.OrdinalIgnoreCase) >= 0;

    private static bool StartsWith(string code, string start) =>
        code.StartsWith(start, StringComparison.OrdinalIgnoreCase);
}
