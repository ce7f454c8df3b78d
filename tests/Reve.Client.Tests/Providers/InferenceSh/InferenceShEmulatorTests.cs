using System.Collections.Generic;
using System.Linq;
using System.Net.Http.Headers;
using System.Net.Http;
using System.Net;
using System.Text.Json;
using System.Threading.Tasks;
using System;
using Reve.Emulator;
using Xunit;

namespace Reve.Tests.Providers.Emulated;

/// <summary>What the tests of inference.sh's wire share: runs, uploads, and the tasks that come of them.</summary>
public abstract class InferenceShEmulatorTests : EmulatorApiTests
{
    private protected static readonly object Fox = new { prompt = "a paper fox" };

    private protected InferenceSettings Settings
    {
        get => Emulator.Inference;
        set => Emulator.Inference = value;
    }

    private protected TaskScript Script
    {
        get => Emulator.Tasks.Script;
        set => Emulator.Tasks.Script = value;
    }

    private protected async Task<JsonElement> RunAsync(string app, object input)
    {
        using var response = await PostAsync("/apps/run", new { app, input });
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await JsonOf(response)).GetProperty("data");
    }

    private protected async Task<string> IdAsync() =>
        (await RunAsync("reve/create", Fox)).GetProperty("id").GetString()!;

    private protected async Task<HttpStatusCode> RefusedAsync(object body)
    {
        using var response = await PostAsync("/apps/run", body);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var problem = await JsonOf(response);
        Assert.Equal((int)response.StatusCode, problem.GetProperty("status").GetInt32());
        return response.StatusCode;
    }

    private protected async Task<JsonElement> TaskAsync(string id) =>
        (await ReadAsync($"/tasks/{id}")).GetProperty("data");

    private protected async Task<JsonElement> AnnounceAsync(byte[] image)
    {
        var file = new { uri = "", filename = "fox.png", content_type = "image/png", size = image.Length };
        using var response = await PostAsync("/files", new { files = new[] { file } });
        return (await JsonOf(response)).GetProperty("data")[0];
    }

    private protected async Task<HttpStatusCode> PutAsync(
        JsonElement file, byte[] image, string type = "image/png", string authorization = "")
    {
        using var content = new ByteArrayContent(image);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        var address = file.GetProperty("upload_url").GetString()!;
        using var response = await SendAsync(HttpMethod.Put, address, content, authorization);
        return response.StatusCode;
    }

    private protected async Task<List<JsonElement>> LinesAsync(string id) =>
        [.. (await TextAsync(id)).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line))
            .Where(line => !line.TryGetProperty("type", out _))];

    private protected async Task<string> TextAsync(string id)
    {
        using var response = await GetAsync($"/tasks/{id}/stream");
        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType!.MediaType);
        return await response.Content.ReadAsStringAsync(Cancellation);
    }
}
