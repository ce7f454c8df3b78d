using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Reve.Emulator;

/// <summary>Runware's wire: one address, a list of tasks in each request, and ids that the client makes.</summary>
internal sealed class RunwareWire(ReveEmulator emulator) : IWire
{
    private const string Name = "Runware";
    private const string SchemaPath = "/docs/models/reve-2-1/schema.json";
    private const decimal Price = 0.20m;

    // How many queries have met each task, and with which body it was requested.
    private readonly ConcurrentDictionary<string, int> _queries = new();
    private readonly ConcurrentDictionary<string, string> _requests = new();

    private RunwareSettings Settings => emulator.Runware;

    public string Provider => Name;

    public bool IsPaid(RecordedRequest request) =>
        IsApi(request) && (!request.HasBody || TypesIn(request).Contains("imageInference"));

    public bool IsAboutTask(RecordedRequest request) =>
        IsApi(request) && TypesIn(request).Any(type => type is "getResponse" or "getTaskDetails");

    public string? ClientIdOf(RecordedRequest request) =>
        Read(request)?.Find(task => task.ValueKind == JsonValueKind.Object).TextOf("taskUUID");

    public void Reset()
    {
        _queries.Clear();
        _requests.Clear();
    }

    public bool Serves(RecordedRequest request) => request.Path is "/v1" or SchemaPath;

    public Reply Answer(RecordedRequest request)
    {
        if (request.Path == SchemaPath) return Schema(request);
        if (request.Header("Authorization") != $"Bearer {emulator.ApiKey}")
        {
            return Refuse("invalidApiKey", "Invalid API key", "authentication", null, "apiKey");
        }

        if (request.Method != "POST" || Read(request) is not { } tasks)
        {
            return Refuse("invalidRequest", "Expected an array of tasks", "", null);
        }

        var replies = tasks.Select(task => AnswerTask(request, task)).ToList();
        if (replies is [var only]) return only;
        var bodies = replies.Select(reply => JsonNode.Parse(reply.Body)!.AsObject()).ToList();
        return RunwareForm.Envelope(
            [.. bodies.SelectMany(body => ListIn(body, "data"))],
            [.. bodies.SelectMany(body => ListIn(body, "errors"))], 200) with
        {
            IsChargedLater = replies.Exists(reply => reply.IsChargedLater),
        };
    }

    private Reply AnswerTask(RecordedRequest request, JsonElement task)
    {
        if (task.ValueKind != JsonValueKind.Object) return Refuse("invalidRequest", "Expected an object", "", null);
        var (type, id, model) = (task.TextOf("taskType"), task.TextOf("taskUUID"), task.TextOf("model"));
        var isOther = type == "imageInference" && emulator.OtherModels.Contains(model);
        if (type == "imageInference" && !isOther && model.Length > 0 && model != RunwareTasks.Model)
        {
            return Refuse("unknownModel", $"The model '{model}' does not exist", type, id, "model");
        }

        if (RunwareTasks.Problem(task, isOther) is { } problem)
        {
            return Refuse("invalidValue", problem, type, id, problem.Split(':')[0]);
        }

        return type switch
        {
            "imageInference" => Run(request, task, id, model),
            "accountManagement" => Account(id),
            _ => State(type, id),
        };
    }

    private Reply Run(RecordedRequest request, JsonElement task, string id, string model)
    {
        if (!_requests.TryAdd(id, task.GetRawText()))
        {
            return Refuse("duplicateTaskUUID", "The id was used before", "imageInference", id, "taskUUID");
        }

        foreach (var image in RunwareTasks.ImagesOf(task)) emulator.Images.TakeIn(image);
        var hasCost = task.TryGetProperty("includeCost", out var cost) && cost.GetBoolean();
        var started = emulator.Tasks.Start(new TaskOrder(request.Sequence, Name, id, model, task, Price, "USD")
        {
            ClientRequestId = id,
            IsForbidden = task.TextOf("positivePrompt").Contains("forbidden", StringComparison.Ordinal),
            Webhook = task.TextOf("webhookURL"),
            CreateWebhook = view => WebhookOf(view, id),
            CreateOutput = script => Output(task, hasCost && script.HasCost),
        });
        if (task.TextOf("deliveryMethod") != "async") started.Finish();
        var view = started.Show();
        if (view.IsOver && task.TextOf("deliveryMethod") != "async") return Told(view, started.Order, 200);
        return RunwareForm.Envelope(
            [new JsonObject { ["taskType"] = "imageInference", ["taskUUID"] = id }], [], 200) with
        {
            IsChargedLater = true,
        };
    }

    private Reply State(string type, string id)
    {
        var task = emulator.Tasks.Find(Name, id);
        var isHidden = task is null
            || _queries.AddOrUpdate(id, 1, (_, count) => count + 1) <= Settings.HiddenQueries;
        var isHistory = type == "getTaskDetails";
        if (!isHidden && !isHistory && Settings.IsForgotten) isHidden = task!.Show().IsOver;
        if (isHidden || (isHistory && Settings.HasNoHistory))
        {
            return Settings.IsMissingEmpty
                ? RunwareForm.Envelope([], [], 200)
                : Refuse("taskFailedOrNotFound", "There is no such task", type, id, "taskUUID");
        }

        var view = task!.Show();
        return isHistory ? Details(view, task.Order) : Told(view, task.Order, StatusOf(view));
    }

    private int StatusOf(TaskView view) => view.State == TaskState.Failed ? Settings.FailureStatus : 200;

    private Reply Told(TaskView view, TaskOrder order, int status)
    {
        var (data, errors) = RunwareForm.State(view, order, Settings);
        if (!Settings.HasOtherTasks) return RunwareForm.Envelope(data, errors, status);
        var (otherData, otherErrors) = RunwareForm.OtherTasks();
        return RunwareForm.Envelope([.. otherData, .. data], [.. otherErrors, .. errors], status);
    }

    private Reply Details(TaskView view, TaskOrder order)
    {
        var (data, errors) = RunwareForm.State(view, order, Settings);
        return RunwareForm.Envelope(
            [
                new JsonObject
                {
                    ["taskType"] = "getTaskDetails",
                    ["taskUUID"] = view.Id,
                    ["request"] = new JsonArray(JsonNode.Parse(_requests[view.Id])),
                    ["response"] = view.IsOver ? RunwareForm.Whole(data, errors) : null,
                },
            ],
            [], 200);
    }

    private JsonObject WebhookOf(TaskView view, string id)
    {
        var (data, errors) = RunwareForm.State(view, emulator.Tasks.Find(Name, id)!.Order, Settings);
        return RunwareForm.Whole(data, errors);
    }

    private JsonObject Output(JsonElement task, bool hasCost)
    {
        var image = emulator.Images.Make(RunwareTasks.SizeOf(task), task.TextOf("outputFormat"));
        var output = new JsonObject { ["imageUUID"] = Guid.NewGuid().ToString() };
        if (hasCost) output["cost"] = Price;
        if (Settings.IsFlagged || Settings.IsWithheld) output["NSFWContent"] = true;
        if (Settings.IsWithheld) return output;
        var isInline = Settings.IsInline || emulator.ReturnsImagesInline;
        if (isInline) output["imageBase64Data"] = Convert.ToBase64String(image);
        else output["imageURL"] = emulator.AddressOf(image);
        return output;
    }

    private Reply Account(string id) => RunwareForm.Envelope(
        [
            new JsonObject
            {
                ["taskType"] = "accountManagement",
                ["taskUUID"] = id,
                ["operation"] = "getDetails",
                ["organizationName"] = "Foxes",
                ["balance"] = Settings.IsBalanceObject
                    ? new JsonObject { ["amount"] = 24.5m, ["freeBalance"] = 1.5m, ["currency"] = "USD" }
                    : 24.5m,
                ["team"] = new JsonArray(new JsonObject { ["name"] = "A Fox", ["email"] = "fox@example.com" }),
                ["apiKeys"] = new JsonArray(new JsonObject { ["apiKey"] = "abc***", ["name"] = "main" }),
            },
        ],
        [], 200);

    private Reply Schema(RecordedRequest request) => request.Header("Authorization") is not null
        ? Reply.Json(400, new JsonObject { ["message"] = "The website needs no key" })
        : Reply.Json(200, new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "Reve 2.1",
                ["x-status"] = Settings.ModelStatus,
                ["x-pricing"] = new JsonObject { ["summary"] = Settings.Pricing },
            },
        });

    private Reply Refuse(string code, string message, string type, string? id, string? parameter = null) =>
        RunwareForm.Refusal(RunwareForm.Error(code, message, type, id, parameter), Settings);

    private static bool IsApi(RecordedRequest request) => (request.Method, request.Path) == ("POST", "/v1");

    private static IEnumerable<string> TypesIn(RecordedRequest request) =>
        (Read(request) ?? []).Where(task => task.ValueKind == JsonValueKind.Object)
            .Select(task => task.TextOf("taskType"));

    private static IEnumerable<JsonNode> ListIn(JsonObject body, string name) =>
        (body[name] as JsonArray ?? []).Select(item => item!.DeepClone());

    private static List<JsonElement>? Read(RecordedRequest request)
    {
        if (request.Header("Content-Type")?.Split(';')[0] != "application/json") return null;
        try
        {
            var body = JsonSerializer.Deserialize<JsonElement>(request.Body);
            return body.ValueKind == JsonValueKind.Array && body.GetArrayLength() > 0
                ? [.. body.EnumerateArray()]
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
