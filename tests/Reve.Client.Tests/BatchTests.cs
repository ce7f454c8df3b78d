using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Execution;
using Reve.Providers;
using Xunit;

namespace Reve.Tests;

public sealed class BatchTests
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource> _gates = new();
    private int _running;
    private int _mostRunning;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void An_ordered_batch_returns_results_in_the_order_of_its_jobs()
    {
        using var batch = new Batch<TaskJob, int>(RunAsync, slots: 3, ordered: true);
        for (var i = 0; i < 3; i++) batch.Submit(Job(i));

        Open(2);
        Open(1);
        Assert.False(batch.TryTake(out _));
        Open(0);

        Assert.Equal([0, 1, 2], TakeAll(batch));
    }

    [Fact]
    public void An_unordered_batch_returns_results_as_jobs_end()
    {
        using var batch = new Batch<TaskJob, int>(RunAsync, slots: 2, ordered: false);
        batch.Submit(Job(0));
        batch.Submit(Job(1));

        Open(1);
        Assert.Equal(1, batch.Take(Cancellation)!.Job.Index);
        Open(0);
        Assert.Equal([0], TakeAll(batch));
    }

    [Fact]
    public void A_batch_never_runs_more_jobs_than_it_has_slots()
    {
        using var batch = new Batch<TaskJob, int>(RunAsync, slots: 4, ordered: true);
        var taken = new List<int>();
        for (var i = 0; i < 40; i++)
        {
            while (batch.IsFull)
            {
                for (var submitted = 0; submitted < i; submitted++) Open(submitted);
                taken.Add(batch.Take(Cancellation)!.Job.Index);
            }

            batch.Submit(Job(i));
        }

        for (var i = 0; i < 40; i++) Open(i);
        taken.AddRange(TakeAll(batch));

        Assert.Equal(Enumerable.Range(0, 40), taken);
        Assert.InRange(_mostRunning, 1, 4);
    }

    [Fact]
    public void A_job_that_fails_ends_with_its_error()
    {
        using var batch = new Batch<TaskJob, int>(
            (_, _, _) => throw new ReveException(ReveErrorKind.OutOfCredit, "empty", "pay"), slots: 1, ordered: true);
        batch.Submit(Job(0));

        var end = batch.Take(Cancellation)!;

        Assert.Equal(ReveErrorKind.OutOfCredit, Assert.IsType<ReveException>(end.Error).Kind);
        Assert.False(end.HasResult);
        Assert.Null(batch.Take(Cancellation));
    }

    [Fact]
    public void Disposal_cancels_the_running_jobs_and_waits_for_their_end()
    {
        var ended = false;
        var batch = new Batch<TaskJob, int>(
            async (_, _, cancellation) =>
            {
                try
                {
                    await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
                }
                finally
                {
                    ended = true;
                }

                return 0;
            },
            slots: 1, ordered: true);
        batch.Submit(Job(0));

        batch.Dispose();

        Assert.True(ended);
    }

    [Fact]
    public async Task Stop_cancels_the_running_jobs_before_disposal()
    {
        // The disposal waits for the job, so that it does not go on in the job.
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var batch = new Batch<TaskJob, int>(
            async (_, _, cancellation) =>
            {
                using var end = cancellation.Register(() => ended.SetResult());
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
                return 0;
            },
            slots: 1, ordered: true);
        batch.Submit(Job(0));

        batch.Stop();

        await ended.Task.WaitAsync(Cancellation);
    }

    [Fact]
    public void Disposal_abandons_the_results_that_were_not_taken()
    {
        var abandoned = new ConcurrentBag<string>();
        var batch = new Batch<TaskJob, ReveTask>(
            async (job, _, cancellation) =>
            {
                // The second job has no result, so the third waits for its turn. The fourth ends after the stop.
                if (job.Index is 1 or 3) await StopAsync(cancellation);
                if (job.Index == 1) throw new OperationCanceledException(cancellation);
                return job.Task;
            },
            slots: 4, ordered: true,
            task => Task.Run(() => abandoned.Add(task.Id)));
        for (var i = 0; i < 4; i++) batch.Submit(Job(i));
        Assert.Equal("0", batch.Take(Cancellation)!.Result!.Id);

        batch.Dispose();

        Assert.Equal(["2", "3"], abandoned.Order());

        static async Task StopAsync(CancellationToken cancellation)
        {
            var stopped = new TaskCompletionSource();
            using var stop = cancellation.Register(stopped.SetResult);
            await stopped.Task;
        }
    }

    private async Task<int> RunAsync(
        TaskJob job, Action<ReveNotice>? notify, CancellationToken cancellation)
    {
        InterlockedMax(Interlocked.Increment(ref _running));
        await Gate(job.Index).Task.WaitAsync(cancellation);
        Interlocked.Decrement(ref _running);
        return 0;
    }

    private void InterlockedMax(int running)
    {
        int seen;
        while (running > (seen = _mostRunning) && Interlocked.CompareExchange(ref _mostRunning, running, seen) != seen)
        {
        }
    }

    private TaskCompletionSource Gate(int index) =>
        _gates.GetOrAdd(index, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    private void Open(int index) => Gate(index).TrySetResult();

    private static TaskJob Job(int index) =>
        new(new ReveTask { Id = $"{index}", Provider = TestProviders.AnyWithTasks.Name }) { Index = index };

    private static List<int> TakeAll(Batch<TaskJob, int> batch)
    {
        var indexes = new List<int>();
        while (batch.Take(Cancellation) is { } end) indexes.Add(end.Job.Index);
        return indexes;
    }
}
