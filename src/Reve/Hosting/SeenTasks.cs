using System.Collections.Generic;

namespace Reve.Hosting;

/// <summary>The latest tasks of a session, each with what was last told of it.</summary>
internal sealed class SeenTasks
{
    private const int Most = 64;

    private readonly List<ReveTask> _tasks = [];

    /// <summary>All of them, the newest first.</summary>
    public IReadOnlyList<ReveTask> All => _tasks;

    /// <summary>A task that is known keeps its place, and what a later answer does not repeat.</summary>
    public void Add(ReveTask task)
    {
        var place = _tasks.FindIndex(known => known.Id == task.Id);
        if (place < 0)
        {
            _tasks.Insert(0, task);
            if (_tasks.Count > Most) _tasks.RemoveAt(Most);
            return;
        }

        var known = _tasks[place];
        _tasks[place] = task with
        {
            Prompt = string.IsNullOrEmpty(task.Prompt) ? known.Prompt : task.Prompt,
            CreatedAt = task.CreatedAt ?? known.CreatedAt,
        };
    }
}
