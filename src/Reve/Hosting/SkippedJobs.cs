using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Reve.Providers;

namespace Reve.Hosting;

/// <summary>
/// Gathers what was not sent because the run had come to an end, so that it is told of once and not item by item.
/// </summary>
internal sealed class SkippedJobs
{
    private readonly Dictionary<ReveErrorKind, (ReveException First, List<object> Items)> _gathered = [];

    /// <summary>Whether the error is one of those; it is told of in the end.</summary>
    public bool Takes(ReveException error, object item)
    {
        if (error.Kind is not (ReveErrorKind.NotSent or ReveErrorKind.CostLimitReached)) return false;
        if (!_gathered.TryGetValue(error.Kind, out var gathered)) _gathered[error.Kind] = gathered = (error, []);
        gathered.Items.Add(item);
        return true;
    }

    /// <summary>A record for each reason, whose target are the items that it kept back.</summary>
    public IEnumerable<ErrorRecord> Records() => _gathered.Values.Select(gathered =>
        ErrorRecords.From(Count(gathered.First, gathered.Items.Count), gathered.Items.ToArray()));

    private static ReveException Count(ReveException first, int count) =>
        new(first.Kind,
            $"{first.Message.TrimEnd('.')}. {(count == 1 ? "One call was" : $"{count} calls were")} not sent.",
            first.Advice, first.InnerException)
        {
            Provider = first.Provider,
            Status = first.Status,
            RetryAfter = first.RetryAfter,
        };
}
