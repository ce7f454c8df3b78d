using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Reve.Emulator;

/// <summary>
/// AIML API's wire for its three Reve models, its hosted images, its balance and its list of retired models.
/// </summary>
internal sealed partial class AimlApiWire(ReveEmulator emulator) : IWire
{
    private const string Name = "AimlApi";
    private const string Generations = "/v1/images/generations";
    private const string Billing = "/v2/billing";
    private const string Balance = "/v1/billing/balance";
    private const string Hosted = "/generations/";

    private static readonly Func<JsonElement, string?> s_ratio =
        Field.OneOf("16:9", "9:16", "3:2", "2:3", "4:3", "3:4", "1:1");

    private static readonly Dictionary<string, (Schema Body, decimal Price)> s_models = new()
    {
        ["reve/create-image"] = (With(new Field("aspect_ratio", s_ratio)), 126000),
        ["reve/edit-image"] = (With(new Field("image_url", Field.Address, IsRequired: true)), 210000),
        ["reve/remix-edit-image"] = (With(
            new Field("aspect_ratio", s_ratio),
            new Field("image_urls", Field.List(Field.Address, 1, 4), IsRequired: true)), 210000),
    };

    public string Provider => Name;

    public bool Serves(RecordedRequest request) =>
        request.Path == Generations
        || request.Path is Billing or Balance
        || request.Path.StartsWith(Hosted, StringComparison.Ordinal)
        || request.Path is "/v1/models"
        || request.Path.StartsWith("/v1/models/deprecations", StringComparison.Ordinal);

    public Reply Answer(RecordedRequest request)
    {
        if (request.Path.StartsWith(Hosted, StringComparison.Ordinal)) return Image(request);
        if (request.Path.StartsWith("/v1/models/deprecations", StringComparison.Ordinal))
        {
            return Reply.Json(200, new JsonObject { ["data"] = new JsonArray() });
        }

        if (request.Path == "/v1/models") return Catalog();

        if (request.Header("Authorization") != $"Bearer {emulator.ApiKey}")
            return Error(request, 401, "Credential rejected");

        return (request.Method, request.Path) switch
        {
            ("GET", Billing) => Reply.Json(200, new JsonObject { ["current_balance"] = 12.5, ["currency"] = "USD" }),
            ("GET", Balance) => Reply.Json(200, Credits()),
            ("POST", Generations) => Generate(request),
            _ => Error(request, 404, "Not found"),
        };
    }

    public bool IsPaid(RecordedRequest request) => (request.Method, request.Path) == ("POST", Generations);

    public string? ClientIdOf(RecordedRequest request) => request.Header("X-Client-Request-Id");

    /// <summary>The list of models. Providers whose lists have the same path share it.</summary>
    private static Reply Catalog() => Reply.Json(200, new JsonObject
    {
        ["data"] = new JsonArray([.. s_models.Keys.Select(id => new JsonObject { ["id"] = id })]),
    });

    private Reply Generate(RecordedRequest request)
    {
        if (JsonBody.Read(request, out var body) is { } unreadable) return Error(request, 400, unreadable);
        var model = body.TextOf("model");
        if (emulator.OtherModels.Contains(model)) return Made(request, body, model, 1000);
        if (!s_models.TryGetValue(model, out var known))
            return Error(request, 404, $"The model '{model}' is not available");
        return known.Body.Problem(body) is { } problem
            ? Error(request, 400, problem)
            : Made(request, body, model, known.Price);
    }

    private Reply Made(RecordedRequest request, JsonElement body, string model, decimal price)
    {
        if (body.TryGetProperty("image_url", out var one)) emulator.Images.TakeIn(one);
        if (body.TryGetProperty("image_urls", out var several))
        {
            foreach (var input in several.EnumerateArray()) emulator.Images.TakeIn(input);
        }

        var id = "rsid-" + Guid.NewGuid().ToString("N");
        var clientId = ClientId(request);
        return Reply.Json(200, new JsonObject
        {
            ["data"] = new JsonArray(Item(body, id)),
            ["meta"] = new JsonObject { ["usage"] = new JsonObject { ["tokens_used"] = price } },
        }) with
        {
            Charge = new Charge(request.Sequence, Name, model, price, "tokens", id, clientId),
            Headers = [.. Headers(price, clientId)],
        };
    }

    private JsonObject Item(JsonElement body, string id)
    {
        var isWithheld = body.GetProperty("prompt").GetString()!.Contains("forbidden", StringComparison.Ordinal);
        var image = emulator.Images.Make(
            body.TryGetProperty("aspect_ratio", out var ratio) ? ratio.GetString() : null);
        var isHosted = !body.TryGetProperty("convert_base64_to_url", out var convert) || convert.GetBoolean();
        return new JsonObject
        {
            ["url"] = isHosted && !isWithheld ? emulator.AddressOrData(image) : null,
            ["b64_json"] = isHosted || isWithheld ? null : Convert.ToBase64String(image),
            ["request_id"] = id,
            ["content_violation"] = isWithheld,
        };
    }

    private static IEnumerable<KeyValuePair<string, string>> Headers(decimal price, string? clientId)
    {
        yield return new("x-inference-id", Guid.NewGuid().ToString());
        yield return new("x-aimlapi-credits-used", price.ToString(CultureInfo.InvariantCulture));
        yield return new("x-aimlapi-usd-spent", (price / 2_000_000).ToString(CultureInfo.InvariantCulture));
        if (clientId is not null) yield return new("x-client-request-id", clientId);
    }

    private Reply Image(RecordedRequest request) => emulator.Images.Find(request.Path) is { } image
        ? new Reply(200, image, "image/png")
        : Error(request, 404, "Not found");

    private static JsonObject Credits() => new()
    {
        ["balance"] = 25_000_000,
        ["lowBalance"] = false,
        ["lowBalanceThreshold"] = 10000,
        ["lastUpdated"] = "2026-01-02T03:04:05.678Z",
        ["autoDebitStatus"] = "disabled",
        ["status"] = "current",
        ["statusExplanation"] = "Balance is current and up to date",
    };

    private static string? ClientId(RecordedRequest request) =>
        request.Header("X-Client-Request-Id") is { } id && ValidClientId().IsMatch(id) ? id : null;

    private static Reply Error(RecordedRequest request, int status, string message) => Reply.Json(status, new JsonObject
    {
        ["message"] = message,
        ["path"] = request.Path,
        ["requestId"] = "11111111-2222-3333-4444-555555555555",
        ["statusCode"] = status,
        ["timestamp"] = "2026-01-02T03:04:05.678Z",
    });

    private static Schema With(params Field[] more) => new(
    [
        new Field("model", Field.Text(), IsRequired: true),
        new Field("prompt", Field.Text(2560), IsRequired: true),
        new Field("convert_base64_to_url", Field.Flag),
        .. more,
    ]);

    [GeneratedRegex(@"^[A-Za-z0-9._:\-]{1,128}$")]
    private static partial Regex ValidClientId();
}
