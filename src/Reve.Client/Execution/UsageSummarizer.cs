using System.Collections.Generic;
using System.IO;
using System.Linq;
using System;
using Reve.Journal;
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
        var file = Directory.Exists(fullName) ? Path.Combine(fullName, JournalFile.Name) : fullName;
        if (!File.Exists(file)) throw InputErrors.NotFound(file);
        try
        {
            var calls = JournalHistory.ReadCalls(new JournalFile(file));
            if (calls.Count == 0) throw NotJournal(file);
            foreach (var call in calls
                .Where(call => call.Billing != Billing.NotCharged || call.Usage?.Amount > 0))
            {
                Add(call.At, call.Provider, call.Model, call.Usage, calls: 1, call.Images.Count);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw InputErrors.Unreadable(file, exception);
        }
    }

    private static ReveException NotJournal(string file) => new(
        ReveErrorKind.InputUnreadable,
        $"'{file}' is not a journal: none of its lines describes a call.",
        $"Specify a folder that -OutDirectory created, or the file {JournalFile.Name} in it.")
    { Target = file };

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
