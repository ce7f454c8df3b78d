using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace Reve.Tests.Journal;

/// <summary>
/// Runs in a process that is killed again and again, and resumed each time, at every provider: no image is lost, and
/// none is paid for twice.
/// </summary>
public sealed class KilledRunTests : JournalTestBase
{
    private const int ManyPrompts = 150;
    private const int FewPrompts = 60;

    private static readonly bool s_isLong = Environment.GetEnvironmentVariable("REVE_LONG_TESTS") == "1";

    private string _provider = "";

    private protected override string ProviderName => _provider;

    // One provider has the long run, and all of them in the long form of the tests.
    private int Prompts => s_isLong || _provider == TestProviders.Any.Name ? ManyPrompts : FewPrompts;

    private ImageRequest[] Requests => [.. Enumerable.Range(0, Prompts).Select(RequestOf)];

    public static TheoryData<string> Providers => [.. TestProviders.Remote.Select(provider => provider.Name)];

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_resumed_run_loses_no_image_and_pays_for_none_twice(string provider)
    {
        _provider = provider;
        var seed = RandomNumberGenerator.GetInt32(100_000);
        // Tasks that were accepted are queried, so there is less that can go wrong.
        var hasTasks = ProviderRegistry.Get(provider).HasTasks;
        Emulator.Latency = TimeSpan.FromMilliseconds(hasTasks ? 20 : 100);
        var kills = s_isLong ? 20 : hasTasks ? 2 : 4;
        Assert.True(await KillAsync(kills, new Random(seed)) > 1, "The run ended before it was killed often enough.");
        Emulator.Latency = TimeSpan.Zero;
        Emulator.Tasks.Finish();

        var resumed = await ResumeAsync(Requests);

        Assert.All(resumed, result => Assert.True(result.Error?.Kind is null or ReveErrorKind.OutcomeUnknown));
        Assert.True(Charges().Values.All(count => count == 1), $"An image was paid for twice. The seed was {seed}.");

        var unknown = Requests.Zip(resumed).Where(item => item.Second.Error is not null)
            .Select(item => item.First.Prompt).ToHashSet();
        var final = await RunAllAsync(resume: true, SendAgain, requests: Requests);

        Emulator.Tasks.Finish();
        Assert.Equal(Requests.Select(request => request.Prompt), final.Select(result => result.Image?.Prompt));
        Assert.Equal(Prompts, Images.Count());
        Assert.Single(Images.Select(file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))).Distinct());
        Assert.Empty(Directory.GetFiles(Out, "*.part"));
        Assert.All(
            Charges().Where(charge => charge.Value > 1),
            charge => Assert.True(
                charge.Value == 2 && unknown.Contains(charge.Key),
                $"'{charge.Key}' was charged {charge.Value} times. The seed was {seed}."));
    }

    /// <summary>
    /// Starts the run and kills it after a few more requests each time, so that the moment does not depend on the speed
    /// of the machine. Returns how often it was killed.
    /// </summary>
    private async Task<int> KillAsync(int kills, Random chance)
    {
        for (var killed = 0; killed < kills; killed++)
        {
            var requests = Emulator.Requests.Count + chance.Next(1, 5);
            using var process = Start();
            await UntilAsync(() => Emulator.Requests.Count >= requests || process.HasExited);
            await Task.Delay(chance.Next(20), Cancellation);
            if (process.HasExited)
            {
                Assert.Equal(0, process.ExitCode);
                return killed;
            }

            process.Kill();
            await process.WaitForExitAsync(Cancellation);
        }

        return kills;
    }

    private Process Start() => Process.Start(Path.Combine(AppContext.BaseDirectory, "Reve.ResumedRun"),
    [
        ProviderName, Emulator.BaseUri.AbsoluteUri, Emulator.ApiKey, Out,
        Prompts.ToString(CultureInfo.InvariantCulture),
    ]);

    /// <summary>How often each prompt was charged.</summary>
    private Dictionary<string, int> Charges()
    {
        var prompts = Emulator.Paid(_provider)
            .ToDictionary(request => request.Sequence, request => PromptOf(request.Body));
        return Emulator.Bill.GroupBy(charge => prompts[charge.Sequence])
            .ToDictionary(charges => charges.Key, charges => charges.Count());
    }

    private static string PromptOf(byte[] body) =>
        Regex.Match(Encoding.UTF8.GetString(body), "fox number [0-9]+").Value;

    private ImageRequest RequestOf(int index)
    {
        var operation = ProviderRegistry.Get(_provider).Operations[0];
        var input = ImageInput.FromUrl("https://example.com/fox.png");
        return new ImageRequest
        {
            Operation = operation.Operation, Prompt = $"fox number {index}",
            Inputs = [.. Enumerable.Repeat(input, operation.MinimumInputs)],
        };
    }
}
