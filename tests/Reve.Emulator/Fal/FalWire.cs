using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Reve.Emulator;

/// <summary>fal's wire: the queue of its Reve 2.1 models, the storage and the platform API.</summary>
internal sealed class FalWire(ReveEmulator emulator) : IWire
{
    private const string Name = "Fal";

    // What fal.ai documents for headers of a submitted call. Others are those of any HTTP client.
    private static readonly string[] s_headers =
    [
        "X-Fal-Request-Timeout", "X-Fal-Queue-Priority", "X-Fal-No-Retry", "X-Fal-Object-Lifecycle-Preference",
        "X-Fal-Store-IO", "X-Fal-Runner-Hint", "X-Fal-Tags",
    ];

    private readonly FalFiles _files = new(emulator);
    private readonly FalPlatform _platform = new(emulator);
    private readonly ConcurrentDictionary<string, int> _results = new();

    private FalSettings Settings => emulator.Fal;

    public string Provider => Name;

    public bool IsPaid(RecordedRequest request) =>
        request.Method == "POST" && FindApp(request) is not null && !IsAboutTask(request);

    public bool IsAboutTask(RecordedRequest request) => PartsOf(request) is [_, _, "requests", ..];

    public bool Serves(RecordedRequest request) =>
        FalFiles.AreMeant(request) || FalPlatform.IsMeant(request)
        || request.Path.StartsWith(FalFiles.Initiate, StringComparison.Ordinal)
        || FindApp(request) is not null;

    public Reply Answer(RecordedRequest request)
    {
        if (FalFiles.AreMeant(request)) return _files.Put(request);
        if (FalPlatform.IsMeant(request)) return _platform.Answer(request);
        if (request.Header("Authorization") != $"Key {emulator.ApiKey}")
        {
            return FalForm.Detail(401, "Cannot access application. Authentication is required.");
        }

        if (Settings.IsLocked)
        {
            return FalForm.Detail(403, "User is locked. Reason: Exhausted balance. Top up your balance.");
        }

        if (request.Path.StartsWith(FalFiles.Initiate, StringComparison.Ordinal))
        {
            return request.Method == "POST" ? _files.Announce(request) : FalForm.Detail(405, "Method Not Allowed");
        }

        // An app has two segments: what follows them is the rest of the model, or a request about a call.
        return (request.Method, PartsOf(request)[2..]) switch
        {
            ("GET", ["requests", var id, "status"]) => State(id),
            ("GET", ["requests", var id, "status", "stream"]) => Stream(request, id),
            ("GET", ["requests", var id]) => Result(id),
            ("PUT", ["requests", var id, "cancel"]) => Cancel(id),
            (_, ["requests", ..]) => FalForm.Detail(405, "Method Not Allowed"),
            ("POST", _) => Submit(request),
            _ => FalForm.Detail(405, "Method Not Allowed"),
        };
    }

    private Reply Submit(RecordedRequest request)
    {
        var model = string.Join('/', PartsOf(request));
        var schema = FalModels.InputOf(model);
        if (schema is null && !emulator.OtherModels.Contains(model))
        {
            return FalForm.Detail(404, $"Application '{model}' not found");
        }

        if (request.Headers.Keys.FirstOrDefault(IsUnknownHeader) is { } header)
        {
            return FalForm.Invalid("header", header, "Unknown header", "extra_forbidden");
        }

        if (ReadWebhook(request, out var webhook) is { } wrong) return wrong;
        if ((JsonBody.Read(request, out var body) ?? schema?.Problem(body)) is { } problem)
        {
            return FalForm.Invalid("body", problem.Split(':')[0], problem, "value_error");
        }

        if (FalModels.ImagesOf(body).Any(image => _files.IsMissing(image.GetString()!)))
        {
            return FalForm.Model(422, "file_download_error", "image_url", "The file could not be downloaded");
        }

        foreach (var image in FalModels.ImagesOf(body)) emulator.Images.TakeIn(image);
        var settings = Settings;
        var price = FalModels.Price * FalModels.CountOf(body);
        var task = emulator.Tasks.Start(
            new TaskOrder(request.Sequence, Name, Guid.NewGuid().ToString(), model, body, price, "USD")
            {
                IsForbidden = body.TextOf("prompt").Contains("forbidden", StringComparison.Ordinal),
                Webhook = webhook,
                CreateWebhook = view => FalForm.Webhook(view, settings),
                CreateOutput = script => Output(body, script),
            });
        return Accepted(task.Id, string.Join('/', PartsOf(request)[..2])) with { IsChargedLater = true };
    }

    private Reply Accepted(string id, string app)
    {
        var answer = new JsonObject { ["status"] = "IN_QUEUE", ["queue_position"] = 0 };
        if (!Settings.IsIdInHeaderOnly)
        {
            answer["request_id"] = id;
            answer["gateway_request_id"] = id;
        }

        var host = Settings.Links switch
        {
            FalLinkHost.Queue => "https://queue.fal.run",
            FalLinkHost.Emulator => emulator.BaseUri.AbsoluteUri.TrimEnd('/'),
            FalLinkHost.Foreign => emulator.OtherHost.AbsoluteUri.TrimEnd('/'),
            _ => null,
        };
        if (host is not null)
        {
            answer["status_url"] = $"{host}/{app}/requests/{id}/status";
            answer["response_url"] = $"{host}/{app}/requests/{id}";
            answer["cancel_url"] = $"{host}/{app}/requests/{id}/cancel";
        }

        return Reply.Json(Settings.AcceptedStatus, answer) with { Headers = [new("x-fal-request-id", id)] };
    }

    private Reply State(string id)
    {
        if (emulator.Tasks.Find(Name, id) is not { } task) return NotFound();
        var view = task.Show();
        return Reply.Json(view.IsOver ? 200 : 202, FalForm.Status(view, Settings));
    }

    private Reply Stream(RecordedRequest request, string id) =>
        emulator.Tasks.Find(Name, id) is not { } task ? NotFound()
        : request.Header("Accept")?.Contains("text/event-stream", StringComparison.Ordinal) == true
            ? new FalStream(task, Settings).Open()
            : FalForm.Detail(406, "Not Acceptable");

    private Reply Result(string id)
    {
        if (emulator.Tasks.Find(Name, id) is not { } task) return NotFound();
        if (task.View() is not { IsOver: true } view) return StillRunning();
        var number = _results.AddOrUpdate(id, 1, static (_, count) => count + 1);
        if (number <= Settings.EarlyResults)
        {
            return Settings.EarlyStatus == 400 ? StillRunning() : FalForm.Detail(404, "Request not found");
        }

        if (Settings.AreResultsExpired) return FalForm.Detail(404, "Request not found");
        if (view.State != TaskState.Completed) return FalForm.Failure(view, Settings);
        var units = FalModels.CountOf(task.Order.Input);
        return Reply.Json(200, view.Output?.DeepClone() ?? new JsonObject()) with
        {
            Headers = Settings.HasBillableUnits
                ?
                [
                    new("x-fal-request-id", id),
                    new("X-Fal-Billable-Units", units.ToString(CultureInfo.InvariantCulture)),
                ]
                : [new("x-fal-request-id", id)],
        };
    }

    private Reply Cancel(string id) =>
        emulator.Tasks.Find(Name, id) is not { } task ? NotFound()
        : task.Cancel() is null ? Reply.Json(400, new JsonObject { ["status"] = "ALREADY_COMPLETED" })
        : Settings.CancelStatus == 200 ? Reply.Json(200, new JsonObject { ["status"] = "OK" })
        : Reply.Json(Settings.CancelStatus, new JsonObject { ["status"] = "CANCELLATION_REQUESTED" });

    private JsonObject Output(JsonElement input, TaskScript script)
    {
        var images = new JsonArray();
        for (var number = Settings.MissingImages; number < FalModels.CountOf(input); number++)
        {
            var image = emulator.Images.Make(input.TextOf("aspect_ratio"));
            images.Add(new JsonObject
            {
                ["url"] = FalModels.IsInline(input)
                    ? "data:image/png;base64," + Convert.ToBase64String(image)
                    : emulator.AddressOrData(image),
                ["content_type"] = "image/" + FalModels.FormatOf(input),
                ["file_name"] = null,
                ["file_size"] = image.Length,
                ["width"] = null,
                ["height"] = null,
            });
        }

        return new JsonObject { ["images"] = images };
    }

    private static Reply? ReadWebhook(RecordedRequest request, out string webhook)
    {
        webhook = "";
        if (request.Path.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at)
        {
            foreach (var part in request.Path[(at + 1)..].Split('&'))
            {
                var (name, value) = (part.Split('=')[0], Uri.UnescapeDataString(part[(part.IndexOf('=') + 1)..]));
                var isWebhook = name == "fal_webhook" && Uri.TryCreate(value, UriKind.Absolute, out _);
                if (!isWebhook) return FalForm.Invalid("query", name, "Unknown or not valid", "extra_forbidden");
                webhook = value;
            }
        }

        return null;
    }

    private static bool IsUnknownHeader(string name) =>
        name.StartsWith("X-Fal-", StringComparison.OrdinalIgnoreCase)
        && !s_headers.Contains(name, StringComparer.OrdinalIgnoreCase);

    private string? FindApp(RecordedRequest request)
    {
        var parts = PartsOf(request);
        if (parts.Length < 2) return null;
        var app = $"{parts[0]}/{parts[1]}";
        var isOther = emulator.OtherModels.Any(model => (model + "/").StartsWith(app + "/", StringComparison.Ordinal));
        return app == FalModels.App || isOther ? app : null;
    }

    private static Reply StillRunning() => FalForm.Detail(400, "Request is still in progress");

    private static Reply NotFound() => Reply.Json(404, new JsonObject { ["status"] = "NOT_FOUND" });

    private static string[] PartsOf(RecordedRequest request) =>
        [.. request.Path.Split('?')[0].TrimStart('/').Split('/').Select(Uri.UnescapeDataString)];
}
