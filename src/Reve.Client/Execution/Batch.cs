using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Execution;

namespace Reve;

/// <summary>Runs jobs side by side in a bounded number of slots, and hands on what becomes of them.</summary>
/// <remarks>
/// One thread submits and takes; the jobs themselves run elsewhere and never meet it. What is finished early waits for
/// its turn, and so few may wait that memory stays flat however long the input is.
/// </remarks>
public sealed class Batch : IDisposable
{
    private const int WindowPerSlot = 4;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(4);

    private readonly JobRunner _run;
    private readonly int _slots;
    private readonly bool _ordered;
    private readonly Func<ReveTask, Task>? _abandon;
    private readonly CancellationTokenSource _stop = new();
    private readonly BlockingCollection<BatchEvent> _events = new();
    private readonly Dictionary<long, BatchEvent> _early = [];
    private readonly Dictionary<long, Task> _running = [];
    private readonly Queue<BatchEvent> _ready = new();
    private long _submitted;
    private long _handedOn;

    /// <summary>An empty batch.</summary>
    /// <param name="run">Does one job.</param>
    /// <param name="slots">How many jobs run at a time.</param>
    /// <param name="ordered">Whether results come in the order in which their jobs were submitted.</param>
    /// <param name="abandon">Told of each task that a job brought and that nobody took before the end.</param>
    public Batch(JobRunner run, int slots, bool ordered, Func<ReveTask, Task>? abandon = null)
    {
        _abandon = abandon;
        _run = run;
        _slots = slots;
        _ordered = ordered;
    }

    /// <summary>Whether something must be taken before another job can be submitted.</summary>
    public bool IsFull => _running.Count >= _slots || _submitted - _handedOn >= (long)_slots * WindowPerSlot;

    /// <summary>Starts a job.</summary>
    public void Submit(ReveJob job)
    {
        var place = _submitted++;
        _running.Add(place, Task.Run(() => RunAsync(place, job)));
    }

    /// <summary>What is ready to be handed on, without waiting.</summary>
    public bool TryTake(out BatchEvent? next)
    {
        while (_ready.Count == 0 && _events.TryTake(out var happened)) Settle(happened);
        next = _ready.Count > 0 ? _ready.Dequeue() : null;
        return next is not null;
    }

    /// <summary>The next event, waited for; null when nothing is under way any more.</summary>
    /// <exception cref="OperationCanceledException">The caller was told to stop.</exception>
    public BatchEvent? Take(CancellationToken cancellation)
    {
        while (_ready.Count == 0)
        {
            if (IsIdle) return null;
            Settle(_events.Take(cancellation));
        }

        return _ready.Dequeue();
    }

    /// <summary>Waits for something to hand on, for so long at the most.</summary>
    /// <returns>Whether there is something, or nothing is under way any more.</returns>
    /// <exception cref="OperationCanceledException">The caller was told to stop.</exception>
    public bool Wait(TimeSpan patience, CancellationToken cancellation)
    {
        if (_ready.Count == 0 && !IsIdle
            && _events.TryTake(out var next, (int)patience.TotalMilliseconds, cancellation))
        {
            Settle(next);
        }

        return _ready.Count > 0 || IsIdle;
    }

    private bool IsIdle => _running.Count == 0 && _events.Count == 0;

    /// <summary>Stops what is under way, and waits for nothing.</summary>
    public void Stop() => _stop.Cancel();

    /// <summary>Stops what is under way, and waits until it has cleaned up after itself.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        Task.WaitAll([.. _running.Values], s_patience);
        if (_abandon is not null) Task.WaitAll([.. Untaken().Select(_abandon)], s_patience);
        _events.Dispose();
        _stop.Dispose();
    }

    private IEnumerable<ReveTask> Untaken()
    {
        while (_events.TryTake(out var late)) Settle(late);
        return _ready.Concat(_early.Values).SelectMany(end => end.Results)
            .Select(result => result.Task).OfType<ReveTask>();
    }

    private async Task RunAsync(long place, ReveJob job)
    {
        BatchEvent end;
        try
        {
            var results = await _run(job, Tell, _stop.Token).ConfigureAwait(false);
            end = new BatchEvent(job) { Place = place, Results = results };
        }
        catch (ReveException exception)
        {
            end = new BatchEvent(job) { Place = place, Results = [new ReveResult(null, exception)] };
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception)
        {
            end = new BatchEvent(job) { Place = place, Failure = exception };
        }

        Post(end);

        void Tell(ReveNotice notice) => Post(new BatchEvent(job) { Place = place, Notice = notice });
    }

    /// <summary>After the end nobody listens, and that is no error.</summary>
    private void Post(BatchEvent happened)
    {
        try
        {
            _events.Add(happened);
        }
        catch (ObjectDisposedException)
        {
        }
    }

    private void Settle(BatchEvent happened)
    {
        if (happened.Notice is not null)
        {
            _ready.Enqueue(happened);
            return;
        }

        _running.Remove(happened.Place);
        if (!_ordered)
        {
            HandOn(happened);
            return;
        }

        _early.Add(happened.Place, happened);
        while (_early.TryGetValue(_handedOn, out var turn))
        {
            _early.Remove(_handedOn);
            HandOn(turn);
        }
    }

    private void HandOn(BatchEvent happened)
    {
        _handedOn++;
        _ready.Enqueue(happened);
    }
}
