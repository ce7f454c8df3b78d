using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Output;
using Reve.ResumedRun;
using Reve.Tests.Journal;
using Xunit;

namespace Reve.Tests.Load;

/// <summary>
/// Runs in a process that is killed again and again, and resumed each time, at every provider, while requests are
/// rejected, cut off and lost: no image is lost, and none is paid for twice.
/// </summary>
public sealed class KilledRunTests(ITestOutputHelper output) : JournalTestBase
{
    private readonly int _seed = LongTests.RandomSeed;
    private readonly KilledRunCounts _counts = new();
    private string _provider = "";
    private readonly ConcurrentDictionary<string, int> _made = new();

    private protected override string ProviderName => _provider;

    private ProviderInfo Provider => ProviderRegistry.Get(_provider);

    private string InputFile => Path.Combine(Folder, "input.png");

    private string Label => $"Seed {_seed}, round {_counts.Rounds}, {_provider}";

    public static TheoryData<string> Providers => [.. TestProviders.Remote.Select(provider => provider.Name)];

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_resumed_run_loses_no_image_and_pays_for_none_twice(string provider)
    {
        var isLong = provider == TestProviders.Any.Name;
        var kills = await RunAsync(provider, items: isLong ? 40 : 24, kills: isLong ? 3 : 2, new Random(_seed));

        Assert.True(kills > 1, "The run ended before it was killed often enough.");
    }

    [Fact]
    public async Task Runs_that_are_killed_for_an_hour_lose_no_image_and_pay_for_none_twice()
    {
        var end = LongTests.Require("REVE_KILL_MINUTES", 60);
        output.WriteLine($"The seed is {_seed}.");
        var chance = new Random(_seed);
        for (var round = 0; !end.IsCancellationRequested; round++)
        {
            var provider = TestProviders.Remote[round % TestProviders.Remote.Count].Name;
            await RunAsync(provider, items: chance.Next(20, 150), kills: 60, chance);
            if (round % 10 == 9) output.WriteLine($"{_counts}");
        }

        output.WriteLine($"{_counts}");
    }

    /// <summary>Kills a run of new items again and again, completes it, and compares it with the bill.</summary>
    /// <returns>The number of times that it was killed.</returns>
    private async Task<int> RunAsync(string provider, int items, int kills, Random chance)
    {
        await PrepareAsync(provider, chance);
        var requests = Enumerable.Range(0, items).Select(index => RunItem.RequestOf(Provider, index, InputFile))
            .ToArray();
        var killed = await KillAsync(items, kills, chance);
        Emulator.Choose = null;
        Emulator.Latency = TimeSpan.Zero;
        Emulator.Tasks.Finish();

        var resumed = await ResumeAsync(requests);

        var error = resumed.Find(result => result.Error?.Kind is not (null or ReveErrorKind.OutcomeUnknown))?.Error;
        Assert.True(error is null, $"{Label}: {error}");
        AssertChargedOnce(exceptions: []);
        var unknown = requests.Zip(resumed).Where(item => item.Second.Error is not null)
            .Select(item => item.First.Prompt).ToHashSet();

        var final = await RunAllAsync(resume: true, SendAgain, requests: requests);

        Emulator.Tasks.Finish();
        Assert.Equal(requests.Select(request => request.Prompt), final.Select(result => result.Image?.Prompt));
        AssertChargedOnce(unknown);
        AssertChargesAreInJournal();
        AssertFilesAreWhole(final.Select(result => result.Image!.FullName!));
        _counts.Add(Emulator, items, killed, unknown.Count, Charges());
        return killed;
    }

    private async Task PrepareAsync(string provider, Random chance)
    {
        _provider = provider;
        if (Directory.Exists(Out)) Directory.Delete(Out, recursive: true);
        Emulator.Reset();
        await File.WriteAllBytesAsync(InputFile, PlainPng.Make((64, 64)), Cancellation);
        var length = chance.Next(500, LongTests.AreRun ? 300_000 : 10_000);
        _made.Clear();
        Emulator.Images.Source = () => MakeImage(length);
        Emulator.ReturnsImagesInline = chance.Next(2) == 0;
        Emulator.Latency = TimeSpan.FromMilliseconds(chance.Next(10, 100));
        var seed = chance.Next();
        Emulator.Choose = request => FaultOf(request, seed);
    }

    /// <summary>Makes an image that differs from all others, and remembers its hash.</summary>
    private byte[] MakeImage(int length)
    {
        var image = PlainPng.MakeOfLength(length, seed: Random.Shared.Next());
        _made[HashOf(image)] = 1;
        return image;
    }

    private Misbehaviour? FaultOf(RecordedRequest request, int seed)
    {
        var fault = RandomFaults.Choose(request, seed, percent: 7);
        if (fault is not null) _counts.AddFault();
        return fault;
    }

    /// <summary>
    /// Starts the run and kills it after a few more requests each time, so that the moment does not depend on the speed
    /// of the machine, or at any time after its start. Returns how often it was killed.
    /// </summary>
    private async Task<int> KillAsync(int items, int kills, Random chance)
    {
        for (var killed = 0; killed < kills; killed++)
        {
            var requests = chance.Next(8) == 0 ? 0 : Emulator.Requests.Count + chance.Next(1, 12);
            using var process = Start(items);
            await UntilAsync(() => Emulator.Requests.Count >= requests || process.HasExited);
            await Task.Delay(chance.Next(requests == 0 ? 300 : 20), Cancellation);
            if (process.HasExited)
            {
                Assert.True(process.ExitCode == 0, $"{Label}: the run ended with {process.ExitCode}.");
                return killed;
            }

            process.Kill();
            await process.WaitForExitAsync(Cancellation);
        }

        return kills;
    }

    private Process Start(int items) => RunItem.Start(
    [
        _provider, Emulator.BaseUri.AbsoluteUri, Emulator.ApiKey, Out, items.ToString(CultureInfo.InvariantCulture),
        InputFile,
    ]);

    /// <summary>No item was charged twice, except those that were reported before they were sent again.</summary>
    private void AssertChargedOnce(IReadOnlyCollection<string> exceptions) => Assert.All(
        Charges(), charge => Assert.True(
            charge.Value <= (exceptions.Contains(charge.Key) ? 2 : 1),
            $"{Label}: '{charge.Key}' was charged {charge.Value} times."));

    /// <summary>The journal has an attempt that may have been charged for each charge.</summary>
    private void AssertChargesAreInJournal()
    {
        var attempts = ReveHistory.Read(Out).Calls.Where(call => call.Billing != Billing.NotCharged)
            .GroupBy(call => call.Prompt!).ToDictionary(calls => calls.Key, calls => calls.Sum(call => call.Attempts));
        Assert.All(Charges(), charge => Assert.True(
            attempts.GetValueOrDefault(charge.Key) >= charge.Value,
            $"{Label}: the journal does not have all charges of '{charge.Key}'."));
    }

    /// <summary>The folder has one whole image for each item, and no other.</summary>
    private void AssertFilesAreWhole(IEnumerable<string> expected)
    {
        var files = Directory.GetFiles(Out, "*.png");
        var others = files.Except(expected).Select(Path.GetFileName).ToList();
        Assert.True(others.Count == 0, $"{Label}: {string.Join(", ", others)} belong to no item.");
        var hashes = files.Select(file => HashOf(File.ReadAllBytes(file))).ToList();
        Assert.True(hashes.TrueForAll(_made.ContainsKey), $"{Label}: an image is not whole.");
        Assert.True(hashes.Distinct().Count() == files.Length, $"{Label}: two items have the same image.");
        AssertPartFilesAreOfUnknownCalls();
    }

    /// <summary>A part file is kept only when it may hold the response of a call that was paid for.</summary>
    private void AssertPartFilesAreOfUnknownCalls()
    {
        var unknown = ReveHistory.Read(Out).Calls.Where(call => call.Billing == Billing.Unknown)
            .Select(call => Guid.Parse(call.Id)).ToHashSet();
        Assert.All(Directory.GetFiles(Out, "*.part").Select(Path.GetFileName), part => Assert.True(
            PartFile.CallOf(part!) is { } id && unknown.Contains(id), $"{Label}: '{part}' is not needed."));
    }

    /// <summary>How often each prompt was charged. A charge of an earlier round can come late.</summary>
    private Dictionary<string, int> Charges()
    {
        var prompts = Emulator.Paid(_provider)
            .ToDictionary(request => request.Sequence, request => PromptOf(request.Body));
        return Emulator.Bill.Where(charge => prompts.ContainsKey(charge.Sequence))
            .GroupBy(charge => prompts[charge.Sequence])
            .ToDictionary(charges => charges.Key, charges => charges.Count());
    }

    private static string HashOf(byte[] bytes) => Convert.ToHexString(SHA256.HashData(bytes));

    private static string PromptOf(byte[] body) =>
        Regex.Match(Encoding.UTF8.GetString(body), "fox number [0-9]+").Value;
}
