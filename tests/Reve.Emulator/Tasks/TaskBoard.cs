using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace Reve.Emulator;

/// <summary>The tasks of all providers: their script, their states, and the release of held tasks.</summary>
public sealed class TaskBoard
{
    // Providers that call https addresses only reach the emulator itself, under its own certificate.
    private static readonly HttpClient s_http = new(new HttpClientHandler
    {
        ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator,
    });

    private readonly ReveEmulator _emulator;
    private readonly ConcurrentDictionary<string, EmulatedTask> _tasks = new();
    private TaskCompletionSource _release = NewRelease();

    internal TaskBoard(ReveEmulator emulator) => _emulator = emulator;

    /// <summary>What becomes of new tasks. A task keeps the script that was set when it was accepted.</summary>
    public TaskScript Script { get; set; } = new();

    /// <summary>The state of each task. Reading it does not move a task on.</summary>
    public IReadOnlyDictionary<string, TaskState> All =>
        _tasks.ToDictionary(task => task.Key, task => task.Value.State);

    internal Task Released => _release.Task;

    /// <summary>Releases all held tasks. Later tasks are not held.</summary>
    public void Release() => _release.TrySetResult();

    /// <summary>Ends all tasks, also those that no request asks for.</summary>
    public void Finish()
    {
        foreach (var task in _tasks.Values) task.Finish();
    }

    /// <summary>Forgets all tasks: later requests about them find none.</summary>
    public void Reset()
    {
        Script = new TaskScript();
        _tasks.Clear();
        _release = NewRelease();
    }

    internal EmulatedTask Start(TaskOrder order)
    {
        var task = new EmulatedTask(this, order);
        _tasks[task.Id] = task;
        return task;
    }

    /// <summary>Finds a task of a provider.</summary>
    internal EmulatedTask? Find(string provider, string id) =>
        _tasks.GetValueOrDefault(id) is { } task && task.Order.Provider == provider ? task : null;

    /// <summary>The end of a task: a completed one is charged, and one with a forbidden prompt fails.</summary>
    internal (TaskState End, string Error, JsonObject? Output) Conclude(
        TaskOrder order, TaskState end, TaskScript script)
    {
        if (end == TaskState.Completed && order.IsForbidden)
        {
            return (TaskState.Failed, "Content policy violation: the request was not allowed", null);
        }

        if (end != TaskState.Completed) return (end, end == TaskState.Failed ? script.Error : "", null);
        _emulator.AddToBill(new Charge(
            order.Sequence, order.Provider, order.Model, order.Price, order.Unit, order.Id, order.ClientRequestId));
        return (end, "", script.HasOutput ? order.CreateOutput(script) : null);
    }

    internal void Announce(TaskOrder order, TaskView view)
    {
        if (order.Webhook.Length > 0 && order.CreateWebhook is { } create) _ = PostAsync(order.Webhook, create(view));
    }

    private async Task PostAsync(string address, JsonNode body)
    {
        try
        {
            using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
            using var response = await s_http.PostAsync(new Uri(address), content, _emulator.Stopping);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            // The receiver does not exist any more.
        }
    }

    private static TaskCompletionSource NewRelease() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
