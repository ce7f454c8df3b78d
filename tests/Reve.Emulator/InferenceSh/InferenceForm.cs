using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace Reve.Emulator;

/// <summary>How answers, errors and tasks are written, in the generation that the settings ask for.</summary>
internal static class InferenceForm
{
    private static readonly Dictionary<TaskState, int> s_older = new()
    {
        [TaskState.Cancelling] = 7,
        [TaskState.Uploading] = 8,
        [TaskState.Completed] = 9,
        [TaskState.Failed] = 10,
        [TaskState.Cancelled] = 11,
    };

    public static JsonNode Answer(JsonNode data, InferenceSettings settings) => settings.Envelope switch
    {
        InferenceEnvelope.V1 => new JsonObject { ["success"] = true, ["status"] = 200, ["data"] = data },
        InferenceEnvelope.V3 => new JsonObject { ["data"] = data, ["messages"] = new JsonArray() },
        _ => data,
    };

    public static Reply Error(int status, string code, string detail, InferenceSettings settings) =>
        settings.ErrorShape == InferenceError.Older
            ? Reply.Json(status, new JsonObject
            {
                ["success"] = false,
                ["status"] = status,
                ["error"] = new JsonObject
                {
                    ["code"] = code,
                    ["message"] = detail,
                    ["suggestions"] = new JsonArray(),
                    ["meta"] = new JsonObject(),
                },
            })
            : Reply.Json(status, new JsonObject
            {
                ["type"] = $"https://api.inference.sh/errors/{code}",
                ["title"] = code.Replace('_', ' '),
                ["status"] = status,
                ["detail"] = detail,
                ["meta"] = new JsonObject(),
            }) with { ContentType = "application/problem+json" };

    public static JsonObject Task(TaskView view, InferenceSettings settings)
    {
        var task = new JsonObject
        {
            ["id"] = view.Id,
            ["short_id"] = view.Id[^6..],
            ["status"] = Status(view.State, settings),
            ["status_text"] = Word(view.State),
            ["input"] = view.Input.DeepClone(),
            ["output"] = view.Output?.DeepClone(),
            ["error"] = view.Error,
            ["session_id"] = null,
            ["created_at"] = Time(view.Created),
            ["updated_at"] = Time(view.Updated),
            ["run_at"] = null,
        };
        if (!settings.HasStatusText) task.Remove("status_text");
        return task;
    }

    public static JsonObject StatusOf(TaskView view, InferenceSettings settings) =>
        Only(Task(view, settings), "id", "status", "updated_at");

    public static JsonObject Webhook(TaskView view, InferenceSettings settings)
    {
        var flat = Only(
            Task(view, settings), "id", "status", "output", "error", "session_id", "created_at", "updated_at");
        return !settings.IsWebhookWrapped ? flat : new JsonObject
        {
            ["event"] = "task." + Word(view.State),
            ["timestamp"] = Time(view.Updated),
            ["data"] = flat,
        };
    }

    /// <summary>The fields of the later object that differ from the earlier one's.</summary>
    public static JsonObject Changes(JsonObject earlier, JsonObject later) => Only(
        later,
        [.. later.Where(field => !JsonNode.DeepEquals(field.Value, earlier[field.Key])).Select(field => field.Key)]);

    private static JsonObject Only(JsonObject whole, params string[] names) =>
        new(names.Select(name => KeyValuePair.Create(name, whole[name]?.DeepClone())));

    private static JsonNode Status(TaskState state, InferenceSettings settings) => settings.Status switch
    {
        InferenceStatus.TextUpper => Word(state).ToUpperInvariant(),
        InferenceStatus.TextLower => Word(state),
        InferenceStatus.Older => s_older.TryGetValue(state, out var number) ? number : (int)state,
        _ => (int)state,
    };

    private static string Word(TaskState state) =>
        state == TaskState.SettingUp ? "setting_up" : state.ToString().ToLowerInvariant();

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:ss.fffZ");
}
