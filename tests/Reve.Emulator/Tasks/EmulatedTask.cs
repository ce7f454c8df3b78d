using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;

namespace Reve.Emulator;

/// <summary>A task that moves on each time its state is requested, along its script.</summary>
internal sealed class EmulatedTask(TaskBoard board, TaskOrder order)
{
    private readonly Lock _lock = new();
    private readonly TaskScript _script = board.Script;
    private readonly JsonNode _input = JsonNode.Parse(order.Input.GetRawText())!;
    private readonly DateTimeOffset _created = DateTimeOffset.UtcNow;
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset _updated = DateTimeOffset.UtcNow;
    private TaskState? _end;
    private JsonObject? _output;
    private string _error = "";
    private int _stage;
    private int _told;
    private int _streams;

    public string Id => order.Id;

    public TaskOrder Order => order;

    public TaskState State
    {
        get
        {
            lock (_lock) return _end ?? (_stage < Stages.Count ? Stages[_stage].State : TaskState.Received);
        }
    }

    private IReadOnlyList<TaskStage> Stages => _script.Stages;

    private bool IsHeld => _stage < Stages.Count && Stages[_stage].IsHeld && !board.Released.IsCompleted;

    /// <summary>Moves on if it is time to, and tells where the task is.</summary>
    public TaskView Show()
    {
        lock (_lock)
        {
            while (_end is null && IsTimeToMoveOn()) MoveOn();
            _told++;
            return View(State);
        }
    }

    /// <summary>Tells where the task is, without moving it on.</summary>
    public TaskView View()
    {
        lock (_lock) return View(State);
    }

    /// <summary>Waits while the task is held where it is.</summary>
    public async Task WhenFreeAsync(CancellationToken cancellation)
    {
        Task free;
        lock (_lock)
        {
            if (_end is not null || !IsHeld) return;
            free = Task.WhenAny(board.Released, _over.Task);
        }

        await free.WaitAsync(cancellation);
    }

    /// <summary>Cancels the task.</summary>
    /// <returns>What is told about it; null when it was over already.</returns>
    public TaskView? Cancel()
    {
        lock (_lock)
        {
            if (_end is not null) return null;
            var view = View(TaskState.Cancelling);
            End(TaskState.Cancelled);
            return view;
        }
    }

    /// <summary>Has the task end as its script says, whatever is still to come and whoever holds it.</summary>
    public void Finish()
    {
        lock (_lock)
        {
            if (_end is null) End(_script.Ending);
        }
    }

    /// <summary>Counts a stream that is opened.</summary>
    /// <returns>Which one it is, from 1.</returns>
    public int CountStream() => Interlocked.Increment(ref _streams);

    private bool IsTimeToMoveOn() => _stage >= Stages.Count || (_told >= Stages[_stage].Lasts && !IsHeld);

    private void MoveOn()
    {
        _told = 0;
        _stage++;
        _updated = DateTimeOffset.UtcNow;
        if (_stage >= Stages.Count) End(_script.Ending);
    }

    private void End(TaskState state)
    {
        _updated = DateTimeOffset.UtcNow;
        (_end, _error, _output) = board.Conclude(order, state, _script);
        _over.SetResult();
        board.Announce(order, View(_end.Value));
    }

    private TaskView View(TaskState state) => new(Id, state, _input, _output, _error, _created, _updated);
}
