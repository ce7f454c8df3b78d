using System;
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

namespace Reve.Tests.Load;

/// <summary>
/// Many items in one folder, at all providers in turn, while 2 % of the requests are rejected, cut off or lost: the
/// bill is what the results say, and an item that has ended takes little memory.
/// </summary>
public sealed class ManyItemsTests(ITestOutputHelper output) : JournalTestBase
{
    private const int MaximumBytesPerItem = 1500;

    private static readonly int s_waves = LongTests.AreRun ? 12 : 6;
    private static readonly int s_items = LongTests.AreRun ? 8_500 : 30;

    private readonly int _seed = LongTests.RandomSeed;
    private readonly Dictionary<string, int> _counts = [];

    [Fact]
    public async Task The_bill_is_what_the_results_say_and_memory_is_bounded()
    {
        output.WriteLine($"The seed is {_seed}.");
        var before = 0L;
        using var journal = ReveJournal.Open(Out);
        for (var wave = 0; wave < s_waves; wave++)
        {
            Emulator.Reset();
            Emulator.Tasks.Script = new() { Stages = [] };
            Emulator.Images.Next = PlainPng.Make((8, 8));
            Emulator.Choose = request => CountFault(RandomFaults.Choose(request, _seed + wave, percent: 2));
            var provider = TestProviders.Remote[wave % TestProviders.Remote.Count];

            var results = Run(provider, journal, wave);

            Emulator.Tasks.Finish();
            Check(provider.Name, results, wave);
            Emulator.Reset();
            // What is loaded once is there after each provider had its turn.
            if (wave == (s_waves / 2) - 1) before = GC.GetTotalMemory(forceFullCollection: true);
        }

        var items = s_waves / 2 * s_items;
        var perItem = (GC.GetTotalMemory(forceFullCollection: true) - before) / items;
        output.WriteLine(string.Join(", ", _counts.OrderBy(count => count.Key).Select(c => $"{c.Key}: {c.Value}")));
        output.WriteLine($"{perItem} bytes of memory for each further item.");
        if (LongTests.AreRun) Assert.InRange(perItem, long.MinValue, MaximumBytesPerItem);
        Assert.Equal(_counts["images"], Directory.GetFiles(Out, "*.png").Length);
    }

    /// <summary>Generates the items in a batch. Only what is compared with the bill is kept of a result.</summary>
    private List<(int Item, bool HasImage, Billing Billing)> Run(ProviderInfo provider, ReveJournal journal, int wave)
    {
        var client = new ReveClient(Connection(provider.Name), new CallPolicy(), new PassingClock());
        var target = OutputTarget.ToFolder(Out);
        var results = new List<(int, bool, Billing)>();
        using var batch = new Batch<ImageJob, IReadOnlyList<ReveResult>>(
            client.GenerateAsync, slots: 8, ordered: false);
        var operation = provider.Operations[0];
        var inputs = Enumerable.Repeat(ImageInput.FromUrl("https://example.com/fox.png"), operation.MinimumInputs);
        for (var item = wave * s_items; item < (wave + 1) * s_items; item++)
        {
            while (batch.IsFull) Add(batch.Take(Cancellation)!);
            var request = new ImageRequest
            {
                Operation = operation.Operation, Prompt = $"item {item:000000}", Inputs = [.. inputs], Index = item,
            };
            batch.Submit((client.CreateJob(request) with { Output = target }).EnterInto(journal));
        }

        while (batch.Take(Cancellation) is { } next) Add(next);
        return results;

        void Add(BatchEvent<ImageJob, IReadOnlyList<ReveResult>> end)
        {
            if (end.Notice is not null) return;
            var item = end.Job.Request.Index;
            var (image, error) = end.HasResult
                ? Assert.Single(end.Result!)
                : new ReveResult(null, Assert.IsType<ReveException>(end.Error));
            var isSaved = image?.FullName is { } file && File.Exists(file);
            Assert.True(isSaved || error is not null, $"Seed {_seed}: item {item} has neither an image nor an error.");
            Count(isSaved ? "images" : $"{error!.Kind}");
            results.Add((item, isSaved, isSaved ? Billing.Charged : error!.Billing));
        }
    }

    /// <summary>Compares the results with the bill: each charge is reported, and no item has two.</summary>
    private void Check(string provider, List<(int Item, bool HasImage, Billing Billing)> results, int wave)
    {
        Count("items", results.Count);
        Count("requests", Emulator.Requests.Count);
        Count("charges", Emulator.Bill.Count);
        Assert.Equal(Enumerable.Range(wave * s_items, s_items), results.Select(result => result.Item).Order());
        var items = Emulator.Paid(provider).ToDictionary(request => request.Sequence, ItemOf);
        var charges = Emulator.Bill.ToLookup(charge => items[charge.Sequence]);
        foreach (var (item, hasImage, billing) in results)
        {
            var charged = charges[item].Count();
            Assert.True(
                charged <= (billing == Billing.NotCharged ? 0 : 1) && (!hasImage || charged == 1),
                $"Seed {_seed}, {provider}: item {item} was charged {charged} times and reported as {billing}.");
        }
    }

    private Misbehaviour? CountFault(Misbehaviour? fault)
    {
        if (fault is not null) Count("faults");
        return fault;
    }

    private void Count(string what, int number = 1)
    {
        lock (_counts) _counts[what] = _counts.GetValueOrDefault(what) + number;
    }

    private static int ItemOf(RecordedRequest request) => int.Parse(
        Regex.Match(Encoding.UTF8.GetString(request.Body), "item ([0-9]{6})").Groups[1].Value,
        CultureInfo.InvariantCulture);
}
