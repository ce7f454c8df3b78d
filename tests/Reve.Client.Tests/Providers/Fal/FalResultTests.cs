using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Xunit;

namespace Reve.Tests.Providers.Fal;

/// <summary>Every form of the responses to a call that succeeds.</summary>
public sealed class FalResultTests : FalTestBase
{
    [Fact]
    public async Task A_call_is_sent_once_and_followed_to_its_image_and_its_charge()
    {
        var image = await MakeAsync(Create());

        Assert.NotNull(image.Bytes);
        Assert.Equal((0.25m, "USD"), (image.Usage!.Amount, image.Usage.Unit));
        Assert.Equal(1m, image.Usage.Details["billable_units"]);
        Assert.Equal(Assert.Single(Emulator.Bill).RequestId, image.RequestId);
        Assert.Single(Submits);
        Assert.Single(Streams);
        Assert.Empty(Statuses);
        Assert.Single(Results);
        Assert.Contains(Notices, notice => notice is { Level: ReveNoticeLevel.Progress, Message: "running" });
    }

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(202)]
    public async Task Every_status_of_success_accepts_the_call(int status)
    {
        Emulator.Fal = new() { AcceptedStatus = status };

        Assert.NotNull((await MakeAsync(Create())).Bytes);
    }

    [Fact]
    public async Task A_response_without_an_id_in_its_body_has_it_in_a_header()
    {
        Emulator.Fal = new() { IsIdInHeaderOnly = true, Links = FalLinkHost.None };

        Assert.Equal((await MakeAsync(Create())).RequestId, Assert.Single(Emulator.Bill).RequestId);
    }

    [Fact]
    public async Task An_address_that_is_no_queue_returns_the_images_at_once()
    {
        var url = RespondWithImage();

        var image = await MakeAsync(Create());

        Assert.Equal(url, image.Url);
        Assert.Equal(0.25m, image.Usage!.Amount);
        Assert.Empty(Streams);
    }

    [Fact]
    public async Task An_image_instead_of_a_submitted_task_is_an_error_with_the_image()
    {
        var url = RespondWithImage();
        var client = Client(provider: ProviderName);

        var error = await Assert.ThrowsAsync<ReveException>(() =>
            client.SubmitAsync(client.CreateJob(Create()), cancellation: Cancellation));

        Assert.Equal((ReveErrorKind.UnreadableResponse, Billing.Charged), (error.Kind, error.Billing));
        Assert.Equal(0.25m, error.Usage!.Amount);
        Assert.Equal(url, error.Image!.Url);
        Assert.NotNull(error.Image.Bytes);
        Assert.Contains(url, error.Advice);
    }

    [Fact]
    public async Task Images_in_the_result_itself_are_read()
    {
        var image = await MakeAsync(Create() with
        {
            AdditionalBody = new Dictionary<string, object?> { ["sync_mode"] = true },
        });

        Assert.NotNull(image.Bytes);
        Assert.Null(image.Url);
        Assert.Empty(Downloads);
    }

    [Fact]
    public async Task The_key_is_not_sent_with_a_download()
    {
        Emulator.HostsImagesElsewhere = true;

        await MakeAsync(Create());

        Assert.Null(Assert.Single(Downloads).Header("Authorization"));
    }

    [Fact]
    public async Task An_image_that_was_requested_and_not_returned_is_an_error_of_a_charged_call()
    {
        Emulator.Fal = new() { MissingImages = 1 };

        var results = await RunAsync(Create() with { Count = 3 });

        Assert.Equal(2, results.Count(result => result.Image is not null));
        var error = Assert.Single(results, result => result.Error is not null).Error!;
        Assert.Equal(ReveErrorKind.UnreadableResponse, error.Kind);
        Assert.Equal(Billing.Charged, error.Billing);
        Assert.Contains("Image 3 of 3", error.Message);
        Assert.Single(Submits);
    }

    [Fact]
    public async Task A_result_without_billable_units_has_no_usage()
    {
        Emulator.Fal = new() { HasBillableUnits = false };

        Assert.Null((await MakeAsync(Create())).Usage);
    }

    [Fact]
    public async Task A_result_without_images_was_charged()
    {
        Emulator.Tasks.Script = new() { HasOutput = false };

        var error = await FailAsync();

        Assert.Equal(ReveErrorKind.UnreadableResponse, error.Kind);
        Assert.Equal(Billing.Charged, error.Billing);
        Assert.NotNull(error.TaskId);
        Assert.Single(Submits);
    }

    [Theory]
    [InlineData(400, 3)]
    [InlineData(404, 3)]
    public async Task A_result_that_is_not_there_yet_is_requested_again(int status, int times)
    {
        Emulator.Fal = new() { EarlyResults = times, EarlyStatus = status };

        Assert.NotNull((await MakeAsync(Create())).Bytes);
        Assert.Equal(times + 1, Results.Count());
        Assert.Single(Submits);
    }

    [Fact]
    public async Task A_task_whose_result_is_not_there_yet_is_running()
    {
        Emulator.Fal = new() { EarlyResults = 1 };
        Emulator.Tasks.Script = new() { Stages = [] };
        var client = Client(provider: "Fal");
        var task = await client.SubmitAsync(client.CreateJob(Create()), cancellation: Cancellation);

        Assert.Equal(ReveTaskStatus.Running, (await client.GetTaskAsync(task, cancellation: Cancellation)).Status);
        Assert.Equal(ReveTaskStatus.Completed, (await client.GetTaskAsync(task, cancellation: Cancellation)).Status);
    }

    [Fact]
    public async Task A_result_that_has_expired_is_an_error_that_says_so()
    {
        Emulator.Fal = new() { AreResultsExpired = true };

        var error = await FailAsync();

        Assert.Equal(ReveErrorKind.ResultExpired, error.Kind);
        Assert.Equal(Billing.Unknown, error.Billing);
        Assert.Contains("does not have its result any more", error.Message);
        Assert.NotNull(error.TaskId);
        Assert.Equal(4, Results.Count());
        Assert.Single(Submits);
    }

    [Fact]
    public async Task Receiving_a_task_whose_result_has_expired_is_the_same_error()
    {
        Emulator.Fal = new() { AreResultsExpired = true };
        Emulator.Tasks.Script = new() { Stages = [] };
        var client = Client(provider: "Fal");
        var task = await client.SubmitAsync(client.CreateJob(Create()), cancellation: Cancellation);

        var error = await Assert.ThrowsAsync<ReveException>(
            () => client.ReceiveTaskAsync(new ReceiveJob(Known(task.Id)), cancellation: Cancellation));

        Assert.Equal(ReveErrorKind.ResultExpired, error.Kind);
        Assert.Single(Results);
        var shown = await client.GetTaskAsync(task, cancellation: Cancellation);
        Assert.Equal(ReveTaskStatus.Completed, shown.Status);
        Assert.Equal("The result of the call is not available any more.", shown.Error);
    }

    /// <summary>Lets the address of the queue respond as one without a queue does.</summary>
    private string RespondWithImage()
    {
        var url = new Uri(Emulator.BaseUri, Emulator.Images.Host(PlainPng.Make((10, 10)))).AbsoluteUri;
        Emulator.Misbehave(new Misbehaviour
        {
            Method = "POST",
            Body = $$"""{"images":[{"url":"{{url}}"}]}""",
            Headers = new Dictionary<string, string> { ["X-Fal-Billable-Units"] = "1" },
            IsCharged = false,
        });
        return url;
    }
}
