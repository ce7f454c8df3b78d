using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace Reve.Emulator;

/// <summary>How items and errors are written, as the settings say.</summary>
internal static class RunwareForm
{
    private static readonly Dictionary<string, int> s_statuses = new()
    {
        ["invalidApiKey"] = 401,
        ["insufficientCredits"] = 402,
        ["taskFailedOrNotFound"] = 404,
        ["unknownModel"] = 404,
    };

    public static Reply Envelope(IReadOnlyList<JsonNode> data, IReadOnlyList<JsonNode> errors, int status) =>
        Reply.Json(status, Whole(data, errors));

    public static JsonObject Whole(IReadOnlyList<JsonNode> data, IReadOnlyList<JsonNode> errors)
    {
        var whole = new JsonObject();
        if (data.Count > 0 || errors.Count == 0) whole["data"] = new JsonArray([.. data]);
        if (errors.Count > 0) whole["errors"] = new JsonArray([.. errors]);
        return whole;
    }

    public static JsonObject Error(
        string code, string message, string taskType, string? id, string? parameter = null) => new()
    {
        ["code"] = code,
        ["message"] = message,
        ["parameter"] = parameter,
        ["taskType"] = taskType,
        ["taskUUID"] = id,
        ["documentation"] = "https://runware.ai/docs/platform/errors",
    };

    public static int StatusOf(JsonObject error, RunwareSettings settings) =>
        settings.ErrorStatus ?? s_statuses.GetValueOrDefault(error["code"]!.GetValue<string>(), 400);

    public static Reply Refusal(JsonObject error, RunwareSettings settings) => settings.IsErrorAlone
        ? Reply.Json(StatusOf(error, settings), new JsonObject
        {
            ["error"] = error,
            ["taskUUID"] = error["taskUUID"]?.DeepClone(),
        })
        : Envelope([], [error], StatusOf(error, settings));

    /// <summary>What is told about a task: its item, or its error.</summary>
    public static (IReadOnlyList<JsonNode> Data, IReadOnlyList<JsonNode> Errors) State(
        TaskView view, TaskOrder order, RunwareSettings settings)
    {
        var item = new JsonObject { ["taskType"] = "imageInference", ["taskUUID"] = view.Id };
        if (view.State == TaskState.Completed)
        {
            item["status"] = "success";
            foreach (var field in view.Output ?? []) item[field.Key] = field.Value?.DeepClone();
            return ([item], []);
        }

        if (!view.IsOver)
        {
            item["status"] = "processing";
            return ([item], []);
        }

        item["status"] = "error";
        if (!settings.IsFailureInItem) return ([], [Failure(view, order, settings)]);
        item["error"] = Failure(view, order, settings);
        return ([item], []);
    }

    /// <summary>What comes before the state of a task, about tasks that were not requested.</summary>
    public static (IReadOnlyList<JsonNode> Data, IReadOnlyList<JsonNode> Errors) OtherTasks()
    {
        var (first, second) = (Guid.NewGuid().ToString(), Guid.NewGuid().ToString());
        return (
            [
                new JsonObject
                {
                    ["taskType"] = "imageInference",
                    ["taskUUID"] = first,
                    ["status"] = "success",
                    ["imageUUID"] = Guid.NewGuid().ToString(),
                    ["imageURL"] = "https://im.example/another.png",
                    ["cost"] = 9,
                },
            ],
            [Error("contentPolicyViolation", "Another task was not allowed", "imageInference", second)]);
    }

    private static JsonObject Failure(TaskView view, TaskOrder order, RunwareSettings settings)
    {
        var code = order.IsForbidden ? "contentPolicyViolation"
            : view.State == TaskState.Cancelled ? "taskCancelled"
            : settings.FailureCode;
        var error = Error(code, view.Error, "imageInference", view.Id);
        error["status"] = "error";
        return error;
    }
}
