using System;
using System.Linq;
using System.Text.Json.Nodes;

namespace Reve.Emulator;

/// <summary>Writes the responses of Atlas Cloud, in the form of the settings.</summary>
internal static class AtlasCloudForm
{
    private const int ContentModeration = 1039;

    public static Reply Task(TaskView view, TaskOrder order, AtlasCloudSettings settings)
    {
        var task = State(view, order, settings);
        return Reply.Json(200, settings.IsNested ? new JsonObject { ["code"] = 200, ["data"] = task } : task);
    }

    public static JsonObject Output(JsonNode image, AtlasCloudSettings settings)
    {
        JsonArray images = settings.IsWithheld ? [] : [image];
        return new JsonObject
        {
            [settings.HasOlderOutput ? "output" : "outputs"] =
                settings.HasOlderOutput ? images.FirstOrDefault()?.DeepClone() : images,
            ["has_nsfw_contents"] = new JsonArray(settings.IsFlagged || settings.IsWithheld),
        };
    }

    public static JsonObject Webhook(TaskView view, TaskOrder order, AtlasCloudSettings settings) => new()
    {
        ["session_id"] = view.Id,
        // The status of the event may be OK although the task failed.
        ["status"] = "OK",
        ["event_type"] = "image.task.terminal",
        ["payload"] = State(view, order, settings),
        ["error"] = view.Error,
    };

    public static Reply Error(int status, string message, AtlasCloudSettings settings)
    {
        var id = "req_" + Guid.NewGuid().ToString("N");
        return Reply.Json(settings.HasEmbeddedErrors ? 200 : status, new JsonObject
        {
            ["code"] = status,
            ["msg"] = message,
            ["request_id"] = id,
            ["data"] = null,
        }) with
        {
            Headers = [new("X-Request-ID", id)],
        };
    }

    public static Reply AccountError(int status, string message)
    {
        var id = "req_" + Guid.NewGuid().ToString("N");
        return Reply.Json(status, new JsonObject
        {
            ["error"] = new JsonObject
            {
                ["type"] = "authentication_error",
                ["code"] = "invalid_api_key",
                ["message"] = message,
                ["param"] = null,
            },
            ["request_id"] = id,
        }) with
        {
            Headers = [new("X-Request-ID", id)],
        };
    }

    public static JsonObject Money(string value) => new() { ["value"] = value, ["currency"] = "usd" };

    private static JsonObject State(TaskView view, TaskOrder order, AtlasCloudSettings settings)
    {
        var task = new JsonObject
        {
            ["id"] = view.Id,
            ["model"] = order.Model,
            ["status"] = NameOf(view.State, settings),
            ["outputs"] = new JsonArray(),
            ["error"] = view.Error,
            ["has_nsfw_contents"] = new JsonArray(),
            ["created_at"] = view.Created.ToString("yyyy-MM-ddTHH:mm:ss.fffZ"),
        };
        foreach (var field in view.Output ?? []) task[field.Key] = field.Value?.DeepClone();
        if (view.IsOver) task["executionTime"] = 52000;
        if (view.State == TaskState.Completed && settings.Price is { } price) task["price"] = price;
        var code = order.IsForbidden ? ContentModeration : settings.ErrorCode;
        if (view.State == TaskState.Failed && code is not null) task["error_code"] = code;
        return task;
    }

    private static string NameOf(TaskState state, AtlasCloudSettings settings) => state switch
    {
        TaskState.Failed => settings.FailureName,
        TaskState.Cancelled => "cancelled",
        TaskState.Completed => settings.HasOtherNames ? "succeeded" : "completed",
        TaskState.Received when settings.HasOtherNames => "created",
        TaskState.Queued when settings.HasOtherNames => "starting",
        _ => "processing",
    };
}
