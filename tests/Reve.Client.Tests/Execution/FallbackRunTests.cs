using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Tests.Journal;
using Xunit;

namespace Reve.Tests.Execution;

/// <summary>
/// 500 items, or 1,000 in the long form, over three providers that refuse, lose responses and retire at random, in runs
/// that resume each other. Whatever happens, an item is charged at most once by the three bills together, and its image
/// or its error says so.
/// </summary>
public sealed class FallbackRunTests : JournalTestBase
{
    private static readonly int s_items = LongTests.AreRun ? 1000 : 500;
    private const int Runs = 2;
    private const int Slots = 8;

    private static readonly string[] s_providers =
        [.. TestProviders.WithTasks.Take(3).Select(provider => provider.Name)];

    private readonly ConcurrentDictionary<int, int> _attempts = new();
    private readonly ConcurrentDictionary<string, int> _requests = new();
    private Dictionary<string, int> _retirements = [];

    private readonly int _seed = LongTests.RandomSeed;

    [Fact]
    public async Task Each_item_is_made_and_charged_once_by_all_providers_together_or_reported()
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"The seed is {_seed}.");
        Emulator.Tasks.Script = new() { Stages = [] };
        Emulator.Images.Next = PlainPng.Make((8, 8));
        Emulator.Choose = request => request.PaidAt is null ? null : Choose(request);
        var chance = new Random(_seed);
        var made = new Dictionary<int, string>();
        ReveResult[] results = [];

        for (var run = 0; run < Runs; run++)
        {
            string[] order = [.. s_providers.OrderBy(_ => chance.Next())];
            _requests.Clear();
            // The last provider stays, so that the run gets to its end.
            _retirements = order[..^1].ToDictionary(provider => provider, _ => chance.Next(s_items / 10, s_items / 3));

            results = await RunAsync(order);

            Check(results, made, $"Seed {_seed}, run {run + 1} ({string.Join(", ", order)})");
        }

        Assert.Equal(s_providers.Order(), Emulator.Bill.Select(charge => charge.Provider).Distinct().Order());
        Assert.Contains(results, result => result.Error?.Kind == ReveErrorKind.OutcomeUnknown);
        Assert.Contains(Notices, notice => notice.Message.Contains("gets no more requests"));
        Assert.True(made.Count > s_items * 3 / 4, $"Seed {_seed}: {made.Count} images were made.");
    }

    /// <summary>
    /// What happens to a paid request. It depends on the seed, the item and the number of its attempts.
    /// </summary>
    private Misbehaviour? Choose(RecordedRequest request)
    {
        if (request.PaidAt is not { } provider) return null;
        var number = _requests.AddOrUpdate(provider, 1, static (_, count) => count + 1);
        if (_retirements.TryGetValue(provider, out var last) && number > last)
        {
            return new Misbehaviour { Status = 403, Body = """{"error_code":"PARTNER_API_CLOSED"}""" };
        }

        var item = ItemOf(request);
        var attempt = _attempts.AddOrUpdate(item, 1, static (_, count) => count + 1);
        return new Random(HashCode(item, attempt)).Next(100) switch
        {
            < 6 => new Misbehaviour { Status = 503, Body = "{}" },
            < 9 => new Misbehaviour { Status = 429, Body = "{}" },
            < 11 => new Misbehaviour { Status = 400, Body = "{}" },
            < 14 => new Misbehaviour { Fault = Fault.ResetAfterBody },
            < 17 => new Misbehaviour { Fault = Fault.CloseAfterBody, IsCharged = false },
            < 19 => new Misbehaviour { Status = 504, Body = "{}", IsProcessed = true },
            < 21 => new Misbehaviour { Fault = Fault.TruncateBody },
            < 23 => new Misbehaviour { Body = "<html>" },
            _ => null,
        };
    }

    private int HashCode(int item, int attempt) => unchecked((((_seed * 397) + item) * 397) + attempt);

    private async Task<ReveResult[]> RunAsync(string[] order)
    {
        using var journal = ReveJournal.Open(Out, resume: true);
        var client = new ReveClient([.. order.Select(Connection)], new CallPolicy(), Clock);
        var target = OutputTarget.ToFolder(Out);
        var jobs = Enumerable.Range(0, s_items).Select(item =>
        {
            var words = item % 50 == 0 ? "a forbidden fox" : "a fox";
            var job = client.CreateJob(Create($"item {item:0000}, {words}") with { Index = item });
            return (job with { Output = target }).EnterInto(journal);
        }).ToList();
        var results = new ReveResult[s_items];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, s_items),
            new ParallelOptions { MaxDegreeOfParallelism = Slots, CancellationToken = Cancellation },
            async (item, _) =>
            {
                try
                {
                    results[item] = Assert.Single(await client.GenerateAsync(
                        jobs[item], Notices.Enqueue, Cancellation));
                }
                catch (ReveException error)
                {
                    results[item] = new ReveResult(null, error);
                }
            });
        Emulator.Tasks.Finish();
        return results;
    }

    /// <summary>Compares the results of a run with the bills of all providers.</summary>
    private void Check(ReveResult[] results, Dictionary<int, string> made, string label)
    {
        var items = s_providers.SelectMany(Emulator.Paid).ToDictionary(request => request.Sequence, ItemOf);
        var charges = Emulator.Bill.ToLookup(charge => items[charge.Sequence]);
        for (var item = 0; item < s_items; item++)
        {
            var (image, error) = results[item];
            var told = $"{label}, item {item}: {image?.FullName} {error?.Kind} {error?.Billing} {error?.Message}";
            var charged = charges[item].ToList();
            Assert.True(charged.Count <= 1, $"{told}; it was charged {charged.Count} times");
            Assert.True(image is null != error is null, told);
            if (image is null)
            {
                Assert.False(made.ContainsKey(item), $"{told}; an earlier run made it");
                Assert.True(error!.Billing != Billing.NotCharged || charged.Count == 0, $"{told}; it was charged");
                continue;
            }

            Assert.True(charged.Count == 1 && charged[0].Provider == image.Provider, told);
            Assert.True(File.Exists(image.FullName), told);
            Assert.True(image.Resumed || !made.ContainsKey(item), $"{told}; an earlier run made it");
            Assert.True(made.TryAdd(item, image.FullName!) || made[item] == image.FullName, told);
        }

        Assert.Equal(made.Values.Order(), Directory.GetFiles(Out, "*.png").Order());
    }

    private static int ItemOf(RecordedRequest request) => int.Parse(
        Regex.Match(Encoding.UTF8.GetString(request.Body), "item ([0-9]{4})").Groups[1].Value,
        CultureInfo.InvariantCulture);
}
