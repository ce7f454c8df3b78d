using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Reve;

/// <summary>Runs jobs concurrently in a limited number of slots.</summary>
/// <remarks>
/// One thread submits jobs and takes events. Jobs run on other threads. In an ordered batch, results that are early
/// wait for their turn; <see cref="IsFull"/> limits their number, so memory does not grow with the input.
/// </remarks>
public sealed class Batch<TJob, TResult> : IDisposable
{
    private const int PendingResultsPerSlot = 4;
    private static readonly TimeSpan s_disposeTimeout = TimeSpan.FromSeconds(4);

    private readonly JobRunner<TJob, TResult> _run;
    private readonly int _slots;
    private readonly bool _ordered;
    private readonly Func<TResult, Task>? _abandon;
    private readonly CancellationTokenSource _stop = new();
    private readonly BlockingCollection<BatchEvent<TJob, TResult>> _events = new();
    private readonly Dictionary<long, BatchEvent<TJob, TResult>> _early = [];
    private readonly Dictionary<long, Task> _running = [];
    private readonly Queue<BatchEvent<TJob, TResult>> _ready = new();
    private long _submitted;
    private long _released;

    /// <summary>Creates an empty batch.</summary>
    /// <param name="run">Runs one job.</param>
    /// <param name="slots">The number of jobs that run at a time.</param>
    /// <param name="ordered">Whether results are returned in the order in which their jobs were submitted.</param>
    /// <param name="abandon">Called on disposal for each result that was not taken.</param>
    public Batch(JobRunner<TJob, TResult> run, int slots, bool ordered, Func<TResult, Task>? abandon = null)
    {
        _run = run;
        _slots = slots;
        _ordered = ordered;
        _abandon = abandon;
    }

    /// <summary>Whether an event must be taken before another job can be submitted.</summary>
    public bool IsFull =>
        _running.Count >= _slots || _submitted - _released >= (long)_slots * PendingResultsPerSlot;

    /// <summary>Whether no job is running.</summary>
    public bool IsIdle => _running.Count == 0 && _events.Count == 0;

    /// <summary>Starts a job.</summary>
    public void Submit(TJob job)
    {
        var position = _submitted++;
        _running.Add(position, Task.Run(() => RunAsync(position, job)));
    }

    /// <summary>Takes the next event if one is ready.</summary>
    public bool TryTake(out BatchEvent<TJob, TResult>? next)
    {
        while (_ready.Count == 0 && _events.TryTake(out var received)) Receive(received);
        next = _ready.Count > 0 ? _ready.Dequeue() : null;
        return next is not null;
    }

    /// <summary>Waits for the next event. Returns null when no job is running.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public BatchEvent<TJob, TResult>? Take(CancellationToken cancellation)
    {
        while (_ready.Count == 0)
        {
            if (IsIdle) return null;
            Receive(_events.Take(cancellation));
        }

        return _ready.Dequeue();
    }

    /// <summary>Waits for an event, at most for a period.</summary>
    /// <returns>Whether an event is ready or no job is running.</returns>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public bool Wait(TimeSpan timeout, CancellationToken cancellation)
    {
        if (_ready.Count == 0 && !IsIdle
            && _events.TryTake(out var next, (int)timeout.TotalMilliseconds, cancellation))
        {
            Receive(next);
        }

        return _ready.Count > 0 || IsIdle;
    }

    /// <summary>Cancels the running jobs without waiting for their end.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>Cancels the running jobs, and waits a few seconds for their end.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        Task.WaitAll([.. _running.Values], s_disposeTimeout);
        if (_abandon is not null) Task.WaitAll([.. ResultsNotTaken().Select(_abandon)], s_disposeTimeout);
        _events.Dispose();
        _stop.Dispose();
    }

    private IEnumerable<TResult> ResultsNotTaken()
    {
        while (_events.TryTake(out var late)) Receive(late);
        return _ready.Concat(_early.Values).Where(end => end.HasResult).Select(end => end.Result!);
    }

    private async Task RunAsync(long position, TJob job)
    {
        var end = new BatchEvent<TJob, TResult>(job) { Position = position };
        try
        {
            var result = await _run(job, Notify, _stop.Token).ConfigureAwait(false);
            end = end with { HasResult = true, Result = result };
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception)
        {
            end = end with { Error = exception };
        }

        Post(end);

        void Notify(ReveNotice notice) =>
            Post(new BatchEvent<TJob, TResult>(job) { Position = position, Notice = notice });
    }

    private void Post(BatchEvent<TJob, TResult> posted)
    {
        try
        {
            _events.Add(posted);
        }
        catch (ObjectDisposedException)
        {
            // Posting after disposal is ignored.
        }
    }

    private void Receive(BatchEvent<TJob, TResult> received)
    {
        if (received.Notice is not null)
        {
            _ready.Enqueue(received);
            return;
        }

        _running.Remove(received.Position);
        if (!_ordered)
        {
            Release(received);
            return;
        }

        _early.Add(received.Position, received);
        while (_early.TryGetValue(_released, out var next))
        {
            _early.Remove(_released);
            Release(next);
        }
    }

    private void Release(BatchEvent<TJob, TResult> end)
    {
        _released++;
        _ready.Enqueue(end);
    }
}
