using System.Collections.Generic;

namespace Reve.Parameters;

/// <summary>The latest tasks of a session with their last known state.</summary>
internal sealed class RecentTasks
{
    private const int Capacity = 64;

    private readonly List<ReveTask> _tasks = [];

    /// <summary>The tasks, the newest first.</summary>
    public IReadOnlyList<ReveTask> All => _tasks;

    /// <summary>Adds a task, or updates it in its place.</summary>
    public void Add(ReveTask task)
    {
        var position = _tasks.FindIndex(known => known.Id == task.Id);
        if (position < 0)
        {
            _tasks.Insert(0, task);
            if (_tasks.Count > Capacity) _tasks.RemoveAt(Capacity);
            return;
        }

        // A later response need not repeat the prompt and the time of creation.
        var known = _tasks[position];
        _tasks[position] = task with
        {
            Prompt = string.IsNullOrEmpty(task.Prompt) ? known.Prompt : task.Prompt,
            CreatedAt = task.CreatedAt ?? known.CreatedAt,
        };
    }
}
