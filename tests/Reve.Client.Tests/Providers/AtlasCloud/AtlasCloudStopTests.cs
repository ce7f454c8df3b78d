using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Tests.Journal;
using Xunit;

namespace Reve.Tests.Providers.AtlasCloud;

/// <summary>What is stopped, at each phase of a call: its task continues, and -Resume receives it.</summary>
public sealed class AtlasCloudStopTests : JournalTestBase
{
    private const string Generate = "/api/v1/model/generateImage";
    private const string Prediction = "/api/v1/model/prediction/";

    private protected override string ProviderName => "AtlasCloud";

    [Fact]
    public async Task A_stop_during_the_upload_sends_no_paid_request()
    {
        Emulator.Misbehave(new Misbehaviour
        {
            Path = "/api/v1/model/uploadMedia", Fault = Fault.StallBeforeHeaders,
        });
        using var stop = new CancellationTokenSource();
        var large = PlainPng.Make((64, 64)).Concat(new byte[1_000_000]).ToArray();

        var run = Client(provider: ProviderName).GenerateAsync(
            new ImageRequest
            {
                Operation = ReveOperation.Edit, Prompt = "in snow", Inputs = [ImageInput.FromBytes(large)],
            },
            Notices.Enqueue, stop.Token);
        await UntilAsync(() => Emulator.Requests.Count > 0);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.DoesNotContain(Emulator.Requests, request => request.Path == Generate);
    }

    [Fact]
    public async Task A_stop_during_the_submission_records_the_id_when_it_arrives()
    {
        Emulator.Latency = TimeSpan.FromMilliseconds(300);

        await StopAsync(() => Sent(Generate) > 0);

        Assert.Equal(["started", "outcome"], Events());
        Emulator.Latency = TimeSpan.Zero;
        await AssertResumedAsync();
    }

    [Fact]
    public async Task A_stop_while_the_task_runs_leaves_it_to_the_next_run()
    {
        Emulator.Tasks.Script = new() { Stages = [new(TaskState.Running, Lasts: 1, IsHeld: true)] };
        Clock.WhileWaiting = () => Thread.Sleep(5);

        await StopAsync(() => Sent(Prediction) > 1);

        Assert.Contains(Notices, notice => notice.Message.Contains("AtlasCloud cannot cancel tasks"));
        Emulator.Tasks.Release();
        await AssertResumedAsync();
    }

    [Fact]
    public async Task A_timeout_names_the_task_that_continues()
    {
        Emulator.Tasks.Script = new() { Stages = [new(TaskState.Running, Lasts: 1, IsHeld: true)] };
        Clock.WhileWaiting = () => Thread.Sleep(5);

        var run = FailAsync();
        await UntilAsync(() => Sent(Prediction) > 1);
        Clock.RunOut(TimeSpan.FromSeconds(300));

        var error = await run;
        Assert.Equal((ReveErrorKind.TimedOut, Billing.Unknown), (error.Kind, error.Billing));
        Assert.Contains("cannot cancel tasks", error.Message);
        Assert.Contains($"Receive-ReveTask {error.TaskId}", error.Advice);
        Assert.Equal(1, Sent(Generate));
    }

    [Fact]
    public async Task Cancelling_a_task_is_an_error_that_says_what_happens_to_it()
    {
        var client = Client(provider: ProviderName);
        var task = new ReveTask { Id = "t1", Provider = ProviderName };

        var error = await Assert.ThrowsAsync<ReveException>(
            () => client.CancelTaskAsync(task, Notices.Enqueue, Cancellation));
        await client.AbandonTaskAsync(task);

        Assert.Equal((ReveErrorKind.OptionNotSupported, "t1"), (error.Kind, error.TaskId));
        Assert.Empty(Emulator.Requests);
    }

    [Fact]
    public async Task A_killed_run_is_resumed_by_the_id_in_its_journal()
    {
        await StartAsync(Create());
        CutAfter(2);
        foreach (var file in Images.ToList()) File.Delete(file);
        Emulator.AtlasCloud = new() { HiddenQueries = 3 };

        await AssertResumedAsync();
    }

    [Fact]
    public async Task A_record_that_expired_is_reported_and_sent_again_only_on_request()
    {
        await StartAsync(Create());
        CutAfter(2);
        foreach (var file in Images.ToList()) File.Delete(file);
        Emulator.Misbehave(new Misbehaviour { Path = Prediction, Status = 404, Body = "{}", Times = 40 });

        Assert.Equal(ReveErrorKind.OutcomeUnknown, Assert.Single(await ResumeAsync(Create())).Error!.Kind);
        Assert.Equal(1, Sent(Generate));

        Emulator.Forgive();
        var sent = Assert.Single(await RunAllAsync(resume: true, SendAgain, requests: Create()));
        Assert.NotNull(sent.Image!.FullName);
        Assert.Equal(2, Sent(Generate));
    }

    [Fact]
    public async Task A_run_whose_response_was_lost_is_not_sent_again_by_itself()
    {
        Emulator.Misbehave(new Misbehaviour { Path = Generate, Fault = Fault.ResetAfterBody });
        Assert.Equal(ReveErrorKind.OutcomeUnknown, Assert.Single(await StartAsync(Create())).Error!.Kind);

        Assert.Equal(ReveErrorKind.OutcomeUnknown, Assert.Single(await ResumeAsync(Create())).Error!.Kind);
        Assert.Equal(1, Sent(Generate));
    }

    private int Sent(string path) =>
        Emulator.Requests.Count(request => request.Path.StartsWith(path, StringComparison.Ordinal));

    private async Task StopAsync(Func<bool> phase)
    {
        using var stop = new CancellationTokenSource();
        using var journal = ReveJournal.Open(Out);
        var client = Client(provider: ProviderName);
        var job = (client.CreateJob(Create()) with { Output = OutputTarget.ToFolder(Out) }).EnterInto(journal);
        var run = Task.Run(() => client.GenerateAsync(job, Notices.Enqueue, stop.Token));
        await UntilAsync(phase);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    private async Task AssertResumedAsync()
    {
        var image = Assert.Single(await ResumeAsync(Create())).Image!;

        Assert.True(image.Resumed);
        Assert.NotNull(image.FullName);
        Assert.Equal(1, Sent(Generate));
        Assert.Single(Emulator.Bill);
    }
}
