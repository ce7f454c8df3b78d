using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Xunit;

namespace Reve.Tests.Mutation;

/// <summary>
/// Every response of every provider with random damage: to paid requests, about tasks, in streams, to uploads, of
/// catalogs and accounts, and with images.
/// </summary>
public sealed class DamagedResponseTests(ITestOutputHelper output) : EmulatorTests
{
    public static TheoryData<string, string> Actions =>
        [.. DamagedAction.Everywhere.Select(entry => (entry.Provider, entry.Action.Name))];

    [Theory]
    [MemberData(nameof(Actions))]
    public Task Damaged_responses_end_with_whole_images_or_with_errors_of_a_kind(string provider, string action) =>
        DamageAsync(provider, action, LongTests.Mutations(few: 30, many: 20_000), overSockets: false);

    [Theory]
    [MemberData(nameof(Actions))]
    public Task Damaged_responses_over_sockets_end_in_the_same_way(string provider, string action) =>
        DamageAsync(provider, action, LongTests.Mutations(few: 80, many: 20_000) / 20, overSockets: true);

    private async Task DamageAsync(string provider, string name, int runs, bool overSockets)
    {
        var action = DamagedAction.All.Single(action => action.Name == name);
        var clean = await RunAsync(provider, action, [], 0, overSockets);
        Assert.Null(clean.Failure);
        var responses = clean.Requests.Select(request => request.ReplyBody).ToList();
        var counts = new SortedDictionary<string, int>();
        for (var number = 1; responses.Count > 0 && number <= runs; number++)
        {
            var run = await RunAsync(provider, action, responses, number, overSockets);

            DamagedRunOracle.Check(run);
            foreach (var request in run.Damaged)
            {
                var kind = KindOf(request);
                counts[kind] = counts.GetValueOrDefault(kind) + 1;
            }
        }

        output.WriteLine($"{provider} {name}: seed {LongTests.Seed}, {runs} runs, {string.Join(", ", counts)}");
    }

    private async Task<DamagedRun> RunAsync(
        string provider, DamagedAction action, IReadOnlyList<byte[]> responses, int number, bool overSockets)
    {
        // Each run has a seed of its own, so that it can be repeated alone.
        var mutator = new Mutator(LongTests.Seed + number);
        Emulator.Reset();
        Emulator.Images.Next = number == 0 ? ImageSamples.All[0] : mutator.Pick(ImageSamples.All);
        Emulator.Tasks.Script = new() { Stages = [new(TaskState.Running)] };
        if (number > 0 && mutator.Once(2)) Emulator.Vary(mutator.Next);
        var run = new DamagedRun(Emulator, provider, action, responses, mutator, overSockets);
        await run.RunAsync(Cancellation);
        return run;
    }

    private static string KindOf(RecordedRequest request) => request switch
    {
        { PaidAt: not null } => "paid",
        { TaskAt: not null } when request.Path.Contains("stream") => "stream",
        { TaskAt: not null } => "task",
        { Method: "GET" } when request.Path.StartsWith("/generations") => "image",
        { Method: "GET" } => "catalog or account",
        _ => "upload",
    };
}
