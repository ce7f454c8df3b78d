using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace Reve.Hosting;

/// <summary>Collects the jobs that were not sent, so that one error reports all of them.</summary>
internal sealed class SkippedJobs
{
    private readonly Dictionary<ReveErrorKind, (ReveException First, List<object> Targets)> _groups = [];

    /// <summary>Adds the error of a job that was not sent.</summary>
    /// <returns>False for an error of any other kind.</returns>
    public bool Add(ReveException error, object target)
    {
        if (error.Kind is not (ReveErrorKind.NotSent or ReveErrorKind.CostLimitReached)) return false;
        if (!_groups.TryGetValue(error.Kind, out var group)) _groups[error.Kind] = group = (error, []);
        group.Targets.Add(target);
        return true;
    }

    /// <summary>Returns one error record for each reason. Its target is the list of items.</summary>
    public IEnumerable<ErrorRecord> ErrorRecords() => _groups.Values.Select(group =>
        Hosting.ErrorRecords.From(WithCount(group.First, group.Targets.Count), group.Targets.ToArray()));

    private static ReveException WithCount(ReveException first, int count) =>
        new(first.Kind,
            $"{first.Message.TrimEnd('.')}. {(count == 1 ? "One call was" : $"{count} calls were")} not sent.",
            first.Advice, first.InnerException)
        {
            Provider = first.Provider,
            Status = first.Status,
            RetryAfter = first.RetryAfter,
        };
}
