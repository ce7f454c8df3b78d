using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Xunit;

namespace Reve.Tests.Providers.AtlasCloud;

/// <summary>How a task is followed, and how its states are read.</summary>
public sealed class AtlasCloudTaskTests : AtlasCloudTestBase
{
    [Theory]
    [InlineData(true, false, false)]
    [InlineData(false, false, false)]
    [InlineData(true, true, false)]
    [InlineData(false, true, true)]
    [InlineData(true, false, true)]
    public async Task Every_form_of_response_is_read(bool isNested, bool hasOtherNames, bool hasOlderOutput)
    {
        Emulator.AtlasCloud = new()
        {
            IsNested = isNested, HasOtherNames = hasOtherNames, HasOlderOutput = hasOlderOutput,
        };

        var image = await MakeAsync(Create());

        Assert.NotNull(image.Bytes);
        Assert.StartsWith(Emulator.BaseUri.AbsoluteUri, image.Url);
        Assert.Single(Submits);
    }

    [Fact]
    public async Task The_charge_is_unknown_because_no_response_names_it()
    {
        var image = await MakeAsync(Create());

        Assert.Equal((null, "USD", ""), (image.Usage!.Amount, image.Usage.Unit, image.Usage.ToString()));
        Assert.Empty(image.Usage.Details);
    }

    [Fact]
    public async Task A_price_in_the_response_is_kept_as_a_detail_and_is_not_taken_for_the_charge()
    {
        Emulator.AtlasCloud = new() { Price = "0.24" };

        var image = await MakeAsync(Create());

        Assert.Null(image.Usage!.Amount);
        Assert.Equal(0.24m, image.Usage.Details["price"]);
    }

    [Theory]
    [InlineData(404, false)]
    [InlineData(400, false)]
    [InlineData(404, true)]
    [InlineData(400, true)]
    public async Task A_task_that_is_not_found_at_first_is_queried_again(int status, bool isEmbedded)
    {
        Emulator.AtlasCloud = new() { HiddenQueries = 9, HiddenStatus = status, HasEmbeddedErrors = isEmbedded };

        Assert.NotNull((await MakeAsync(Create())).Bytes);
        Assert.Single(Submits);
        Assert.InRange(Queries.Count, 10, 20);
    }

    [Fact]
    public async Task A_task_that_is_not_found_for_half_a_minute_is_an_error_with_its_id()
    {
        Emulator.AtlasCloud = new() { HiddenQueries = int.MaxValue };
        var started = Clock.Now;

        var error = await FailAsync();

        Assert.Equal((ReveErrorKind.TaskNotFound, Billing.Unknown), (error.Kind, error.Billing));
        Assert.Equal(Emulator.Tasks.All.Keys.Single(), error.TaskId);
        Assert.InRange(Clock.Now - started, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(36));
        Assert.Single(Submits);
    }

    [Fact]
    public async Task A_task_that_was_found_once_and_is_gone_is_an_error_at_once()
    {
        Emulator.Tasks.Script = new() { Stages = [new(TaskState.Running, Lasts: 99)] };
        Clock.WhileWaiting = () =>
        {
            if (Queries.Count == 3) Respond(Prediction, 404, """{"code":404,"msg":"gone","data":null}""");
        };

        var error = await FailAsync();

        Assert.Equal((ReveErrorKind.TaskNotFound, "gone"), (error.Kind, error.ProviderMessage));
        Assert.Equal(4, Queries.Count);
    }

    [Fact]
    public async Task Queries_follow_each_other_faster_at_first()
    {
        Emulator.Tasks.Script = new() { Stages = [new(TaskState.Running, Lasts: 8)] };

        await MakeAsync(Create());

        Assert.Equal([0.25, 0.5, 1, 2, 3, 3], Clock.Waits.Take(6).Select(wait => wait.TotalSeconds));
    }

    [Theory]
    [InlineData("failed", "no capacity", null, ReveErrorKind.TaskFailed)]
    [InlineData("failed", "too dark", 1039, ReveErrorKind.ContentViolation)]
    [InlineData("failed", "content policy violation", null, ReveErrorKind.ContentViolation)]
    [InlineData("failed", "no more", 402, ReveErrorKind.OutOfCredit)]
    [InlineData("failed", "PARTNER_API_CLOSED", 500, ReveErrorKind.ModelRetired)]
    [InlineData("timeout", "", null, ReveErrorKind.ProviderFailed)]
    [InlineData("error", "odd", 7, ReveErrorKind.TaskFailed)]
    public async Task A_failed_task_arrives_with_status_200_and_is_not_charged(
        string name, string words, int? code, ReveErrorKind kind)
    {
        Emulator.Tasks.Script = new() { Ending = TaskState.Failed, Error = words };
        Emulator.AtlasCloud = new() { FailureName = name, ErrorCode = code };

        var error = await FailAsync();

        Assert.Equal((kind, Billing.NotCharged), (error.Kind, error.Billing));
        Assert.Equal(words.Length > 0 ? words : name, error.ProviderMessage);
        Assert.NotNull(error.TaskId);
        Assert.Single(Submits);
        Assert.Empty(Emulator.Bill);
    }

    [Fact]
    public async Task A_cancelled_task_is_not_charged()
    {
        Emulator.Tasks.Script = new() { Ending = TaskState.Cancelled };

        var error = await FailAsync();

        Assert.Equal((ReveErrorKind.TaskCancelled, Billing.NotCharged), (error.Kind, error.Billing));
    }

    [Fact]
    public async Task A_forbidden_prompt_is_a_content_violation()
    {
        var error = await FailAsync(Create("something forbidden"));

        Assert.Equal((ReveErrorKind.ContentViolation, Billing.NotCharged), (error.Kind, error.Billing));
    }

    [Fact]
    public async Task A_withheld_image_is_a_content_violation_of_a_completed_task()
    {
        Emulator.AtlasCloud = new() { IsWithheld = true };

        var result = Assert.Single(await RunAsync(Create()));

        Assert.Equal((ReveErrorKind.ContentViolation, Billing.Charged), (result.Error!.Kind, result.Error.Billing));
        Assert.NotNull(result.Error.TaskId);
    }

    [Fact]
    public async Task A_flagged_image_is_returned_with_a_warning()
    {
        Emulator.AtlasCloud = new() { IsFlagged = true };

        var image = await MakeAsync(Create());

        Assert.True(image.ContentViolation);
        Assert.NotNull(image.Bytes);
        Assert.Contains(Notices, notice => notice.Level == ReveNoticeLevel.Warning);
    }

    [Fact]
    public async Task Base64_output_is_read_and_is_not_repeated_in_the_task()
    {
        Emulator.AtlasCloud = new() { IsBase64 = true };
        var client = Atlas();
        var submitted = await SubmitAsync(client);

        var task = await client.WaitForTaskAsync(submitted, Notices.Enqueue, Cancellation);
        var result = Assert.Single(
            await client.ReceiveTaskAsync(new ReceiveJob(task), Notices.Enqueue, Cancellation));

        Assert.Null(result.Error);
        Assert.Equal(PlainPng.Make((1248, 832)), result.Image!.ReadBytes());
        Assert.Null(result.Image.Url);
        Assert.Empty(task.Urls);
        Assert.Equal(["data:image/png;base64"], Assert.IsType<object?[]>(task.Output!["outputs"]));
        Assert.Empty(Downloads);
    }

    [Fact]
    public async Task The_response_of_the_sync_mode_is_read()
    {
        var image = await MakeAsync(Create() with
        {
            AdditionalBody = new Dictionary<string, object?>
            {
                ["enable_sync_mode"] = true, ["enable_base64_output"] = true,
            },
        });

        Assert.Equal(PlainPng.Make((1248, 832)), image.ReadBytes());
        Assert.Empty(Queries);
    }

    [Theory]
    [InlineData("<html>welcome</html>")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"code":200,"data":null}""")]
    [InlineData("""{"code":200,"data":{"status":"saving"}}""")]
    public async Task A_response_that_says_nothing_about_the_task_is_ignored_for_a_while(string body)
    {
        Respond(Prediction, 200, body, times: 5);

        Assert.NotNull((await MakeAsync(Create())).Bytes);
        Assert.Single(Submits);
    }

    [Fact]
    public async Task A_status_page_that_stays_HTML_is_an_error_with_the_id()
    {
        Respond(Prediction, 200, "<html>welcome</html>", times: 99);

        var error = await FailAsync();

        Assert.Equal((ReveErrorKind.ProviderFailed, Billing.Unknown), (error.Kind, error.Billing));
        Assert.Contains("not the state of the task", error.Message);
        Assert.Contains(error.TaskId!, error.Advice);
        Assert.Equal(6, Queries.Count);
        Assert.Single(Submits);
    }

    [Theory]
    [InlineData("""{"outputs":[]}""")]
    [InlineData("""{"outputs":["inf://a.png"]}""")]
    [InlineData("""{"outputs":["data:image/png;base64,AAAA"]}""")]
    [InlineData("""{"outputs":[null,7,{}]}""")]
    [InlineData("""{"images":["https://example.com/input.png"]}""")]
    public async Task A_completed_task_without_an_image_is_queried_again_and_then_reported(string fields)
    {
        var state = """{"code":200,"data":{"id":"x","status":"completed",""" + fields[1..] + "}";
        Respond(Prediction, 200, state, times: 2);
        Assert.NotNull((await MakeAsync(Create())).Bytes);

        Respond(Prediction, 200, state, times: 9);
        var error = await FailAsync();

        Assert.Equal((ReveErrorKind.UnreadableResponse, Billing.Charged), (error.Kind, error.Billing));
        Assert.NotNull(error.TaskId);
    }

    [Fact]
    public async Task An_image_that_expired_is_an_error_beside_the_result()
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/generations", Status = 404, Body = "", Times = 9 });

        var result = Assert.Single(await RunAsync(Create()));

        Assert.Equal((ReveErrorKind.DownloadFailed, Billing.Charged), (result.Error!.Kind, result.Error.Billing));
        Assert.NotNull(result.Image!.Url);
    }

    [Fact]
    public async Task An_image_on_another_host_is_downloaded_without_the_key()
    {
        Emulator.HostsImagesElsewhere = true;

        Assert.NotNull((await MakeAsync(Create())).Bytes);

        var download = Assert.Single(Downloads);
        Assert.Equal((Emulator.OtherHost.Port, null), (download.Port, download.Header("Authorization")));
    }

    [Theory]
    [InlineData("""{"data":{"urls":{"get":"http://LINK/"},"id":"x","status":"processing"}}""")]
    [InlineData("""{"data":{"status_url":"http://LINK/","id":"x","status":"processing"}}""")]
    public async Task An_address_that_the_provider_returned_for_a_task_is_not_used(string body)
    {
        body = body.Replace("LINK", Emulator.OtherHost.Authority);
        Respond(Prediction, 200, body, times: 2);

        await MakeAsync(Create());

        Assert.All(Emulator.Requests, request => Assert.Equal(Emulator.BaseUri.Port, request.Port));
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_rejected_query_is_repeated(int status)
    {
        Respond(Prediction, status, """{"code":1,"msg":"busy","data":null}""", times: 3);

        Assert.NotNull((await MakeAsync(Create())).Bytes);
        Assert.Single(Submits);
    }

    [Fact]
    public async Task A_lost_query_is_repeated()
    {
        Emulator.Misbehave(new Misbehaviour { Path = Prediction, Fault = Fault.ResetAfterBody, Times = 3 });

        Assert.NotNull((await MakeAsync(Create())).Bytes);
        Assert.Single(Submits);
    }

    [Theory]
    [InlineData(31)]
    [InlineData(-31)]
    public async Task A_fresh_task_that_is_not_found_is_received_and_later_it_is_an_error(int seconds)
    {
        Emulator.AtlasCloud = new() { HiddenQueries = int.MaxValue };
        var client = Atlas();
        var submitted = await SubmitAsync(client);

        var fresh = await client.GetTaskAsync(submitted, Notices.Enqueue, Cancellation);
        var byId = await Assert.ThrowsAsync<ReveException>(() => client.GetTaskAsync(
            new ReveTask { Id = submitted.Id, Provider = ProviderName }, Notices.Enqueue, Cancellation));
        Clock.Now += TimeSpan.FromSeconds(seconds);
        var later = await Assert.ThrowsAsync<ReveException>(
            () => client.GetTaskAsync(submitted, Notices.Enqueue, Cancellation));

        Assert.Equal(ReveTaskStatus.Received, fresh.Status);
        Assert.Equal((ReveErrorKind.TaskNotFound, ReveErrorKind.TaskNotFound), (byId.Kind, later.Kind));
    }

    [Fact]
    public async Task The_state_of_a_task_that_is_HTML_is_a_typed_error()
    {
        var client = Atlas();
        var submitted = await SubmitAsync(client);
        Respond(Prediction, 200, "<html>welcome</html>");

        var error = await Assert.ThrowsAsync<ReveException>(
            () => client.GetTaskAsync(submitted, Notices.Enqueue, Cancellation));

        Assert.Equal((ReveErrorKind.ProviderFailed, submitted.Id), (error.Kind, error.TaskId));
    }
}
