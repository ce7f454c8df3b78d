using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Reve.Emulator;

/// <summary>The API of Atlas Cloud: tasks, uploads, the balance and the catalog.</summary>
internal sealed class AtlasCloudWire(ReveEmulator emulator) : IWire
{
    private const string Name = "AtlasCloud";
    private const string Account = "/public/v1/";
    private const string Catalog = "/api/v1/models";
    private const string Generate = "/api/v1/model/generateImage";
    private const string Upload = "/api/v1/model/uploadMedia";
    private const string Prediction = "/api/v1/model/prediction/";
    private const int LongestBody = 50_000_000;

    private readonly AtlasCloudUploads _uploads = new(emulator);
    private readonly ConcurrentDictionary<string, int> _queries = new();

    private AtlasCloudSettings Settings => emulator.AtlasCloud;

    public string Provider => Name;

    public bool IsPaid(RecordedRequest request) => (request.Method, request.Path) == ("POST", Generate);

    public bool IsAboutTask(RecordedRequest request) =>
        request.Path.StartsWith(Prediction, StringComparison.Ordinal);

    public bool Serves(RecordedRequest request) =>
        request.Path.StartsWith("/api/v1/model", StringComparison.Ordinal)
        || request.Path.StartsWith(Account, StringComparison.Ordinal);

    public Reply Answer(RecordedRequest request)
    {
        if ((request.Method, request.Path) == ("GET", Catalog)) return List();
        var isAccount = request.Path.StartsWith(Account, StringComparison.Ordinal);
        if (request.Header("Authorization") != $"Bearer {emulator.ApiKey}")
        {
            const string Problem = "The API key is not valid";
            return isAccount ? AtlasCloudForm.AccountError(401, Problem) : Error(401, Problem);
        }

        if (HeaderProblem(request) is { } wrong) return Error(400, wrong);
        return (request.Method, request.Path) switch
        {
            ("GET", Account + "balance") => Balance(),
            ("POST", Generate) => Submit(request),
            ("POST", Upload) => _uploads.Take(request),
            ("GET", var path) when path.StartsWith(Prediction, StringComparison.Ordinal) =>
                Query(path[Prediction.Length..]),
            // A wrong path is reported like a wrong key.
            _ => Error(401, "Not authorized"),
        };
    }

    private Reply Submit(RecordedRequest request)
    {
        if (request.Body.Length > LongestBody) return Error(413, "The body is larger than 50 MB");
        if (JsonBody.Read(request, out var body) is { } unreadable) return Error(400, unreadable);
        var model = body.TextOf("model");
        var schema = Settings.Withdrawn.Contains(model) ? null : AtlasCloudModels.Find(model);
        if (schema is null && !emulator.OtherModels.Contains(model))
        {
            return Error(404, $"The model '{model}' is not available");
        }

        if (schema?.Problem(body) is { } problem) return Error(400, problem);
        var images = AtlasCloudModels.ImagesOf(body).ToList();
        if (images.Any(image => _uploads.IsUnknown(image.GetString()!))) return Error(400, "An upload does not exist");
        foreach (var image in images) emulator.Images.TakeIn(image);
        return Start(request, body, model);
    }

    private Reply Start(RecordedRequest request, JsonElement body, string model)
    {
        var settings = Settings;
        TaskOrder order = null!;
        order = new TaskOrder(
            request.Sequence, Name, Guid.NewGuid().ToString("N"), model, body, AtlasCloudModels.Price, "USD")
        {
            IsForbidden = body.TextOf("prompt").Contains("forbidden", StringComparison.Ordinal),
            Webhook = body.TextOf("webhook_url"),
            CreateWebhook = view => AtlasCloudForm.Webhook(view, order, settings),
            CreateOutput = _ => AtlasCloudForm.Output(Image(body, settings), settings),
        };
        var task = emulator.Tasks.Start(order);
        if (AtlasCloudModels.IsSet(body, "enable_sync_mode")) task.Finish();
        return AtlasCloudForm.Task(task.Show(), order, settings) with { IsChargedLater = true };
    }

    private JsonNode Image(JsonElement body, AtlasCloudSettings settings)
    {
        var image = emulator.Images.Make(body.TextOf("aspect_ratio"));
        return settings.IsBase64 || AtlasCloudModels.IsSet(body, "enable_base64_output")
            ? $"data:image/png;base64,{Convert.ToBase64String(image)}"
            : emulator.AddressOrData(image);
    }

    private Reply Query(string id)
    {
        var task = emulator.Tasks.Find(Name, id);
        var isHidden = _queries.AddOrUpdate(id, 1, static (_, count) => count + 1) <= Settings.HiddenQueries;
        return task is null || isHidden
            ? Error(Settings.HiddenStatus, "The task does not exist")
            : AtlasCloudForm.Task(task.Show(), task.Order, Settings);
    }

    private Reply List() => Reply.Json(200, new JsonObject
    {
        ["code"] = "200",
        ["data"] = new JsonArray(
        [
            new JsonObject { ["model"] = "example/other", ["type"] = "Text", ["display_console"] = true },
            .. AtlasCloudModels.All.Where(model => !Settings.Withdrawn.Contains(model)).Select(Listed),
        ]),
    });

    private JsonObject Listed(string model)
    {
        JsonNode price = Settings.HasPlainPrice
            ? decimal.Parse(Settings.ListedPrice, CultureInfo.InvariantCulture)
            : new JsonObject
            {
                ["discount"] = "100",
                ["actual"] = new JsonObject { ["base_price"] = Settings.ListedPrice },
                ["origin"] = new JsonObject { ["base_price"] = "0.30" },
            };
        return new JsonObject
        {
            ["model"] = model,
            ["type"] = "Image",
            ["price"] = price,
            ["schema"] = $"https://static.example.invalid/{model}.json",
            ["display_console"] = true,
        };
    }

    private Reply Balance() => Reply.Json(200, new JsonObject
    {
        ["object"] = "balance",
        ["scope"] = "account",
        ["account"] = new JsonObject { ["id"] = "acc_1", ["name"] = "test", ["type"] = "personal" },
        ["available"] = AtlasCloudForm.Money(Settings.Balance),
        ["cash"] = AtlasCloudForm.Money("10.000000"),
        ["bonus"] = AtlasCloudForm.Money("2.500000"),
        ["frozen"] = AtlasCloudForm.Money("0.240000"),
        ["request_id"] = "req_1",
    });

    private static string? HeaderProblem(RecordedRequest request) =>
        IsWhole(request.Header("X-AtlasCloud-Object-Expiration-Hours"), least: 1)
        && IsWhole(request.Header("X-AtlasCloud-Request-Retention-Hours"), least: 0)
            ? null
            : "A header has a value out of range";

    private static bool IsWhole(string? value, int least) => value is null
        || (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            && hours >= least && hours <= 336);

    private Reply Error(int status, string message) => AtlasCloudForm.Error(status, message, Settings);
}
