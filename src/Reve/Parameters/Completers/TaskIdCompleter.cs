using System.Collections.Generic;
using System.Linq;
using System;
using Reve.Providers;

namespace Reve.Parameters;

/// <summary>Completes the recent tasks of the session, the newest first.</summary>
public sealed class TaskIdCompleter : Completer
{
    private const int LongestPrompt = 60;

    private protected override IEnumerable<(string Value, string Tooltip)> Suggest(CompletionContext context)
    {
        var words = context.Words().ToList();
        var provider = context.Value("Provider");
        return Session.Tasks
            .Where(task => !words.Contains(task.Id) && !(context.IsStop && task.IsOver))
            .Where(task => provider is null || provider.Equals(task.Provider, StringComparison.OrdinalIgnoreCase))
            .Select(task => (task.Id, Tip(task)));
    }

    private static string Tip(ReveTask task)
    {
        var age = task.CreatedAt is { } created ? $", {Text.Age(DateTimeOffset.UtcNow - created)} old" : "";
        var prompt = string.IsNullOrEmpty(task.Prompt) ? "" : $": {DisplayText.Of(task.Prompt!, LongestPrompt)}";
        return task.Stage + age + prompt;
    }
}
