using System.Collections.Generic;
using System.Linq;
using System;
using Reve.Providers;

namespace Reve;

/// <summary>Summarizes the usage of results and journals by provider, model and day.</summary>
public sealed class UsageSummarizer
{
    private readonly Dictionary<(DateTime Date, string Provider, string Model, string? Unit), ReveUsageSummary> _sums =
        [];

    private readonly HashSet<(string Provider, string RequestId)> _calls = [];

    /// <summary>The summaries, ordered by day.</summary>
    public IReadOnlyList<ReveUsageSummary> Summaries =>
        [.. _sums.Values.OrderBy(sum => sum.Date).ThenBy(sum => sum.Provider, StringComparer.Ordinal)
            .ThenBy(sum => sum.Model, StringComparer.Ordinal)];

    /// <summary>Adds a result. Several images of one call count as one call.</summary>
    public void Add(ReveImage image)
    {
        var isFirst = image.RequestId is null || _calls.Add((image.Provider, image.RequestId));
        Add(image.CreatedAt, image.Provider, image.Model, isFirst ? image.Usage : null, isFirst ? 1 : 0, images: 1);
    }

    /// <summary>Adds every call in a journal.</summary>
    /// <param name="fullName">The full name of a journal or of a folder that contains one.</param>
    /// <exception cref="ReveException">
    /// There is no journal, it cannot be read, or the file has no line of a journal.
    /// </exception>
    public void AddJournal(string fullName)
    {
        foreach (var call in ReveHistory.Open(fullName, keepsRequests: false).Calls)
        {
            Add(call.Billing, call.At, call.Provider, call.Model, call.Usage, call.Images.Count);
        }
    }

    /// <summary>Adds a call of a journal, unless it was not charged.</summary>
    public void Add(ReveCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        Add(call.Billing, call.CreatedAt, call.Provider, call.Model, call.Usage, call.Images.Count);
    }

    private void Add(
        Billing billing, DateTimeOffset at, string provider, string model, ReveUsage? usage, int images)
    {
        if (billing != Billing.NotCharged || usage?.Amount > 0) Add(at, provider, model, usage, calls: 1, images);
    }

    private void Add(DateTimeOffset at, string provider, string model, ReveUsage? usage, int calls, int images)
    {
        var key = (at.LocalDateTime.Date, provider, model, usage?.Unit ?? UnitOf(provider));
        if (!_sums.TryGetValue(key, out var sum))
        {
            sum = new ReveUsageSummary { Date = key.Date, Provider = provider, Model = model, Unit = key.Item4 };
        }

        var worth = calls == 0 ? new ReveUsage { UsdAmount = 0 } : Worth(provider, model, usage, images);
        _sums[key] = sum with
        {
            UsdAmount = worth.UsdAmount is { } dollars ? Sum(sum.UsdAmount ?? 0, dollars) : sum.UsdAmount,
            IsUsdEstimate = sum.IsUsdEstimate || worth.IsUsdEstimate,
            Calls = sum.Calls + calls,
            Images = sum.Images + images,
            Amount = Sum(sum.Amount, usage?.Amount ?? 0),
            Unknown = sum.Unknown + (usage?.Amount is null ? calls : 0),
        };
    }

    /// <summary>The charge in USD. A charge that was not reported is estimated by the built-in price.</summary>
    private static ReveUsage Worth(string provider, string model, ReveUsage? usage, int images)
    {
        if (Find(provider) is not { } info) return usage ?? new ReveUsage();
        if (usage?.Amount is not null) return usage.At(info);
        var price = info.Operations.FirstOrDefault(operation => operation.IsReveModel(model))?.Price;
        return new ReveUsage { UsdAmount = price * info.UnitWorth * Math.Max(1, images), IsUsdEstimate = true };
    }

    /// <summary>An amount from a damaged journal does not end the sum.</summary>
    private static decimal Sum(decimal first, decimal second)
    {
        try
        {
            return first + second;
        }
        catch (OverflowException)
        {
            return first > 0 ? decimal.MaxValue : decimal.MinValue;
        }
    }

    private static string? UnitOf(string provider) => Find(provider)?.Unit;

    private static ProviderInfo? Find(string provider) =>
        ProviderRegistry.All.FirstOrDefault(info => info.Name == provider);
}
