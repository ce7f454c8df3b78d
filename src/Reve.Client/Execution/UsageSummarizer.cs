using System.Collections.Generic;
using System.IO;
using System.Linq;
using System;
using Reve.Journal;
using Reve.Providers;

namespace Reve;

/// <summary>Sums up results and journals by provider, model and day.</summary>
public sealed class UsageSummarizer
{
    private readonly Dictionary<(DateTime Date, string Provider, string Model, string? Unit), ReveUsageSummary> _sums =
        [];

    private readonly HashSet<(string Provider, string RequestId)> _known = [];

    /// <summary>What was added up so far, in the order of the days.</summary>
    public IReadOnlyList<ReveUsageSummary> Summaries =>
        [.. _sums.Values.OrderBy(sum => sum.Date).ThenBy(sum => sum.Provider, StringComparer.Ordinal)
            .ThenBy(sum => sum.Model, StringComparer.Ordinal)];

    /// <summary>Adds a result. Several images of one call are one call.</summary>
    public void Add(ReveImage image)
    {
        var isFirst = image.RequestId is null || _known.Add((image.Provider, image.RequestId));
        Add(image.CreatedAt, image.Provider, image.Model, isFirst ? image.Usage : null, isFirst ? 1 : 0, images: 1);
    }

    /// <summary>Adds every call that a journal tells of.</summary>
    /// <param name="fullName">The journal, or the folder that has one, by its full name.</param>
    /// <exception cref="ReveException">There is none, or it cannot be read.</exception>
    public void AddJournal(string fullName)
    {
        var file = Directory.Exists(fullName) ? Path.Combine(fullName, JournalFile.Name) : fullName;
        if (!File.Exists(file)) throw Faults.InputNotFound(file);
        try
        {
            foreach (var call in JournalHistory.Read(new JournalFile(file)).Calls
                .Where(call => call.Billing != Billing.NotCharged || call.Usage?.Amount > 0))
            {
                Add(call.At, call.Provider, call.Model, call.Usage, calls: 1, call.Images.Count);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Faults.InputUnreadable(file, exception);
        }
    }

    private void Add(DateTimeOffset at, string provider, string model, ReveUsage? usage, int calls, int images)
    {
        var key = (at.LocalDateTime.Date, provider, model, usage?.Unit ?? UnitOf(provider));
        if (!_sums.TryGetValue(key, out var sum))
        {
            sum = new ReveUsageSummary { Date = key.Date, Provider = provider, Model = model, Unit = key.Item4 };
        }

        _sums[key] = sum with
        {
            Calls = sum.Calls + calls,
            Images = sum.Images + images,
            Amount = Sum(sum.Amount, usage?.Amount ?? 0),
            Unknown = sum.Unknown + (usage?.Amount is null ? calls : 0),
        };
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

    private static string? UnitOf(string provider) =>
        ProviderRegistry.All.FirstOrDefault(info => info.Name == provider)?.Unit;
}
