using System;
using System.Linq;
using System.Text.Json.Nodes;

namespace Reve.Emulator;

/// <summary>fal's platform API: the catalogue and the balance.</summary>
internal sealed class FalPlatform(ReveEmulator emulator)
{
    private const string Models = "/v1/models?endpoint_id=";
    private const string Billing = "/v1/account/billing?expand=credits";

    public static bool IsMeant(RecordedRequest request) =>
        request.Path.StartsWith(Models, StringComparison.Ordinal)
        || request.Path.StartsWith("/v1/account/", StringComparison.Ordinal);

    public Reply Answer(RecordedRequest request)
    {
        if (request.Method != "GET") return Error(405, "method_not_allowed", "Method not allowed");
        return request.Path.StartsWith(Models, StringComparison.Ordinal)
            ? Catalogue(Uri.UnescapeDataString(request.Path[Models.Length..]))
            : Account(request);
    }

    private Reply Catalogue(string model)
    {
        var isListed = FalModels.All.Contains(model);
        if (!emulator.Fal.Catalogue.TryGetValue(model, out var status)) status = isListed ? "active" : "";
        var models = new JsonArray();
        if (status.Length > 0)
        {
            models.Add(new JsonObject
            {
                ["endpoint_id"] = model,
                ["metadata"] = new JsonObject { ["display_name"] = "Reve 2.1", ["status"] = status },
            });
        }

        return Reply.Json(200, new JsonObject { ["models"] = models, ["next_cursor"] = null, ["has_more"] = false });
    }

    private Reply Account(RecordedRequest request)
    {
        if (request.Header("Authorization") != $"Key {emulator.ApiKey}")
        {
            return Error(401, "authorization_error", "The key is missing or not valid");
        }

        if (request.Path != Billing) return Error(404, "not_found", "Not found");
        if (!emulator.Fal.IsAdminKey) return Error(403, "authorization_error", "An ADMIN key is required");
        return Reply.Json(200, new JsonObject
        {
            ["username"] = "fox",
            ["credits"] = new JsonObject { ["current_balance"] = emulator.Fal.Balance, ["currency"] = "USD" },
        });
    }

    private static Reply Error(int status, string type, string message) => Reply.Json(status, new JsonObject
    {
        ["error"] = new JsonObject
        {
            ["type"] = type,
            ["message"] = message,
            ["docs_url"] = "https://docs.fal.ai",
            ["request_id"] = "req-1",
        },
    });
}
