using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Execution;
using Reve.Providers;
using Reve.Tests.Outcomes;
using Xunit;

namespace Reve.Tests.HostileResponses;

/// <summary>What an error says about a task that continues, about a limit, and about an image that exists.</summary>
public sealed class ErrorDetailTests : OutcomeTestBase
{
    private static readonly Uri s_unreachable = new("http://127.0.0.1:9");

    [Theory]
    [InlineData("get")]
    [InlineData("wait")]
    [InlineData("receive")]
    [InlineData("cancel")]
    public async Task A_query_about_a_task_on_an_unreachable_host_does_not_say_that_nothing_was_charged(string action)
    {
        var client = new ReveClient(
            Connection(PaidCallCase.Task.Provider) with { BaseUri = s_unreachable }, new CallPolicy(), Clock);
        var task = new ReveTask { Id = "task_7", Provider = PaidCallCase.Task.Provider };

        var error = await Assert.ThrowsAsync<ReveException>(() => action switch
        {
            "get" => client.GetTaskAsync(task, cancellation: Cancellation),
            "wait" => client.WaitForTaskAsync(task, cancellation: Cancellation),
            "cancel" => client.CancelTaskAsync(task, cancellation: Cancellation),
            _ => client.ReceiveTaskAsync(new ReceiveJob(task), cancellation: Cancellation),
        });

        Assert.Equal(ReveErrorKind.ConnectionFailed, error.Kind);
        Assert.Equal(("task_7", Billing.Unknown), (error.TaskId, error.Billing));
        Assert.DoesNotContain("nothing was charged", error.Message);
        Assert.Contains("task_7", error.Message);
        Assert.Contains("task_7", error.Advice);
    }

    [Fact]
    public async Task An_unknown_task_is_still_reported_as_such()
    {
        var error = await Assert.ThrowsAsync<ReveException>(() => Client(provider: PaidCallCase.Task.Provider).GetTaskAsync(
            new ReveTask { Id = "task_7", Provider = PaidCallCase.Task.Provider }, cancellation: Cancellation));

        Assert.Equal(ReveErrorKind.TaskNotFound, error.Kind);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_advice_at_the_cost_limit_mentions_resume_only_with_a_journal(bool isJournaled)
    {
        var budget = new Budget(10);

        var error = await Assert.ThrowsAsync<ReveException>(
            () => budget.ReserveAsync(11, TestProviders.Any, Cancellation, isJournaled));

        Assert.Equal(ReveErrorKind.CostLimitReached, error.Kind);
        Assert.Equal(isJournaled, error.Advice.Contains("-Resume"));
    }

    [Fact]
    public async Task The_advice_of_a_run_without_a_folder_does_not_mention_resume()
    {
        var error = await FailAsync(PaidCallCase.Create, new CallPolicy { CostLimit = 1 });

        Assert.Equal(ReveErrorKind.CostLimitReached, error.Kind);
        Assert.DoesNotContain("-Resume", error.Advice);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_failed_download_has_the_image_and_the_details_of_its_call(PaidCallCase call)
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/generations", Status = 410, Times = 9 });

        foreach (var output in (OutputTarget?[])[InFolder, null])
        {
            var result = Assert.Single(await SendAsync(call, output: output));

            var error = result.Error!;
            Assert.Equal((ReveErrorKind.DownloadFailed, Billing.Charged), (error.Kind, error.Billing));
            Assert.Same(result.Image, error.Image);
            Assert.NotNull(error.Image!.Url);
            Assert.Equal(call.Provider, error.Provider);
            Assert.Equal(result.Image!.RequestId, error.RequestId);
            Assert.Equal(result.Image.Usage, error.Usage);
            Assert.Equal(call.OperationInfo.Price is null, error.Usage is null);
            Assert.Equal(Sent(call)[^1].ClientId, error.ClientRequestId);
            Assert.Equal(call.Info.HasTasks, error.TaskId is not null);
            Assert.Equal(1, error.Attempts);
        }
    }

    [Fact]
    public async Task A_failed_save_has_the_details_of_the_call_as_well()
    {
        var place = Path.Combine(Folder, "out");
        Directory.CreateDirectory(place);
        Emulator.Misbehave(Respond(PaidCallCase.Create, 503));
        Clock.WhileWaiting = () => Directory.Delete(place, recursive: true);

        var result = Assert.Single(await SendAsync(PaidCallCase.Create, output: OutputTarget.ToFolder(place)));

        var error = result.Error!;
        Assert.Equal((ReveErrorKind.SaveFailed, Billing.Charged), (error.Kind, error.Billing));
        Assert.Equal((PaidCallCase.Create.Provider, result.Image!.RequestId), (error.Provider, error.RequestId));
        Assert.NotNull(error.RequestId);
        Assert.Equal(PaidCallCase.Create.OperationInfo.Price, error.Usage!.Amount);
    }

    [Fact]
    public async Task A_failed_download_of_save_has_the_image()
    {
        var image = new ReveImage
        {
            Url = new Uri(Emulator.BaseUri, "/generations/none.png").AbsoluteUri, Prompt = "a fox",
            Operation = ReveOperation.Create, Provider = PaidCallCase.Create.Provider, Model = "m", RequestId = "r-7",
        };
        Emulator.Misbehave(new Misbehaviour { Path = "/generations", Status = 410, Times = 9 });

        var saver = new ImageSaver(new CallPolicy(), NetworkSettings.Default, Clock);

        var error = await Assert.ThrowsAsync<ReveException>(
            () => saver.SaveAsync(new SaveJob(image), cancellation: Cancellation));

        Assert.Equal(ReveErrorKind.DownloadFailed, error.Kind);
        Assert.Equal((PaidCallCase.Create.Provider, "r-7", image.Url), (error.Provider, error.RequestId, error.Image!.Url));
    }
}
