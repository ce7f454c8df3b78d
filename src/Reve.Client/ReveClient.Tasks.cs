using System.Collections.Generic;
using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Execution;
using Reve.Http;
using Reve.Json;
using Reve.Providers;

namespace Reve;

public sealed partial class ReveClient
{
    /// <summary>Has the job accepted as a task, and does not wait for it.</summary>
    /// <exception cref="ReveException">It was not accepted.</exception>
    public async Task<ReveTask> SubmitAsync(
        ImageJob job, Action<ReveNotice>? notify = null, CancellationToken cancellation = default)
    {
        var wire = WireOf(job, notify, job.Entry, EstimateOf(job));
        var task = await SubmitAsync(CheckAgain(job), wire, cancellation).ConfigureAwait(false);
        if (cancellation.IsCancellationRequested)
        {
            await Tasks.AbandonAsync(task, wire).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
        }

        return Masked(task);
    }

    /// <summary>Tells the job's task to stop, because nobody will ever know its id.</summary>
    public Task AbandonTaskAsync(ReveTask task) => Tasks.AbandonAsync(task, WireOf(null, notify: null));

    private async Task<ReveTask> SubmitAsync(ValidatedRequest request, Wire wire, CancellationToken cancellation)
    {
        try
        {
            _run.FailureGate.Check(request.Model);
            var task = await Tasks.SubmitAsync(request, wire, cancellation).ConfigureAwait(false);
            return task;
        }
        catch (ReveException exception)
        {
            wire.Ledger.Ended(Ending.Of(exception));
            _run.FailureGate.Note(exception, request.Model);
            throw;
        }
        finally
        {
            wire.Ledger.LetGo();
        }
    }

    /// <summary>Asks after the job's task.</summary>
    /// <exception cref="ReveException">There is no such task.</exception>
    public async Task<ReveTask> GetTaskAsync(
        ReveTask task, Action<ReveNotice>? notify = null, CancellationToken cancellation = default) => Masked(
        await Tasks.ReadAsync(task, WireOf(null, notify), patience: null, cancellation).ConfigureAwait(false));

    /// <summary>Waits until the job's task is over. Whoever stops waiting does not stop the task.</summary>
    /// <exception cref="ReveException">There is no such task, or it was not over in time.</exception>
    public async Task<ReveTask> WaitForTaskAsync(
        ReveTask task, Action<ReveNotice>? notify = null, CancellationToken cancellation = default)
    {
        var wire = WireOf(null, notify);
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _clock.CancelAfter(time, _policy.Timeout);
        try
        {
            return Masked(await Tasks.FollowAsync(task, wire, time.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw Faults.TaskStillRunning(task, _policy.Timeout);
        }
    }

    /// <summary>Tells the job's task to stop, and what became of it.</summary>
    /// <exception cref="ReveException">There is no such task.</exception>
    public async Task<ReveTask> CancelTaskAsync(
        ReveTask task, Action<ReveNotice>? notify = null, CancellationToken cancellation = default)
    {
        await Tasks
            .CancelAsync(task, WireOf(null, notify), patience: null, cancellation).ConfigureAwait(false);
        return await GetTaskAsync(task, notify, cancellation).ConfigureAwait(false);
    }

    /// <summary>Fetches and saves what the job's task has brought.</summary>
    /// <exception cref="ReveException">There is no such task, it is not over, or it brought nothing.</exception>
    public async Task<IReadOnlyList<ReveResult>> ReceiveTaskAsync(
        ReceiveJob job, Action<ReveNotice>? notify = null, CancellationToken cancellation = default)
    {
        job.Output?.Check(job.Sidecar);
        job.Output?.Prepare();
        var wire = WireOf(job, notify);
        var task = job.Task is { IsOver: true, Urls.Count: > 0 } known
            ? known
            : await Tasks.ReadAsync(job.Task, wire, patience: null, cancellation).ConfigureAwait(false);
        if (!task.IsOver) throw Faults.TaskNotOver(task);
        return await new ResultWriter(job, job.SkipDownload, null, Describe(task), wire)
            .BringAsync(TaskProvider.ResponseOf(task, wire), cancellation).ConfigureAwait(false);
    }

    /// <summary>The task that a webhook's body tells about, flat or wrapped.</summary>
    /// <exception cref="ReveException">The body tells of no task.</exception>
    public static ReveTask ReadWebhook(string body)
    {
        if (!JsonReader.TryParse(body, out var json)) throw Faults.WebhookUnreadable(body);
        using (json)
        {
            var task = new InferenceTask(new ReveTask { Id = "", Provider = ProviderRegistry.WithTasks.Name });
            task.Merge(json.RootElement);
            return task.Now.Id.Length > 0 ? task.Now : throw Faults.WebhookUnreadable(body);
        }
    }

    private TaskProvider Tasks => ProviderRegistry.Behind(_connection.Provider) as TaskProvider
        ?? throw Faults.TasksNotSupported(_connection.Provider);

    private ReveTask Masked(ReveTask task) => task with { Error = Masked(task.Error) };

    private ReveImage Describe(ReveTask task) => new()
    {
        Prompt = task.Prompt ?? "",
        Operation = task.Operation,
        Provider = _connection.Provider.Name,
        Model = task.Model ?? "",
        AspectRatio = task.AspectRatio,
        Sources = task.Sources,
        Index = task.Index,
    };
}
