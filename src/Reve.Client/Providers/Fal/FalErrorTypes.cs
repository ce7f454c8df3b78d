using System.Collections.Generic;

namespace Reve.Providers.Fal;

/// <summary>The names of errors. The list is open: an unknown name means what the status means.</summary>
internal static class FalErrorTypes
{
    public const string Refused = "content_policy_violation";
    public const string NothingGenerated = "no_media_generated";
    public const string Cancelled = "client_cancelled";
    public const string ModelOwnerFailed = "downstream_service_error";

    // A status can name an error whose result, and with it the status of HTTP, is not available.
    private static readonly Dictionary<string, int> s_statuses = new()
    {
        [Refused] = 422,
        [NothingGenerated] = 422,
        [Cancelled] = 499,
        ["client_disconnected"] = 499,
        ["bad_request"] = 400,
        ["internal_server_error"] = 500,
        ["internal_error"] = 500,
        ["runner_server_error"] = 500,
        [ModelOwnerFailed] = 500,
        ["downstream_service_unavailable"] = 500,
        ["runner_incomplete_response"] = 502,
        ["runner_scheduling_failure"] = 503,
        ["runner_connection_timeout"] = 503,
        ["runner_disconnected"] = 503,
        ["runner_connection_refused"] = 503,
        ["runner_connection_error"] = 503,
        ["generation_timeout"] = 504,
        ["request_timeout"] = 504,
        ["startup_timeout"] = 504,
    };

    /// <summary>The documented status of an error; null when it is not known.</summary>
    public static int? StatusOf(string? type) =>
        type is not null && s_statuses.TryGetValue(type, out var status) ? status : null;
}
