using System;
using System.Text.Json.Nodes;

namespace Reve.Emulator;

/// <summary>How fal writes states, results and errors.</summary>
internal static class FalForm
{
    public static JsonObject Status(TaskView view, FalSettings settings)
    {
        var status = new JsonObject
        {
            ["request_id"] = view.Id,
            ["status"] = view.IsOver ? "COMPLETED"
                : view.State is TaskState.Received or TaskState.Queued ? "IN_QUEUE"
                : "IN_PROGRESS",
        };
        if (view.IsOver) status["metrics"] = new JsonObject { ["inference_time"] = 21.5 };
        else if (view.State is TaskState.Received or TaskState.Queued) status["queue_position"] = 0;
        if (view.State is TaskState.Failed or TaskState.Cancelled && settings.HasStatusError)
        {
            status["error"] = MessageOf(view);
            status["error_type"] = TypeOf(view, settings);
        }

        return status;
    }

    /// <summary>The result of a call that failed or was cancelled.</summary>
    public static Reply Failure(TaskView view, FalSettings settings) => view.State == TaskState.Cancelled
        ? Platform(499, "client_cancelled", MessageOf(view))
        : IsRefusal(view) ? Model(422, "content_policy_violation", "prompt", view.Error, "violence")
        : settings.IsPlatformFailure ? Platform(settings.FailureStatus, settings.FailureType, view.Error)
        : Model(settings.FailureStatus, settings.FailureType, "prompt", view.Error);

    /// <summary>An error of the platform.</summary>
    public static Reply Platform(int status, string type, string detail) => Reply.Json(
        status, new JsonObject { ["detail"] = detail, ["error_type"] = type }) with
    {
        Headers = [new("X-Fal-Error-Type", type)],
    };

    public static Reply Detail(int status, string detail) =>
        Reply.Json(status, new JsonObject { ["detail"] = detail });

    /// <summary>An error of validation.</summary>
    public static Reply Invalid(string place, string field, string message, string type) =>
        Reply.Json(422, Details(place, field, message, type));

    /// <summary>An error of the model.</summary>
    public static Reply Model(int status, string type, string field, string message, string? category = null)
    {
        var details = Details("body", field, message, type);
        if (category is not null) details["detail"]![0]!["ctx"]!["categories"] = new JsonArray(category);
        return Reply.Json(status, details) with
        {
            Headers = [new("X-Fal-Retryable", status >= 500 ? "true" : "false")],
        };
    }

    /// <summary>The body that the webhook of a call gets.</summary>
    public static JsonNode Webhook(TaskView view, FalSettings settings) => new JsonObject
    {
        ["request_id"] = view.Id,
        ["gateway_request_id"] = view.Id,
        ["status"] = view.State == TaskState.Completed ? "OK" : "ERROR",
        ["payload"] = view.Output?.DeepClone()
            ?? JsonNode.Parse(Failure(view, settings).Body),
        ["error"] = view.State == TaskState.Completed ? null : MessageOf(view),
    };

    private static string MessageOf(TaskView view) =>
        view.State == TaskState.Cancelled ? "The client cancelled the request" : view.Error;

    private static string TypeOf(TaskView view, FalSettings settings) =>
        view.State == TaskState.Cancelled ? "client_cancelled"
        : IsRefusal(view) ? "content_policy_violation"
        : settings.FailureType;

    private static bool IsRefusal(TaskView view) =>
        view.Error.StartsWith("Content policy", StringComparison.Ordinal);

    private static JsonObject Details(string place, string field, string message, string type) => new()
    {
        ["detail"] = new JsonArray(new JsonObject
        {
            ["loc"] = new JsonArray(place, field),
            ["msg"] = message,
            ["type"] = type,
            ["ctx"] = new JsonObject(),
            ["url"] = "https://docs.fal.ai/errors#" + type,
        }),
    };
}
