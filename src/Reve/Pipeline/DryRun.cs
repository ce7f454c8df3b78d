using System.Management.Automation;

namespace Reve.Pipeline;

/// <summary>Sums up what -WhatIf showed item by item.</summary>
internal sealed class DryRun(Cmdlet cmdlet, ProviderInfo provider)
{
    private static readonly string[] s_shown = ["PSHOST"];

    private int _count;
    private int _unpriced;
    private decimal _sum;

    public void Add(ReveJob job)
    {
        _count++;
        if (job.IsPaid) return;
        if (provider.Find(job.Request.Operation)!.PriceOf(job.Request) is { } price) _sum += price;
        else _unpriced++;
    }

    /// <summary>One item has said it all by itself.</summary>
    public void Finish()
    {
        if (_count < 2) return;
        var unknown = _unpriced == 0 ? "" : $", and {_unpriced} of a price that is not known";
        var message = $"What if: {_count} calls, about {Words.Amount(_sum, provider)} together{unknown}.";
        cmdlet.WriteInformation(new HostInformationMessage { Message = message }, s_shown);
    }
}
