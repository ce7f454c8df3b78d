using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace Reve.Hosting;

/// <summary>Shows the number of calls and their total price after -WhatIf.</summary>
internal sealed class WhatIfSummary(Cmdlet cmdlet, CallPolicy policy)
{
    private static readonly string[] s_hostTag = ["PSHOST"];

    private readonly Dictionary<ProviderInfo, decimal> _sums = [];
    private int _items;
    private int _calls;
    private int _unpriced;

    public void Add(ImageJob job)
    {
        _items++;
        var provider = job.Providers[0];
        if (!_sums.ContainsKey(provider)) _sums[provider] = 0;
        var isSent = job.ResumeAction is ResumeAction.Send or ResumeAction.Ask
            || (job.ResumeAction == ResumeAction.Report && policy.RetryUnknownOutcome);
        if (!isSent) return;
        _calls++;
        if (job.Price is { } price) _sums[provider] += price;
        else _unpriced++;
    }

    /// <summary>Writes the summary of two or more items.</summary>
    public void Finish()
    {
        if (_items < 2) return;
        var calls = _calls == 1 ? "1 call" : $"{_calls} calls";
        var total = string.Join(" and ", _sums.Select(sum => JobText.Amount(sum.Value, sum.Key)));
        var unknown = _unpriced == 0 ? "" : $", and {_unpriced} with an unknown price";
        var message = $"What if: {calls}, about {total} in total{unknown}{Limit()}.";
        cmdlet.WriteInformation(new HostInformationMessage { Message = message }, s_hostTag);
    }

    private string Limit()
    {
        if (policy.CostLimit is not { } limit) return "";
        var total = _sums.Sum(sum => limit.Convert(sum.Value, sum.Key) ?? 0);
        return limit.Amount < total ? $"; -CostLimit allows {limit.Format(limit.Amount, _sums.Keys.First())}" : "";
    }
}
