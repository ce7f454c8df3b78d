using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace Reve.Emulator;

/// <summary>The emulator's own paths, for tests that are not in its process.</summary>
internal static class Control
{
    private const string Prefix = "/_emulator/";

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        // A setting that does not exist would be a test that tests nothing.
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter() },
    };

    public static bool IsMeant(HttpRequest request) => request.Path.StartsWithSegments(Prefix.TrimEnd('/'));

    public static async Task ServeAsync(ReveEmulator emulator, HttpContext context)
    {
        switch (context.Request.Path.Value![Prefix.Length..])
        {
            case "requests": await context.Response.WriteAsJsonAsync(emulator.Requests.Select(Show), s_json); break;
            case "count": await context.Response.WriteAsJsonAsync(emulator.Requests.Count, s_json); break;
            case "bill": await context.Response.WriteAsJsonAsync(emulator.Bill, s_json); break;
            case "proxied": await context.Response.WriteAsJsonAsync(emulator.Proxy.Requests, s_json); break;
            case "inputs": await context.Response.WriteAsJsonAsync(emulator.Images.Inputs, s_json); break;
            case "uploads": await context.Response.WriteAsJsonAsync(emulator.Images.Uploads, s_json); break;
            case "tasks": await context.Response.WriteAsJsonAsync(emulator.Tasks.All, s_json); break;
            case "release": emulator.Release(); break;
            case "finish": emulator.Tasks.Finish(); break;
            case "reset": emulator.Reset(); break;
            case "misbehave":
                emulator.Misbehave((await context.Request.ReadFromJsonAsync<Misbehaviour>(s_json))!);
                break;
            case "settings": Apply(emulator, (await context.Request.ReadFromJsonAsync<Settings>(s_json))!); break;
            default: context.Response.StatusCode = 404; break;
        }
    }

    private static object Show(RecordedRequest request) => new
    {
        request.Sequence,
        request.Method,
        request.Path,
        request.Port,
        request.Protocol,
        request.Headers,
        Body = Encoding.UTF8.GetString(request.Body),
        request.IsComplete,
        request.WasAborted,
        request.Status,
        request.PaidAt,
        request.TaskAt,
    };

    private static void Apply(ReveEmulator emulator, Settings settings)
    {
        emulator.Latency = TimeSpan.FromMilliseconds(settings.LatencyMs);
        emulator.IsHeld = settings.IsHeld;
        emulator.HostsImagesElsewhere = settings.HostsImagesElsewhere;
        foreach (var model in settings.OtherModels) emulator.OtherModels.Add(model);
        emulator.Proxy.Credential = settings.ProxyCredential;
        emulator.Proxy.Refusal = settings.ProxyRefusal;
        if (settings.Image is { } image) emulator.Images.Next = image;
        if (settings.Tasks is { } tasks) emulator.Tasks.Script = tasks;
        if (settings.Inference is { } inference) emulator.Inference = inference;
        if (settings.Fal is { } fal) emulator.Fal = fal;
        if (settings.AtlasCloud is { } atlasCloud) emulator.AtlasCloud = atlasCloud;
        if (settings.Runware is { } runware) emulator.Runware = runware;
    }

    private sealed record Settings(
        int LatencyMs = 0,
        bool IsHeld = false,
        bool HostsImagesElsewhere = false,
        string[]? Models = null,
        byte[]? Image = null,
        TaskScript? Tasks = null,
        InferenceSettings? Inference = null,
        FalSettings? Fal = null,
        AtlasCloudSettings? AtlasCloud = null,
        RunwareSettings? Runware = null,
        string? ProxyCredential = null,
        int? ProxyRefusal = null)
    {
        public string[] OtherModels => Models ?? [];
    }
}
