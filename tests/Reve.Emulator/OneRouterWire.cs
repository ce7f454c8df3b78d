using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Reve.Emulator;

/// <summary>OneRouter's wire for its two Reve models; it names no request and tells no usage.</summary>
internal sealed class OneRouterWire(ReveEmulator emulator) : IWire
{
    private const string Name = "OneRouter";
    private const string Edits = "/v1/images/edits";
    private const int TooLong = 1_500_000;

    private static readonly Dictionary<string, Schema> s_models = new()
    {
        ["reve-edit-image-to-image"] = With(Images(1)),
        ["reve-remix-image-to-image"] = With(
            Images(4),
            new Field("aspect_ratio", Field.OneOf("16:9", "9:16", "3:2", "2:3", "4:3", "3:4", "1:1"))),
    };

    public string Provider => Name;

    public bool IsPaid(RecordedRequest request) => (request.Method, request.Path) == ("POST", Edits);

    public bool Serves(RecordedRequest request) => request.Path == Edits;

    public Reply Answer(RecordedRequest request)
    {
        if (request.Header("Authorization") is not { } given) return Error(401, "missing_key", "No key was given");
        if (given != emulator.ApiKey && given != $"Bearer {emulator.ApiKey}")
        {
            return Error(401, "invalid_key", "The key is not valid");
        }

        if (request.Method != "POST") return Error(404, "not_found", "Not found");
        if (JsonBody.Read(request, out var body) is { } problem) return Error(400, "invalid_request", problem);
        var model = body.TextOf("model");
        if (emulator.OtherModels.Contains(model)) return Made(request, body, model);
        if (!s_models.TryGetValue(model, out var known))
        {
            return Error(400, "invalid_model", $"The model '{model}' is not available", "model");
        }

        if (known.Problem(body) is { } wrong) return Error(400, "invalid_request", wrong, wrong.Split(':')[0]);
        return body.TextOf("prompt").Contains("forbidden", StringComparison.Ordinal)
            ? Error(422, "content_policy_violation", "The request violates the content policy", "prompt")
            : Made(request, body, model);
    }

    private Reply Made(RecordedRequest request, JsonElement body, string model)
    {
        if (body.TryGetProperty("image_urls", out var inputs))
        {
            foreach (var input in inputs.EnumerateArray()) emulator.Images.TakeIn(input);
        }

        var image = emulator.Images.Make(body.TextOf("aspect_ratio"));
        var isInline = body.TextOf("output_format") == "b64_json";
        return Reply.Json(200, new JsonObject
        {
            ["created"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds(),
            ["data"] = new JsonArray(new JsonObject
            {
                ["url"] = isInline ? "" : emulator.AddressOrData(image),
                ["b64_json"] = isInline ? Convert.ToBase64String(image) : "",
                ["revised_prompt"] = "",
            }),
        }) with
        {
            Charge = new Charge(request.Sequence, Name, model, 1, "call", "", null),
        };
    }

    private static Reply Error(int status, string type, string message, string param = "") =>
        Reply.Json(status, new JsonObject
        {
            ["error"] = new JsonObject
            {
                ["code"] = status,
                ["message"] = message,
                ["type"] = type,
                ["param"] = param,
            },
        });

    private static Field Images(int most) => new("image_urls", Field.List(Image, 1, most), IsRequired: true);

    private static string? Image(JsonElement value)
    {
        if (Field.Address(value) is { } wrong) return wrong;
        var text = value.GetString()!;
        if (!text.StartsWith("data:", StringComparison.Ordinal)) return null;
        var data = text[(text.IndexOf(',', StringComparison.Ordinal) + 1)..];
        var bytes = new byte[data.Length];
        if (!Convert.TryFromBase64String(data, bytes, out var length)) return "Invalid base64";
        if (length >= TooLong) return $"The image must be below {TooLong} bytes";
        return ImageFormats.IsKnown(bytes.AsSpan(0, length)) ? null : "Not a PNG, JPEG, WebP, AVIF or HEIF image";
    }

    private static Schema With(params Field[] more) => new(
    [
        new Field("model", Field.Text(), IsRequired: true),
        new Field("prompt", Field.Text(), IsRequired: true),
        new Field("n", Field.Whole(1, 1)),
        new Field("output_format", Field.OneOf("url", "b64_json")),
        .. more,
    ]);
}
