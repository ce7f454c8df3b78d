using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;

namespace Reve.Emulator;

/// <summary>inference.sh's wire: runs that become tasks, what is told about them, and uploads.</summary>
internal sealed class InferenceShWire(ReveEmulator emulator) : IWire
{
    private static readonly Func<JsonElement, string?> s_webAddress = value =>
        Field.Text()(value) ?? (IsOnTheWeb(value.GetString()!) ? null : "Invalid url");

    private static readonly Schema s_run = new(
        new Field("app", Field.Text(), IsRequired: true),
        new Field("input", Field.AnyObject, IsRequired: true),
        new Field("wait", Field.Flag),
        new Field("stream", Field.Flag),
        new Field("webhook", s_webAddress),
        new Field("infra", Field.OneOf("private", "cloud", "private_first")),
        new Field("setup", Field.AnyObject),
        new Field("function", Field.Text()),
        new Field("workers", Field.List(Field.Text(), 0, int.MaxValue)),
        new Field("session", Field.Text()),
        new Field("session_timeout", Field.Whole(1, 3600)),
        new Field("run_at", Field.Text()),
        new Field("metadata", Field.AnyObject));

    private const string Name = "InferenceSh";

    private readonly InferenceFiles _files = new(emulator);

    private InferenceSettings Settings => emulator.Inference;

    public string Provider => Name;

    public bool IsPaid(RecordedRequest request) =>
        request.Method == "POST" && PartsOf(request) is ["apps", "run"];

    public bool IsAboutTask(RecordedRequest request) => PartsOf(request)[0] == "tasks";

    public bool Serves(RecordedRequest request) =>
        InferenceFiles.AreMeant(request) || PartsOf(request)[0] is "apps" or "tasks" or "files";

    public Reply Answer(RecordedRequest request)
    {
        if (InferenceFiles.AreMeant(request)) return _files.Put(request);
        if (request.Header("Authorization") != $"Bearer {emulator.ApiKey}")
        {
            return Error(401, "unauthorized", "The key is missing or not valid");
        }

        return (request.Method, PartsOf(request)) switch
        {
            ("POST", ["apps", "run"]) => Run(request),
            ("POST", ["files"]) => Announce(request),
            ("GET", ["tasks", var id]) => Told(id, view => InferenceForm.Task(view, Settings)),
            ("GET", ["tasks", var id, "status"]) => Told(id, view => InferenceForm.StatusOf(view, Settings)),
            ("GET", ["tasks", var id, "stream"]) => Stream(request, id),
            ("POST", ["tasks", var id, "cancel"]) => Cancel(id),
            _ => Error(404, "not_found", "Not found"),
        };
    }

    private Reply Run(RecordedRequest request)
    {
        if ((JsonBody.Read(request, out var body) ?? s_run.Problem(body)) is { } wrong) return Invalid(wrong);
        var input = body.GetProperty("input");
        var app = InferenceApps.NameOf(body.TextOf("app"));
        if (InferenceApps.InputOf(app) is { } schema)
        {
            if ((schema.Problem(input) ?? ImageProblem(input)) is { } problem) return Invalid("input." + problem);
        }
        else if (!emulator.OtherModels.Contains(app))
        {
            return Error(404, "not_found", $"No app '{body.TextOf("app")}'");
        }

        var (isWaiting, isStreaming) = (IsSet(body, "wait"), IsSet(body, "stream"));
        if (isWaiting && isStreaming) return Invalid("wait and stream do not go together");
        foreach (var image in InferenceApps.ImagesOf(input)) emulator.Images.TakeIn(image);
        var price = InferenceApps.PriceOf(app, input);
        var task = emulator.Tasks.Start(
            new TaskOrder(request.Sequence, Name, "task_" + Guid.NewGuid().ToString("N"), app, input, price, "credits")
            {
                IsForbidden = InferenceApps.IsForbidden(input),
                Webhook = body.TextOf("webhook"),
                CreateWebhook = view => InferenceForm.Webhook(view, Settings),
                CreateOutput = script => Output(app, input, price, script),
            });
        var reply = isStreaming ? new InferenceStream(task, Settings, isOfEvents: true).Open()
            : isWaiting ? new Reply(200, [], "application/json") { Chunks = WhenOverAsync(task) }
            : Answered(InferenceForm.Task(task.Show(), Settings));
        return reply with { IsChargedLater = true };
    }

    private Reply Announce(RecordedRequest request) =>
        (JsonBody.Read(request, out var body) ?? InferenceFiles.Problem(body)) is { } problem
            ? Invalid(problem)
            : Answered(_files.Announce(body));

    private Reply Told(string id, Func<TaskView, JsonObject> write) =>
        emulator.Tasks.Find(Name, id) is { } task ? Answered(write(task.Show())) : NoTask(id);

    private Reply Stream(RecordedRequest request, string id)
    {
        if (emulator.Tasks.Find(Name, id) is not { } task) return NoTask(id);
        var isOfEvents = request.Header("Accept")?.Contains("text/event-stream", StringComparison.Ordinal) == true;
        return new InferenceStream(task, Settings, isOfEvents).Open();
    }

    private Reply Cancel(string id) =>
        emulator.Tasks.Find(Name, id) is not { } task ? NoTask(id)
        : task.Cancel() is { } view ? Answered(InferenceForm.Task(view, Settings))
        : Error(Settings.LateCancel, "invalid_request", "The task is over");

    private async IAsyncEnumerable<byte[]?> WhenOverAsync(
        EmulatedTask task, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var view = task.Show();
        for (; !view.IsOver; view = task.Show()) await task.WhenFreeAsync(cancellation);
        yield return JsonSerializer.SerializeToUtf8Bytes(
            InferenceForm.Answer(InferenceForm.Task(view, Settings), Settings));
    }

    private JsonObject Output(string app, JsonElement input, decimal price, TaskScript script)
    {
        var ratio = input.TextOf("aspect_ratio");
        var image = emulator.Images.Make(ratio.Length == 0 && app == InferenceApps.Create ? "1:1" : ratio);
        var (width, height) = PlainPng.SizeOf(image);
        JsonArray outputs =
        [
            new JsonObject { ["type"] = "image", ["width"] = width, ["height"] = height, ["count"] = 1 },
        ];
        if (script.HasCost) outputs.Add(new JsonObject { ["type"] = "raw", ["cost"] = price });
        return new JsonObject
        {
            ["image"] = emulator.AddressOf(image),
            ["output_meta"] = new JsonObject { ["inputs"] = new JsonArray(), ["outputs"] = outputs },
        };
    }

    private string? ImageProblem(JsonElement input) =>
        InferenceApps.ImagesOf(input).Select(image => image.GetString()!).FirstOrDefault(
            address => !IsOnTheWeb(address) && !emulator.Images.IsUploaded(address)) is { } unknown
            ? $"No file '{(unknown.Length > 60 ? unknown[..60] : unknown)}' was uploaded"
            : null;

    private Reply Answered(JsonNode data) => Reply.Json(200, InferenceForm.Answer(data, Settings));

    private Reply Invalid(string problem) => Error(400, "invalid_request", problem);

    private Reply NoTask(string id) => Error(404, "not_found", $"No task '{id}'");

    private Reply Error(int status, string code, string detail) =>
        InferenceForm.Error(status, code, detail, Settings);

    private static bool IsSet(JsonElement body, string name) =>
        body.TryGetProperty(name, out var flag) && flag.GetBoolean();

    private static bool IsOnTheWeb(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    private static string[] PartsOf(RecordedRequest request) => request.Path.Split('?')[0].TrimStart('/').Split('/');
}
