using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace Reve.Tests.Gallery.Browser;

/// <summary>
/// A Chromium without a window, driven over its own protocol. Tests are skipped where none is installed.
/// </summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string[] s_names =
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];

    private readonly string _profile = Directory.CreateTempSubdirectory("reve-browser-").FullName;
    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode?>> _calls = new();
    private readonly SemaphoreSlim _sending = new(1);
    private Process? _process;
    private Task _receiving = Task.CompletedTask;
    private int _lastCall;

    /// <summary>Receives the session, the name and the parameters of each event.</summary>
    public event Action<string?, string, JsonNode>? Received;

    private static string? Program => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => s_names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    public async ValueTask InitializeAsync()
    {
        if (Program is not { } program) return;
        _process = Process.Start(new ProcessStartInfo(program,
        [
            "--headless=new", "--remote-debugging-port=0", $"--user-data-dir={_profile}", "--no-sandbox",
            "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-background-networking",
            "--disable-dev-shm-usage", "--lang=en-US", "about:blank",
        ])
        { RedirectStandardError = true })!;
        const string announcement = "DevTools listening on ";
        string? line;
        do line = await _process.StandardError.ReadLineAsync();
        while (line?.StartsWith(announcement, StringComparison.Ordinal) == false);
        _ = _process.StandardError.BaseStream.CopyToAsync(Stream.Null);
        await _socket.ConnectAsync(new Uri(line![announcement.Length..]), default);
        _receiving = ReceiveAsync();
    }

    /// <summary>Opens a page in a tab of its own.</summary>
    public async Task<BrowserPage> OpenAsync(string file, int width = 1280, int height = 900)
    {
        Assert.SkipWhen(_process is null, "No Chromium is installed (Debian: chromium).");
        var context = await CallAsync("Target.createBrowserContext");
        var target = await CallAsync("Target.createTarget", new JsonObject
        {
            ["url"] = "about:blank", ["browserContextId"] = context!["browserContextId"]!.GetValue<string>(),
        });
        var session = await CallAsync("Target.attachToTarget", new JsonObject
        {
            ["targetId"] = target!["targetId"]!.GetValue<string>(), ["flatten"] = true,
        });
        var page = new BrowserPage(this, session!["sessionId"]!.GetValue<string>());
        await page.OpenAsync(new Uri(file).AbsoluteUri, width, height);
        return page;
    }

    public async Task<JsonNode?> CallAsync(string method, JsonObject? parameters = null, string? session = null)
    {
        var id = Interlocked.Increment(ref _lastCall);
        var result = new TaskCompletionSource<JsonNode?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _calls[id] = result;
        var call = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
        if (session is not null) call["sessionId"] = session;
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(
                JsonSerializer.SerializeToUtf8Bytes(call), WebSocketMessageType.Text, endOfMessage: true, default);
        }
        finally
        {
            _sending.Release();
        }

        return await result.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            await _receiving;
            _process.Dispose();
        }

        _socket.Dispose();
        _sending.Dispose();
        Directory.Delete(_profile, recursive: true);
    }

    private async Task ReceiveAsync()
    {
        var block = new byte[64 * 1024];
        using var message = new MemoryStream();
        try
        {
            while (true)
            {
                var part = await _socket.ReceiveAsync(block, default);
                message.Write(block, 0, part.Count);
                if (!part.EndOfMessage) continue;
                Handle(JsonNode.Parse(message.ToArray())!);
                message.SetLength(0);
            }
        }
        catch (WebSocketException)
        {
            // The browser has ended.
        }
    }

    private void Handle(JsonNode message)
    {
        if (message["id"] is null)
        {
            Received?.Invoke(
                message["sessionId"]?.GetValue<string>(), message["method"]!.GetValue<string>(), message["params"]!);
            return;
        }

        if (!_calls.TryRemove(message["id"]!.GetValue<int>(), out var call)) return;
        if (message["error"] is { } error) call.SetException(new InvalidOperationException(error.ToJsonString()));
        else call.SetResult(message["result"]);
    }
}
