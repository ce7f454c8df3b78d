using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Imaging;
using Xunit;

namespace Reve.Tests.Mutation;

/// <summary>Runs with a journal, whose responses were damaged, are resumed with right responses.</summary>
public sealed class DamagedJournalRunTests : EmulatorTests
{
    public static TheoryData<string> Providers => [.. TestProviders.Remote.Select(provider => provider.Name)];

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Nothing_is_paid_for_again_unless_it_was_not_charged(string provider)
    {
        var clean = await RunAsync(provider, [], 0, resume: false);
        var responses = clean.Requests.Select(request => request.ReplyBody).ToList();
        for (var number = 1; number <= LongTests.Mutations(few: 4, many: 500); number++)
        {
            var first = await RunAsync(provider, responses, number, resume: false);
            var second = await RunAsync(provider, [], number, resume: true);

            var label = $"Seed {LongTests.Seed}, run {number}: {first}\n{first.Failure}\n{second}\n{second.Failure}";
            var mayBePaid = first.Failure is ReveException { Billing: Billing.NotCharged };
            Assert.True(second.Paid.Count == 0 || mayBePaid, label);
            Assert.True(second.Failure is null or ReveException, label);
            Assert.True(second.Results.All(IsWholeOrError), label);
            Assert.True(first.Failure is not null || second.Failure is null, label);
        }
    }

    private async Task<DamagedRun> RunAsync(
        string provider, IReadOnlyList<byte[]> responses, int number, bool resume)
    {
        if (!resume) Emulator.Reset();
        Emulator.Images.Next = ImageSamples.All[0];
        var folder = Path.Combine(Folder, $"{number}");
        var action = new DamagedAction(
            resume ? "Resume" : "Start", static _ => true, (run, stop) => GenerateAsync(run, folder, resume, stop));
        var run = new DamagedRun(
            Emulator, provider, action, responses, new Mutator(LongTests.Seed + number), overSockets: false);
        await run.RunAsync(Cancellation);
        return run;
    }

    private static async Task<IReadOnlyList<ReveResult>> GenerateAsync(
        DamagedRun run, string folder, bool resume, CancellationToken cancellation)
    {
        using var journal = ReveJournal.Open(folder, resume);
        var operation = run.Provider.Operations[0].Operation;
        var request = DamagedAction.RequestOf(run, operation) with { Prompt = "a paper fox" };
        var job = run.Client.CreateJob(request) with { Output = OutputTarget.ToFolder(folder), Sidecar = true };
        return await run.Client.GenerateAsync(job.EnterInto(journal), null, cancellation);
    }

    private static bool IsWholeOrError(ReveResult result)
    {
        if (result.Error is not null) return true;
        using var file = File.OpenRead(result.Image!.FullName!);
        var header = ImageHeaderReader.Read(file);
        file.Position = 0;
        return header is not null && ImageCompleteness.FindMissingPart(file, header.Format) is null;
    }
}
