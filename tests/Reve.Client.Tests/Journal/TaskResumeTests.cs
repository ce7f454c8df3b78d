using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Emulator;
using Reve.Execution;
using Reve.Providers;
using Xunit;

namespace Reve.Tests.Journal;

/// <summary>Tasks that an earlier run submitted are queried and not sent again.</summary>
public sealed class TaskResumeTests : JournalTestBase
{
    private string _provider = TestProviders.AnyWithTasks.Name;

    private protected override string ProviderName => _provider;

    public static TheoryData<string> Providers => [.. TestProviders.WithTasks.Select(provider => provider.Name)];

    private IReadOnlyList<RecordedRequest> Runs => Emulator.Paid(_provider);

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task An_accepted_task_is_queried_and_not_sent_again(string provider)
    {
        _provider = provider;
        await StartAsync(Create());
        Assert.Equal(["started", "outcome", "outcome", "saved"], Events());
        Assert.True(Lines()[1].TryGetProperty("task", out _));
        CutAfter(2);
        foreach (var file in Images.ToList()) System.IO.File.Delete(file);

        var image = Assert.Single(await ResumeAsync(Create())).Image!;

        Assert.True(image.Resumed);
        Assert.NotNull(image.FullName);
        Assert.Single(Runs);
        Assert.Single(Emulator.Bill);
    }

    [Fact]
    public async Task A_cancelled_task_is_sent_again()
    {
        Emulator.Tasks.Script = new() { Stages = [new(TaskState.Running, IsHeld: true)] };
        using var stop = new CancellationTokenSource();
        var target = OutputTarget.ToFolder(Out);
        using (var journal = ReveJournal.Open(Out))
        {
            var client = Client(null, ProviderName);
            var job = (client.CreateJob(Create()) with { Output = target }).EnterInto(journal);
            var run = client.GenerateAsync(job, Notices.Enqueue, stop.Token);
            await UntilAsync(() => Emulator.AboutTasks(_provider).Count > 0);
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        }

        Emulator.Tasks.Script = new();
        var image = Assert.Single(await ResumeAsync(Create())).Image!;

        Assert.False(image.Resumed);
        Assert.Single(Emulator.Bill);
        Assert.Equal(2, Runs.Count);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_task_that_the_provider_does_not_know_is_reported_and_sent_again_only_on_request(string provider)
    {
        _provider = provider;
        await StartAsync(Create());
        CutAfter(2);
        foreach (var file in Images.ToList()) System.IO.File.Delete(file);
        Emulator.Misbehave(new Misbehaviour { TaskAt = _provider, Status = 404, Times = 99 });

        Assert.Equal(ReveErrorKind.OutcomeUnknown, Assert.Single(await ResumeAsync(Create())).Error!.Kind);
        Emulator.Forgive();
        Emulator.Tasks.Reset();

        var sent = Assert.Single(await RunAllAsync(resume: true, SendAgain, requests: Create()));
        Assert.NotNull(sent.Image!.FullName);
        Assert.Equal(2, Runs.Count);
    }

    [Fact]
    public async Task A_task_that_cannot_be_queried_counts_against_the_limit_and_does_not_block_other_calls()
    {
        var client = Client(new CallPolicy { CostLimit = 18, MaximumRetryCount = 0 }, ProviderName);
        Emulator.Misbehave(new Misbehaviour { TaskAt = _provider, Status = 400, Times = 50 });
        await Assert.ThrowsAsync<ReveException>(() => RunAsync(client, "one"));

        var second = await Assert.ThrowsAsync<ReveException>(() => RunAsync(client, "two"));

        Assert.Equal(ReveErrorKind.CostLimitReached, second.Kind);
    }

    [Fact]
    public async Task A_failed_task_does_not_stop_other_tasks()
    {
        var client = Client(provider: ProviderName);
        Emulator.Tasks.Script = new() { Ending = TaskState.Failed, Error = "could not fetch: HTTP 404" };
        await Assert.ThrowsAsync<ReveException>(() => RunAsync(client, "one"));
        Emulator.Tasks.Script = new();

        Assert.NotNull(Assert.Single(await RunAsync(client, "two")).Image);
    }

    private static Task<IReadOnlyList<ReveResult>> RunAsync(ReveClient client, string prompt) =>
        client.GenerateAsync(Create(prompt), job => job with { SkipDownload = true }, cancellation: Cancellation);
}
