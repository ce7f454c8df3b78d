using System.Management.Automation;

namespace Reve.Hosting;

/// <summary>Sums up what -WhatIf showed item by item.</summary>
internal sealed class WhatIfSummary(Cmdlet cmdlet, ProviderInfo provider, CallPolicy policy)
{
    private static readonly string[] s_shown = ["PSHOST"];

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

    /// <summary>One item has said it all by itself.</summary>
    public void Finish()
    {
        if (_items < 2) return;
        var calls = _calls == 1 ? "1 call" : $"{_calls} calls";
        var unknown = _unpriced == 0 ? "" : $", and {_unpriced} of a price that is not known";
        var limit = policy.CostLimit is { } most && most < _sum
            ? $"; -CostLimit allows {JobText.Amount(most, provider)} of it"
            : "";
        var message = $"What if: {calls}, about {JobText.Amount(_sum, provider)} together{unknown}{limit}.";
        cmdlet.WriteInformation(new HostInformationMessage { Message = message }, s_shown);
    }
}
