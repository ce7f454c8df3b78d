using System.Management.Automation;

namespace Reve.Hosting;

/// <summary>Shows the number of calls and their total price after -WhatIf.</summary>
internal sealed class WhatIfSummary(Cmdlet cmdlet, ProviderInfo provider, CallPolicy policy)
{
    private static readonly string[] s_hostTag = ["PSHOST"];

    private int _items;
    private int _calls;
    private int _unpriced;
    private decimal _sum;

    public void Add(ImageJob job)
    {
        _items++;
        var isSent = job.ResumeAction is ResumeAction.Send or ResumeAction.Ask
            || (job.ResumeAction == ResumeAction.Report && policy.RetryUnknownOutcome);
        if (!isSent) return;
        _calls++;
        if (job.Price is { } price) _sum += price;
        else _unpriced++;
    }

    /// <summary>Writes the summary of two or more items.</summary>
    public void Finish()
    {
        if (_items < 2) return;
        var calls = _calls == 1 ? "1 call" : $"{_calls} calls";
        var unknown = _unpriced == 0 ? "" : $", and {_unpriced} with an unknown price";
        var limit = policy.CostLimit is { } most && most < _sum
            ? $"; -CostLimit allows {JobText.Amount(most, provider)}"
            : "";
        var message = $"What if: {calls}, about {JobText.Amount(_sum, provider)} in total{unknown}{limit}.";
        cmdlet.WriteInformation(new HostInformationMessage { Message = message }, s_hostTag);
    }
}
