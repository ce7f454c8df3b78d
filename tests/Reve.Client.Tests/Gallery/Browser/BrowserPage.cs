using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace Reve.Tests.Gallery.Browser;

/// <summary>A page in a browser.</summary>
public sealed class BrowserPage
{
    private static readonly Dictionary<string, int> s_keyCodes = new()
    {
        ["Enter"] = 13, ["Escape"] = 27, ["End"] = 35, ["Home"] = 36, ["ArrowLeft"] = 37, ["ArrowUp"] = 38,
        ["ArrowRight"] = 39, ["ArrowDown"] = 40, ["Tab"] = 9, ["/"] = 191,
    };

    private readonly Browser _browser;
    private readonly string _session;
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly ConcurrentQueue<string> _problems = new();
    private readonly TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public BrowserPage(Browser browser, string session)
    {
        (_browser, _session) = (browser, session);
        browser.Received += Handle;
    }

    /// <summary>The addresses that the page requested.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    /// <summary>Exceptions, dialogs, and violations of the content policy.</summary>
    public IReadOnlyCollection<string> Problems => _problems;

    public async Task OpenAsync(string address, int width, int height)
    {
        foreach (var domain in new[] { "Page", "Runtime", "Network", "Log" }) await CallAsync($"{domain}.enable");
        await CallAsync("Emulation.setDeviceMetricsOverride", new JsonObject
        {
            ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = width < 600,
        });
        await CallAsync("Page.navigate", new JsonObject { ["url"] = address });
        await _loaded.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    public Task<JsonNode?> CallAsync(string method, JsonObject? parameters = null) =>
        _browser.CallAsync(method, parameters, _session);

    /// <summary>The value of an expression, also of a promise.</summary>
    public async Task<T> EvaluateAsync<T>(string expression)
    {
        var answer = await CallAsync("Runtime.evaluate", new JsonObject
        {
            ["expression"] = expression, ["awaitPromise"] = true, ["returnByValue"] = true, ["userGesture"] = true,
        });
        Assert.Null(answer!["exceptionDetails"]?.ToJsonString());
        return answer["result"]!["value"] is { } value ? value.GetValue<T>() : default!;
    }

    public Task<string> TextAsync(string selector) =>
        EvaluateAsync<string>($"document.querySelector({Quote(selector)}).textContent");

    public Task<int> CountAsync(string selector) =>
        EvaluateAsync<int>($"document.querySelectorAll({Quote(selector)}).length");

    public Task ClickAsync(string selector) =>
        EvaluateAsync<object>($"document.querySelector({Quote(selector)}).dispatchEvent("
            + "new MouseEvent('click', {bubbles: true}))");

    /// <summary>Chooses a value of a filter.</summary>
    public Task SelectAsync(string label, string value) => EvaluateAsync<object>(
        $"(() => {{ const select = document.querySelector('select[aria-label={label}]'); select.value = {Quote(value)};"
        + " select.dispatchEvent(new Event('change', {bubbles: true})); })()");

    public Task TypeAsync(string text) => CallAsync("Input.insertText", new JsonObject { ["text"] = text });

    public async Task PressAsync(string key, int times = 1)
    {
        for (var time = 0; time < times; time++)
        {
            foreach (var type in new[] { "keyDown", "keyUp" })
            {
                var input = new JsonObject
                {
                    ["type"] = type, ["key"] = key, ["code"] = key,
                    ["windowsVirtualKeyCode"] = s_keyCodes.GetValueOrDefault(key, char.ToUpperInvariant(key[0])),
                };
                if (type == "keyDown" && key == "Enter") input["text"] = "\r";
                await CallAsync("Input.dispatchKeyEvent", input);
            }
        }
    }

    /// <summary>Waits until an expression is true, and fails after a minute.</summary>
    public async Task UntilAsync(string expression)
    {
        for (var attempt = 0; attempt < 3000; attempt++)
        {
            if (await EvaluateAsync<bool>($"Boolean({expression})")) return;
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"'{expression}' did not become true.");
    }

    public Task SetDarkAsync(bool isDark) => CallAsync("Emulation.setEmulatedMedia", new JsonObject
    {
        ["features"] = new JsonArray(new JsonObject
        {
            ["name"] = "prefers-color-scheme", ["value"] = isDark ? "dark" : "light",
        }),
    });

    public static string Quote(string text) => JsonValue.Create(text).ToJsonString();

    private void Handle(string? session, string name, JsonNode parameters)
    {
        if (session != _session) return;
        switch (name)
        {
            case "Page.loadEventFired": _loaded.TrySetResult(); break;
            case "Network.requestWillBeSent":
                _requests.Enqueue(parameters["request"]!["url"]!.GetValue<string>());
                break;
            case "Runtime.exceptionThrown" or "Page.javascriptDialogOpening":
                _problems.Enqueue(parameters.ToJsonString());
                break;
            case "Log.entryAdded" when parameters["entry"]!["level"]!.GetValue<string>() == "error":
                _problems.Enqueue(parameters.ToJsonString());
                break;
        }
    }
}
