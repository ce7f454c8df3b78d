using System.Collections.Generic;
using System.Linq;
using System;
using Reve.Hosting;
using Reve.Providers;

namespace Reve.Parameters;

/// <summary>The tasks that this session has seen, the newest first.</summary>
public sealed class TaskIdCompleter : Completion
{
    private const int LongestPrompt = 60;

    private protected override IEnumerable<(string Value, string Tooltip)> Suggest(CompletionPlace place)
    {
        var said = place.JobText().ToList();
        var provider = place.Said("Provider");
        return Session.Tasks
            .Where(task => !said.Contains(task.Id) && !(place.IsStop && task.IsOver))
            .Where(task => provider is null || provider.Equals(task.Provider, StringComparison.OrdinalIgnoreCase))
            .Select(task => (task.Id, Tip(task)));
    }

    private static string Tip(ReveTask task)
    {
        var age = task.CreatedAt is { } created ? $", {JobText.Age(DateTimeOffset.UtcNow - created)} old" : "";
        var prompt = string.IsNullOrEmpty(task.Prompt) ? "" : $": {JobText.Short(task.Prompt!, LongestPrompt)}";
        return task.Stage + age + prompt;
    }
}
