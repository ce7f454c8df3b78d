using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Providers.Runware;
using Xunit;

namespace Reve.Tests.Providers.Runware;

/// <summary>Following, receiving and reading tasks, in each form of response.</summary>
public sealed class RunwareTaskTests : RunwareTestBase
{
    private const string Id = "5b6b1c9e-2222-4c3c-8a8a-0f0f0f0f0f0f";

    [Fact]
    public async Task A_task_is_polled_less_and_less_often()
    {
        Emulator.Tasks.Script = new() { Stages = [new(TaskState.Running, Lasts: 9)] };

        var image = await MakeAsync(Create());

        Assert.Equal(
            [1000, 1500, 2250, 3375, 5062, 7593, 10000, 10000, 10000],
            Clock.Waits.Select(wait => (int)wait.TotalMilliseconds));
        Assert.Equal((0.20m, "USD"), (image.Usage!.Amount, image.Usage.Unit));
        Assert.Contains(Notices, notice => notice is { Level: ReveNoticeLevel.Progress, Message: "running" });
        Assert.Single(Sent);
    }

    [Fact]
    public async Task Items_and_errors_of_other_tasks_are_ignored()
    {
        Emulator.Runware = new() { HasOtherTasks = true };

        var image = await MakeAsync(Create());

        Assert.NotNull(image.Bytes);
        Assert.Equal(0.20m, image.Usage!.Amount);
    }

    [Theory]
    [InlineData(true, false, false)]
    [InlineData(false, true, false)]
    [InlineData(false, false, true)]
    public async Task An_accepted_task_that_is_not_visible_at_once_is_followed(
        bool isForgotten, bool isMissingEmpty, bool hasNoHistory)
    {
        Emulator.Runware = new()
        {
            HiddenQueries = hasNoHistory ? 3 : 6,
            IsForgotten = isForgotten,
            IsMissingEmpty = isMissingEmpty,
            HasNoHistory = hasNoHistory,
        };

        Assert.NotNull((await MakeAsync(Create())).Bytes);
        Assert.Single(Sent);
    }

    [Fact]
    public async Task A_task_that_never_becomes_visible_is_an_error_with_its_id()
    {
        Emulator.Runware = new() { HiddenQueries = 999 };

        var error = await FailAsync(Create());

        Assert.Equal(ReveErrorKind.TaskNotFound, error.Kind);
        Assert.Equal(Assert.Single(SentIds), error.TaskId);
        Assert.Equal(Billing.Unknown, error.Billing);
    }

    [Theory]
    [InlineData("contentPolicyViolation", ReveErrorKind.ContentViolation)]
    [InlineData("insufficientCredits", ReveErrorKind.OutOfCredit)]
    [InlineData("modelDisabled", ReveErrorKind.ModelRetired)]
    [InlineData("rateLimitExceeded", ReveErrorKind.RateLimited)]
    [InlineData("invalidInput", ReveErrorKind.InvalidRequest)]
    [InlineData("inferenceError", ReveErrorKind.ProviderFailed)]
    [InlineData("somethingNew", ReveErrorKind.TaskFailed)]
    public async Task A_failed_task_is_classified_by_its_code_wherever_it_is(string code, ReveErrorKind kind)
    {
        Emulator.Tasks.Script = new() { Ending = TaskState.Failed, Error = "no fox today" };
        foreach (var (isInItem, status) in ((bool, int)[])[(false, 200), (true, 200), (false, 400), (false, 500)])
        {
            Emulator.Runware = new() { FailureCode = code, IsFailureInItem = isInItem, FailureStatus = status };

            var error = await FailAsync();

            Assert.Equal((kind, Billing.NotCharged), (error.Kind, error.Billing));
            Assert.Equal($"{code}: no fox today", error.ProviderMessage);
            Assert.NotNull(error.TaskId);
        }

        Assert.Equal(4, Sent.Count);
        Assert.Empty(Emulator.Bill);
    }

    [Fact]
    public async Task A_forbidden_prompt_is_a_content_violation() =>
        Assert.Equal(ReveErrorKind.ContentViolation, (await FailAsync(Create("forbidden fox"))).Kind);

    [Fact]
    public async Task A_task_that_failed_because_Reve_is_closed_names_other_providers()
    {
        Emulator.Tasks.Script = new() { Ending = TaskState.Failed, Error = "403: PARTNER_API_CLOSED" };

        var error = await FailAsync();

        Assert.Equal(ReveErrorKind.ModelRetired, error.Kind);
        Assert.Contains("-Provider", error.Advice);
    }

    [Fact]
    public async Task A_failed_task_with_a_cost_was_charged()
    {
        using var json = System.Text.Json.JsonDocument.Parse(
            $$"""{"errors":[{"code":"inferenceError","status":"error","taskUUID":"{{Id}}","cost":0.05}]}""");
        var parser = new RunwareTaskParser(new ReveTask { Id = Id, Provider = "Runware" });
        Assert.True(parser.Merge(RunwareEnvelope.Read(json.RootElement)));
        Assert.Equal((0.05m, "USD"), (parser.Task.Usage!.Amount, parser.Task.Usage.Unit));

        Emulator.Misbehave(new Misbehaviour { Path = "/v1", Body = json.RootElement.GetRawText() });
        var client = Client(provider: ProviderName);
        var error = await Assert.ThrowsAsync<ReveException>(() => client.ReceiveTaskAsync(
            new ReceiveJob(parser.Task), cancellation: Cancellation));
        Assert.Equal(Billing.Charged, error.Billing);
    }

    [Theory]
    [InlineData("rateLimitExceeded", 429)]
    [InlineData("internalServerError", 503)]
    [InlineData("requestTimeout", 504)]
    public async Task An_error_of_a_query_is_not_that_of_its_task(string code, int status)
    {
        Emulator.Tasks.Script = new() { Stages = [new(TaskState.Running, IsHeld: true)] };
        var client = Client(provider: ProviderName);
        var task = await client.SubmitAsync(client.CreateJob(Create()), cancellation: Cancellation);
        Emulator.Misbehave(new Misbehaviour
        {
            Path = "/v1",
            Status = status,
            Body = $$"""{"errors":[{"code":"{{code}}","message":"later","taskUUID":"{{task.Id}}"}]}""",
        });
        Emulator.Tasks.Release();

        Assert.Equal(ReveTaskStatus.Completed, (await client.WaitForTaskAsync(task, null, Cancellation)).Status);
    }

    [Fact]
    public async Task A_status_page_is_an_error_of_the_query()
    {
        var client = Client(new CallPolicy { MaximumRetryCount = 0 }, ProviderName);
        var task = await client.SubmitAsync(client.CreateJob(Create()), cancellation: Cancellation);
        Emulator.Misbehave(new Misbehaviour { Path = "/v1", Body = "<html>", ContentType = "text/html" });

        var error = await Assert.ThrowsAsync<ReveException>(() => client.GetTaskAsync(task, null, Cancellation));

        Assert.Equal(ReveErrorKind.ProviderFailed, error.Kind);
        Assert.Equal(task.Id, error.TaskId);
    }

    [Fact]
    public async Task A_flagged_image_is_a_content_violation_with_or_without_its_file()
    {
        Emulator.Runware = new() { IsFlagged = true };
        Assert.True((await MakeAsync(Create())).ContentViolation);

        Emulator.Runware = new() { IsWithheld = true };
        var withheld = Assert.Single(await RunAsync(Create()));
        Assert.Equal(ReveErrorKind.ContentViolation, withheld.Error?.Kind);
        Assert.Equal(Billing.Charged, withheld.Error!.Billing);
    }

    [Fact]
    public async Task An_image_inside_the_response_is_read_although_a_url_was_requested()
    {
        Emulator.Runware = new() { IsInline = true };

        var image = await MakeAsync(Create());

        Assert.NotNull(image.Bytes);
        Assert.Empty(Downloads);
    }

    [Fact]
    public async Task A_completed_task_without_an_image_is_queried_again_and_then_an_error()
    {
        Emulator.Tasks.Script = new() { Stages = [], HasOutput = false };

        var error = await FailAsync();

        Assert.Equal((ReveErrorKind.UnreadableResponse, Billing.Charged), (error.Kind, error.Billing));
        Assert.Equal(5, OfType("getResponse").Count);
        Assert.Single(Sent);
    }

    [Fact]
    public async Task A_task_is_received_by_its_id_from_another_machine()
    {
        Emulator.Runware = new() { IsForgotten = true };
        Emulator.Tasks.Script = new() { Stages = [] };
        var client = Client(provider: ProviderName);
        var task = await client.SubmitAsync(client.CreateJob(Create()), cancellation: Cancellation);

        var known = await client.GetTaskAsync(new ReveTask { Id = task.Id, Provider = "Runware" }, null, Cancellation);
        var results = await client.ReceiveTaskAsync(new ReceiveJob(known), null, Cancellation);

        Assert.Equal(("a paper fox", "reve:2@1"), (known.Prompt, known.Model));
        Assert.NotNull(Assert.Single(results).Image!.Bytes);
        Assert.Single(Sent);
    }

    [Fact]
    public async Task A_task_that_does_not_exist_is_an_error()
    {
        var error = await Assert.ThrowsAsync<ReveException>(() => Client(provider: ProviderName).GetTaskAsync(
            new ReveTask { Id = Id, Provider = "Runware" }, null, Cancellation));

        Assert.Equal(ReveErrorKind.TaskNotFound, error.Kind);
    }

    [Fact]
    public async Task A_task_cannot_be_cancelled_and_a_stop_leaves_it_running()
    {
        Emulator.Tasks.Script = new() { Stages = [new(TaskState.Running, IsHeld: true)] };
        using var stop = new CancellationTokenSource();
        Clock.WhileWaiting = stop.Cancel;
        var client = Client(provider: ProviderName);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => client.GenerateAsync(Create(), Notices.Enqueue, stop.Token));

        var task = new ReveTask { Id = Assert.Single(SentIds), Provider = "Runware" };
        var error = await Assert.ThrowsAsync<ReveException>(() => client.CancelTaskAsync(task, null, Cancellation));
        Assert.Equal(ReveErrorKind.OptionNotSupported, error.Kind);
        Assert.Contains("Receive-ReveTask", error.Advice);
        Assert.Equal(TaskState.Running, Assert.Single(Emulator.Tasks.All).Value);
    }

    [Fact]
    public async Task A_timeout_leaves_the_task_running()
    {
        Emulator.Tasks.Script = new() { Stages = [new(TaskState.Running, IsHeld: true)] };
        Clock.WhileWaiting = () => Clock.RunOut(new CallPolicy().Timeout);

        var error = await FailAsync();

        Assert.Equal(ReveErrorKind.TimedOut, error.Kind);
        Assert.Equal(Assert.Single(SentIds), error.TaskId);
        Assert.Contains("cannot cancel", error.Message);
    }
}
