using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Reve.Emulator;
using Xunit;

namespace Reve.Tests.Providers.Runware;

/// <summary>What -Resume does with calls of an earlier run, by the ids in its journal.</summary>
public sealed class RunwareResumeTests : RunwareTestBase
{
    private static readonly Misbehaviour s_lost = new() { Path = "/v1", Fault = Fault.ResetAfterBody };

    [Fact]
    public async Task A_run_that_was_killed_before_its_response_is_found_by_the_started_line()
    {
        await StartAsync(Create());
        Assert.Equal(Assert.Single(SentIds), Lines()[0].GetProperty("clientRequestId").GetString());
        CutAfter(1);
        foreach (var file in Images.ToList()) File.Delete(file);

        var image = Assert.Single(await ResumeAsync(Create())).Image!;

        Assert.True(image.Resumed);
        Assert.NotNull(image.FullName);
        Assert.Single(Sent);
        Assert.Single(Bill);
    }

    [Theory]
    [InlineData(Fault.StallBeforeHeaders)]
    [InlineData(Fault.StallInBody)]
    public async Task A_run_that_is_killed_while_its_response_is_awaited_is_charged_once(Fault fault)
    {
        Emulator.Misbehave(s_lost with { Fault = fault });
        using var stop = new CancellationTokenSource();
        var run = RunIntoAsync(Out, resume: false, stop.Token);
        await UntilAsync(() => Emulator.Tasks.All.Count == 1);

        // A copy of the folder is what the kill leaves: the run writes nothing into it any more.
        var left = Path.Combine(Folder, "left");
        Directory.CreateDirectory(left);
        File.Copy(JournalFile, Path.Combine(left, ReveJournal.FileName));
        var image = Assert.Single(await RunIntoAsync(left, resume: true, Cancellation)).Image!;

        Assert.True(image.Resumed);
        Assert.Equal(Assert.Single(SentIds), image.RequestId);
        Assert.Single(Bill);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public async Task A_run_that_was_killed_before_its_request_arrived_stays_unknown_until_it_may_be_sent_again()
    {
        Emulator.Misbehave(s_lost with { IsCharged = false });
        await StartAsync(Create());
        CutAfter(1);

        var error = Assert.Single(await ResumeAsync(Create())).Error!;
        Assert.Equal(ReveErrorKind.OutcomeUnknown, error.Kind);
        Assert.Equal(Assert.Single(SentIds), error.ClientRequestId);

        Assert.NotNull(Assert.Single(await RunAllAsync(resume: true, SendAgain, requests: Create())).Image);
        Assert.Equal(2, SentIds.Distinct().Count());
        Assert.Single(Bill);
    }

    [Fact]
    public async Task An_earlier_attempt_is_found_when_the_last_one_never_arrived()
    {
        // The first lookup finds nothing, and with consent a second attempt is sent, which never arrives.
        Emulator.Runware = new() { HiddenQueries = 8 };
        Emulator.Misbehave(s_lost);
        Clock.WhileWaiting = LoseSecondAttempt;
        var once = new CallPolicy { RetryUnknownOutcome = true, MaximumRetryCount = 1 };
        Assert.Equal(
            ReveErrorKind.OutcomeUnknown,
            Assert.Single(await RunAllAsync(resume: false, once, requests: Create())).Error!.Kind);

        var image = Assert.Single(await ResumeAsync(Create())).Image!;

        void LoseSecondAttempt()
        {
            if (OfType("getTaskDetails").Count != 4) return;
            Clock.WhileWaiting = null;
            Emulator.Misbehave(s_lost with { IsCharged = false });
        }

        Assert.Equal(SentIds.First(), image.RequestId);
        Assert.Equal(2, Sent.Count);
        Assert.Single(Bill);
    }

    [Fact]
    public async Task A_call_that_failed_is_reported_with_its_error_and_sent_by_the_next_run()
    {
        Emulator.Tasks.Script = new() { Stages = [], Ending = TaskState.Failed, Error = "no fox today" };
        await StartAsync(Create());
        CutAfter(1);

        var error = Assert.Single(await ResumeAsync(Create())).Error!;
        Assert.Equal("inferenceError: no fox today", error.ProviderMessage);
        Assert.Single(Sent);

        Emulator.Tasks.Script = new();
        Assert.NotNull(Assert.Single(await ResumeAsync(Create())).Image);
        Assert.Single(Bill);
    }

    [Fact]
    public async Task A_task_that_timed_out_may_have_been_charged_and_is_sent_again_only_on_request()
    {
        Emulator.Runware = new() { FailureCode = "timeoutProvider" };
        Emulator.Tasks.Script = new() { Ending = TaskState.Failed };
        await StartAsync(Create());
        Emulator.Tasks.Script = new();

        var error = Assert.Single(await ResumeAsync(Create())).Error!;
        Assert.Equal((ReveErrorKind.ProviderFailed, Billing.Unknown), (error.Kind, error.Billing));
        Assert.Single(Sent);

        Assert.NotNull(Assert.Single(await RunAllAsync(resume: true, SendAgain, requests: Create())).Image);
        Assert.Equal(2, Sent.Count);
    }

    [Fact]
    public async Task An_accepted_task_is_followed_and_not_sent_again()
    {
        await StartAsync(Create());
        CutAfter(2);
        foreach (var file in Images.ToList()) File.Delete(file);

        Assert.True(Assert.Single(await ResumeAsync(Create())).Image!.Resumed);
        Assert.Single(Sent);
        Assert.Single(Bill);
    }

    private async Task<IReadOnlyList<ReveResult>> RunIntoAsync(string folder, bool resume, CancellationToken stop)
    {
        Directory.CreateDirectory(folder);
        using var journal = ReveJournal.Open(folder, resume);
        var client = Client(provider: ProviderName);
        var job = client.CreateJob(Create()) with { Output = OutputTarget.ToFolder(folder) };
        return await client.GenerateAsync(job.EnterInto(journal), Notices.Enqueue, stop);
    }
}
