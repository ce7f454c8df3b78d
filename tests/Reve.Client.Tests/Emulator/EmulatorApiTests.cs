using System.Net.Http.Json;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using System;
using Reve.Emulator;
using Xunit;

namespace Reve.Tests.Providers.Emulated;

/// <summary>Tests of the emulator itself, over plain HTTP: what it refuses, answers and bills.</summary>
public abstract class EmulatorApiTests : EmulatorTests
{
    private static readonly HttpClient s_http = new();

    private protected static string DataUri(byte[] image) =>
        "data:image/png;base64," + Convert.ToBase64String(image);

    private protected Task<HttpResponseMessage> PostAsync(string path, object? body, string? authorization = null) =>
        SendAsync(HttpMethod.Post, path, body is null ? null : JsonContent.Create(body), authorization);

    private protected async Task<JsonElement> ReadAsync(string path) => await JsonOf(await GetAsync(path));

    private protected Task<HttpResponseMessage> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    private protected async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, HttpContent? content = null, string? authorization = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(Emulator.BaseUri, path)) { Content = content };
        authorization ??= $"Bearer {Emulator.ApiKey}";
        if (authorization.Length > 0) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return await s_http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
    }

    private protected static Task<JsonElement> JsonOf(HttpResponseMessage response) =>
        response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
}
