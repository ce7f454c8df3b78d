using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Reve.Emulator;
using Xunit;

namespace Reve.Tests.Providers.Runware;

/// <summary>A call whose response was lost is looked up by its id before its outcome is unknown.</summary>
public sealed class RunwareLookupTests : RunwareTestBase
{
    private static readonly Misbehaviour s_paid = new() { Path = "/v1" };

    [Theory]
    [InlineData(Fault.ResetAfterBody)]
    [InlineData(Fault.CloseAfterBody)]
    [InlineData(Fault.TruncateBody)]
    [InlineData(Fault.CloseInBody)]
    [InlineData(Fault.ResetInBody)]
    [InlineData(Fault.EndChunksEarly)]
    public async Task A_lost_response_is_found_and_charged_once(Fault fault)
    {
        Emulator.Misbehave(s_paid with { Fault = fault });

        var image = await MakeAsync(Create(), OutputTarget.ToFolder(Folder));

        Assert.Equal(Assert.Single(SentIds), image.RequestId);
        Assert.Equal(0.20m, image.Usage!.Amount);
        Assert.Single(Bill);
        // The part of a response that arrived is not needed any more.
        Assert.Equal(image.FullName, Assert.Single(Directory.GetFileSystemEntries(Folder)));
    }

    [Theory]
    [InlineData(Fault.StallBeforeHeaders)]
    [InlineData(Fault.StallInHeaders)]
    [InlineData(Fault.StallInBody)]
    public async Task A_response_that_never_ends_is_looked_up_after_the_timeout(Fault fault)
    {
        Emulator.Misbehave(s_paid with { Fault = fault });

        var run = MakeAsync(Create());
        await UntilAsync(() => Emulator.Tasks.All.Count == 1);
        Clock.RunOut(new CallPolicy().Timeout);

        Assert.NotNull((await run).Bytes);
        Assert.Single(Sent);
        Assert.Single(Bill);
    }

    [Theory]
    [InlineData(504, "")]
    [InlineData(524, "<html>a timeout occurred</html>")]
    [InlineData(500, """{"errors":[{"code":"timeoutProvider","message":"too slow"}]}""")]
    [InlineData(200, """{"errors":[{"code":"timeoutProvider","message":"too slow"}]}""")]
    [InlineData(200, "<html>welcome</html>")]
    [InlineData(200, """{"data":[]}""")]
    public async Task A_response_that_says_nothing_is_looked_up_and_stays_unknown_when_nothing_is_found(
        int status, string body)
    {
        Emulator.Misbehave(s_paid with { Status = status, Body = body });

        var error = await FailAsync(Create());

        Assert.Equal(
            status == 200 && !body.Contains("timeout")
                ? ReveErrorKind.UnreadableResponse
                : ReveErrorKind.OutcomeUnknown,
            error.Kind);
        Assert.NotEqual(Billing.NotCharged, error.Billing);
        Assert.Equal(Assert.Single(SentIds), error.ClientRequestId);
        Assert.Equal(4, OfType("getResponse").Count);
        Assert.Equal(4, OfType("getTaskDetails").Count);
        Assert.Empty(Bill);
    }

    [Theory]
    [InlineData(504)]
    [InlineData(524)]
    [InlineData(302)]
    [InlineData(200)]
    public async Task A_gateway_that_responds_for_an_accepted_call_does_not_hide_it(int status)
    {
        Emulator.Misbehave(s_paid with
        {
            Status = status, Body = "<html>", ContentType = "text/html", IsProcessed = true,
        });

        Assert.NotNull((await MakeAsync(Create())).Bytes);
        Assert.Single(Sent);
        Assert.Single(Bill);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_call_that_never_arrived_stays_unknown_and_is_not_sent_again(bool isMissingEmpty)
    {
        Emulator.Runware = new() { IsMissingEmpty = isMissingEmpty };
        Emulator.Misbehave(s_paid with { Fault = Fault.ResetAfterBody, IsCharged = false });

        var error = await FailAsync(Create());

        Assert.Equal(ReveErrorKind.OutcomeUnknown, error.Kind);
        Assert.Contains("-RetryUnknownOutcome", error.Advice);
        Assert.Contains(Assert.Single(SentIds), error.Advice);
        Assert.Equal([1, 2, 4], Clock.Waits.Select(wait => wait.TotalSeconds));
        Assert.Empty(Bill);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    public async Task A_call_that_becomes_visible_late_is_found(int hiddenQueries)
    {
        Emulator.Runware = new() { HiddenQueries = hiddenQueries };
        Emulator.Misbehave(s_paid with { Fault = Fault.ResetAfterBody });

        Assert.NotNull((await MakeAsync(Create())).Bytes);
        Assert.Single(Sent);
        Assert.Single(Bill);
    }

    [Fact]
    public async Task A_task_that_has_ended_already_is_found_in_the_history()
    {
        Emulator.Runware = new() { IsForgotten = true };
        Emulator.Tasks.Script = new() { Stages = [] };
        Emulator.Misbehave(s_paid with { Fault = Fault.ResetAfterBody });

        Assert.NotNull((await MakeAsync(Create())).Bytes);
        Assert.NotEmpty(OfType("getTaskDetails"));
        Assert.Single(Bill);
    }

    [Theory]
    [InlineData("contentPolicyViolation", ReveErrorKind.ContentViolation, Billing.NotCharged)]
    [InlineData("insufficientCredits", ReveErrorKind.OutOfCredit, Billing.NotCharged)]
    [InlineData("timeoutProvider", ReveErrorKind.ProviderFailed, Billing.Unknown)]
    public async Task A_looked_up_call_that_failed_keeps_its_error(string code, ReveErrorKind kind, Billing billing)
    {
        Emulator.Runware = new() { FailureCode = code };
        Emulator.Tasks.Script = new() { Stages = [], Ending = TaskState.Failed, Error = "no fox today" };
        Emulator.Misbehave(s_paid with { Fault = Fault.ResetAfterBody });

        var error = await FailAsync(Create());

        Assert.Equal((kind, billing), (error.Kind, error.Billing));
        Assert.Equal($"{code}: no fox today", error.ProviderMessage);
        Assert.Equal(Assert.Single(SentIds), error.TaskId);
        Emulator.Misbehave(s_paid with { Fault = Fault.ResetAfterBody });
        // A task that is returned without waiting for it has the error as well.
        var client = Client(provider: ProviderName);
        var submitted = await Assert.ThrowsAsync<ReveException>(
            () => client.SubmitAsync(client.CreateJob(Create()), cancellation: Cancellation));
        Assert.Equal(kind, submitted.Kind);
    }

    [Fact]
    public async Task A_task_that_is_looked_up_is_complete_without_waiting_for_it()
    {
        Emulator.Misbehave(s_paid with { Fault = Fault.ResetAfterBody });
        var client = Client(provider: ProviderName);

        var task = await client.SubmitAsync(
            client.CreateJob(Create() with { AspectRatio = "1:1" }), cancellation: Cancellation);

        Assert.Equal(Assert.Single(SentIds), task.Id);
        Assert.Equal(("a paper fox", "reve:2@1", "1:1"), (task.Prompt, task.Model, task.AspectRatio));
    }

    [Fact]
    public async Task A_lookup_that_fails_leaves_the_outcome_as_it_was()
    {
        Emulator.Misbehave(s_paid with { Fault = Fault.ResetAfterBody });
        Emulator.Misbehave(s_paid with { Status = 500, Body = "{}", Times = 99 });

        Assert.Equal(ReveErrorKind.OutcomeUnknown, (await FailAsync(Create())).Kind);
        Assert.Single(Sent);
    }

    [Fact]
    public async Task A_wrong_key_ends_the_lookup()
    {
        Emulator.Misbehave(s_paid with { Fault = Fault.ResetAfterBody });
        Emulator.Misbehave(s_paid with { Status = 401, Body = "{}", Times = 99 });

        Assert.Equal(ReveErrorKind.OutcomeUnknown, (await FailAsync(Create())).Kind);
        Assert.Single(OfType("getResponse"));
    }

    [Fact]
    public async Task With_consent_a_call_that_is_not_found_is_sent_with_a_new_id()
    {
        Emulator.Misbehave(s_paid with { Fault = Fault.ResetAfterBody, IsCharged = false });

        var results = await RunAsync(Create(), policy: SendAgain);

        Assert.NotNull(Assert.Single(results).Image);
        Assert.Equal(2, SentIds.Distinct().Count());
        Assert.Single(Bill);
    }

    [Fact]
    public async Task With_consent_a_call_that_is_found_is_not_sent_again()
    {
        Emulator.Misbehave(s_paid with { Fault = Fault.ResetAfterBody });

        await RunAsync(Create(), policy: SendAgain);

        Assert.Single(Sent);
        Assert.Single(Bill);
    }

    [Fact]
    public async Task A_stop_during_the_lookup_ends_the_run_and_the_next_run_finds_the_call()
    {
        Emulator.Runware = new() { HiddenQueries = 3 };
        Emulator.Misbehave(s_paid with { Fault = Fault.ResetAfterBody });
        using var stop = new CancellationTokenSource();
        Clock.WhileWaiting = stop.Cancel;
        using (var journal = ReveJournal.Open(Out))
        {
            var client = Client(provider: ProviderName);
            var job = client.CreateJob(Create()) with { Output = OutputTarget.ToFolder(Out) };
            await Assert.ThrowsAnyAsync<OperationCanceledException>(
                () => client.GenerateAsync(job.EnterInto(journal), Notices.Enqueue, stop.Token));
        }

        Clock.WhileWaiting = null;
        Assert.Equal(["started", "outcome"], Events());
        Assert.Equal("Unknown", Lines()[1].GetProperty("billing").GetString(), ignoreCase: true);
        Assert.True(Assert.Single(await ResumeAsync(Create())).Image!.Resumed);
        Assert.Single(Sent);
        Assert.Single(Bill);
    }
}
