using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace Reve.Emulator;

/// <summary>inference.sh as a test sees it: its settings, its tasks, and the hand that lets held tasks go on.</summary>
public sealed class InferenceBench
{
    private static readonly HttpClient s_http = new();

    private readonly ReveEmulator _emulator;
    private readonly ConcurrentDictionary<string, InferenceTask> _tasks = new();
    private TaskCompletionSource _release = NewRelease();

    internal InferenceBench(ReveEmulator emulator) => _emulator = emulator;

    /// <summary>How answers look and what tasks do; a task keeps to what it was to do when it was run.</summary>
    public InferenceSettings Settings { get; set; } = new();

    /// <summary>Where each task is, without moving it on.</summary>
    public IReadOnlyDictionary<string, TaskState> Tasks =>
        _tasks.ToDictionary(task => task.Key, task => task.Value.State);

    internal Task Released => _release.Task;

    /// <summary>Lets all tasks go on that are held, and from now on holds none.</summary>
    public void Release() => _release.TrySetResult();

    /// <summary>Ends all tasks as the provider would in time, whether anybody asks after them or not.</summary>
    public void FinishTasks()
    {
        foreach (var task in _tasks.Values) task.Finish();
    }

    internal void Reset()
    {
        Settings = new InferenceSettings();
        _tasks.Clear();
        _release = NewRelease();
    }

    internal InferenceTask Start(InferenceRun run)
    {
        var task = new InferenceTask(this, run);
        _tasks[task.Id] = task;
        return task;
    }

    internal InferenceTask? Find(string id) => _tasks.GetValueOrDefault(id);

    /// <summary>What a task ends with: charged if it is completed, failed if its prompt is not allowed.</summary>
    internal (TaskState End, string Error, JsonObject? Output) Conclude(
        InferenceRun run, string id, TaskState end, InferenceSettings script)
    {
        if (end == TaskState.Completed && InferenceApps.IsForbidden(run.Input))
        {
            return (TaskState.Failed, "Content policy violation: the request was not allowed", null);
        }

        if (end != TaskState.Completed) return (end, end == TaskState.Failed ? script.Error : "", null);
        _emulator.AddToBill(new Charge(run.Sequence, "InferenceSh", run.App, run.Price, "credits", id, null));
        return (end, "", script.HasOutput ? Output(run, script) : null);
    }

    internal void Announce(InferenceRun run, TaskView view)
    {
        if (run.Webhook.Length > 0) _ = PostAsync(run.Webhook, InferenceForm.Webhook(view, Settings));
    }

    private JsonObject Output(InferenceRun run, InferenceSettings script)
    {
        var ratio = run.Input.TextOf("aspect_ratio");
        var image = _emulator.Images.Make(ratio.Length == 0 && run.App == InferenceApps.Create ? "1:1" : ratio);
        var (width, height) = PlainPng.SizeOf(image);
        JsonArray outputs =
        [
            new JsonObject { ["type"] = "image", ["width"] = width, ["height"] = height, ["count"] = 1 },
        ];
        if (script.HasCost) outputs.Add(new JsonObject { ["type"] = "raw", ["cost"] = run.Price });
        return new JsonObject
        {
            ["image"] = _emulator.AddressOf(image),
            ["output_meta"] = new JsonObject { ["inputs"] = new JsonArray(), ["outputs"] = outputs },
        };
    }

    private async Task PostAsync(string address, JsonNode body)
    {
        try
        {
            using var content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
            using var response = await s_http.PostAsync(new Uri(address), content, _emulator.Stopping);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            // Nobody is there to hear it.
        }
    }

    private static TaskCompletionSource NewRelease() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
