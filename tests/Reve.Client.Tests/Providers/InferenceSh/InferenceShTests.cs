using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Emulator;
using Reve.Execution;
using Reve.Providers.InferenceSh;
using Reve.Providers;
using Reve.Threading;
using Reve.Validation;
using Xunit;

namespace Reve.Tests.Providers;

public sealed class InferenceShTests : EmulatorTests
{
    private protected override string ProviderName => "InferenceSh";

    private IEnumerable<RecordedRequest> Runs => Emulator.Requests.Where(request => request.Path == "/apps/run");

    private IEnumerable<RecordedRequest> Cancels =>
        Emulator.Requests.Where(request => request.Path.EndsWith("/cancel"));

    [Fact]
    public async Task A_create_is_a_task_that_is_sent_once_and_followed_to_its_image()
    {
        var image = await MakeAsync(Create() with { AspectRatio = "16:9" });

        Assert.Equal(
            """{"app":"reve/create","input":{"prompt":"a paper fox","aspect_ratio":"16:9"}}""",
            Encoding.UTF8.GetString(Assert.Single(Runs).Body));
        Assert.NotNull(image.Bytes);
        Assert.Equal(18, image.Usage!.Amount);
        Assert.Equal("credits", image.Usage.Unit);
        Assert.Equal(Assert.Single(Emulator.Bill).RequestId, image.RequestId);
        Assert.Contains(Notices, notice => notice is { Level: ReveNoticeLevel.Progress, Message: "running" });
    }

    [Fact]
    public async Task Every_option_is_sent_with_its_name()
    {
        await MakeAsync(Edit("https://example.com/fox.png") with
        {
            Options = new Dictionary<ReveOption, object>
            {
                [ReveOption.Version] = "reve-edit@20250915",
                [ReveOption.TestTimeScaling] = 3,
                [ReveOption.Upscale] = 2,
                [ReveOption.RemoveBackground] = true,
                [ReveOption.WebhookUri] = new Uri(Emulator.OtherHost, "/heard"),
            },
        });

        const string Sent =
            """{"app":"reve/edit","input":"""
            + """{"edit_instruction":"in snow","image":"https://example.com/fox.png","version":"reve-edit@"""
            + """20250915","test_time_scaling":3,"upscale_factor":2,"remove_background":true},"webhook":"WEBHOOK"}""";
        Assert.Equal(
            Sent.Replace("WEBHOOK", new Uri(Emulator.OtherHost, "/heard").AbsoluteUri),
            Encoding.UTF8.GetString(Assert.Single(Runs).Body));
        Assert.Equal(90, Assert.Single(Emulator.Bill).Amount);
    }

    [Fact]
    public async Task Local_images_are_uploaded_once_for_each_content_and_without_the_key()
    {
        var file = Path.Combine(Folder, "fox.png");
        await File.WriteAllBytesAsync(file, PlainPng.Make((100, 100)), Cancellation);
        var twin = Path.Combine(Folder, "twin.png");
        File.Copy(file, twin);
        var client = Client(provider: "InferenceSh");
        var request = new ImageRequest
        {
            Operation = ReveOperation.Remix,
            Prompt = "all",
            Inputs =
            [
                ImageInput.FromFile(file), ImageInput.FromFile(twin), ImageInput.FromUrl("https://example.com/a.png"),
            ],
        };

        await client.GenerateAsync(request, cancellation: Cancellation);
        await client.GenerateAsync(request, cancellation: Cancellation);

        var put = Assert.Single(Emulator.Requests, sent => sent.Method == "PUT");
        Assert.Null(put.Header("Authorization"));
        Assert.Equal("image/png", put.Header("Content-Type"));
        Assert.Equal(await File.ReadAllBytesAsync(file, Cancellation), put.Body);
        Assert.Contains("https://example.com/a.png", Encoding.UTF8.GetString(Runs.First().Body));
    }

    [Fact]
    public async Task A_remix_sends_its_images_in_their_order()
    {
        await MakeAsync(new ImageRequest
        {
            Operation = ReveOperation.Remix,
            Prompt = "the fox from <img>0</img> in snow",
            AspectRatio = "3:2",
            Inputs = [ImageInput.FromUrl("https://example.com/a.png"), ImageInput.FromUrl("https://example.com/b.png")],
        });

        Assert.Equal(
            "{\"app\":\"reve/remix\",\"input\":{\"prompt\":\"the fox from <img>0</img> in snow\",\"images\":"
            + "[\"https://example.com/a.png\",\"https://example.com/b.png\"],\"aspect_ratio\":\"3:2\"}}",
            Encoding.UTF8.GetString(Assert.Single(Runs).Body));
        Assert.Equal(30, Assert.Single(Emulator.Bill).Amount);
    }

    [Fact]
    public async Task A_failed_upload_prevents_the_paid_request()
    {
        Emulator.Misbehave(new Misbehaviour { Method = "PUT", Status = 403, Times = 9 });

        var error = await FailAsync(Edit("x") with { Inputs = [ImageInput.FromBytes(PlainPng.Make((10, 10)))] });

        Assert.Equal(ReveErrorKind.UploadFailed, error.Kind);
        Assert.Contains("-Uri", error.Advice);
        Assert.Empty(Runs);
    }

    [Theory]
    [InlineData(StreamForm.Task, 0)]
    [InlineData(StreamForm.Partial, 0)]
    [InlineData(StreamForm.Delta, 0)]
    [InlineData(StreamForm.Event, 0)]
    [InlineData(StreamForm.Partial, 1)]
    [InlineData(StreamForm.Task, 7)]
    public async Task Every_format_of_stream_is_read_wherever_it_is_split(StreamForm form, int pieceLength)
    {
        Emulator.Inference = new() { Stream = new() { Form = form, PieceLength = pieceLength } };

        var image = await MakeAsync(Create());

        Assert.Equal(18, image.Usage!.Amount);
        Assert.Single(Runs);
    }

    [Theory]
    [InlineData(InferenceEnvelope.V1, InferenceStatus.Current, true)]
    [InlineData(InferenceEnvelope.V2, InferenceStatus.Current, false)]
    [InlineData(InferenceEnvelope.V3, InferenceStatus.Older, true)]
    [InlineData(InferenceEnvelope.V1, InferenceStatus.TextUpper, false)]
    [InlineData(InferenceEnvelope.V2, InferenceStatus.TextLower, false)]
    [InlineData(InferenceEnvelope.V3, InferenceStatus.Older, false)]
    public async Task Every_version_of_the_api_is_supported(
        InferenceEnvelope envelope, InferenceStatus status, bool hasText)
    {
        Emulator.Inference = new() { Envelope = envelope, Status = status, HasStatusText = hasText };

        Assert.NotNull((await MakeAsync(Create())).Bytes);
    }

    [Theory]
    [InlineData(StreamStart.NotFound, 0, StreamCut.Ends)]
    [InlineData(StreamStart.Opens, 1, StreamCut.Ends)]
    [InlineData(StreamStart.Opens, 1, StreamCut.Breaks)]
    public async Task A_lost_stream_is_opened_again_and_then_the_task_is_polled(
        StreamStart start, int cutAfter, StreamCut cut)
    {
        Emulator.Tasks.Script = new() { Stages = [new(TaskState.Queued, Lasts: 20)] };
        Emulator.Inference = new()
        {
            Stream = new() { Start = start, CutAfter = cutAfter, Cut = cut },
        };

        Assert.NotNull((await MakeAsync(Create())).Bytes);
        Assert.Single(Runs);
        Assert.InRange(Emulator.Requests.Count(request => request.Path.EndsWith("/stream")), 1, 5);
    }

    [Fact]
    public async Task A_task_that_has_ended_in_the_first_response_is_not_queried()
    {
        Emulator.Tasks.Script = new() { Stages = [] };

        Assert.NotNull((await MakeAsync(Create())).Bytes);
        Assert.DoesNotContain(Emulator.Requests, request => request.Path.StartsWith("/tasks/"));
    }

    [Theory]
    [InlineData("Content policy violation detected", ReveErrorKind.ContentViolation)]
    [InlineData("Reve create failed (402): no budget", ReveErrorKind.OutOfCredit)]
    [InlineData("Reve create failed (503): busy", ReveErrorKind.ProviderFailed)]
    [InlineData("Reve create failed (429): slow down", ReveErrorKind.RateLimited)]
    [InlineData("Reve create failed (524): timeout", ReveErrorKind.ProviderFailed)]
    [InlineData("CONTENT_POLICY_VIOLATION (400)", ReveErrorKind.ContentViolation)]
    [InlineData("the image has 512 pixels", ReveErrorKind.TaskFailed)]
    [InlineData("something else", ReveErrorKind.TaskFailed)]
    public async Task A_failed_task_is_classified_by_its_error_text(string words, ReveErrorKind kind)
    {
        Emulator.Tasks.Script = new() { Ending = TaskState.Failed, Error = words };

        var error = await FailAsync();

        Assert.Equal(kind, error.Kind);
        Assert.Equal(words, error.ProviderMessage);
        Assert.NotNull(error.TaskId);
        Assert.Single(Runs);
        Assert.Empty(Emulator.Bill);
    }

    [Fact]
    public async Task Stopping_the_command_cancels_the_task_once()
    {
        Emulator.Tasks.Script = new() { Stages = [new(TaskState.Running, IsHeld: true)] };
        using var stop = new CancellationTokenSource();

        var run = Client(provider: "InferenceSh").GenerateAsync(Create(), Notices.Enqueue, stop.Token);
        await UntilAsync(() => Emulator.Requests.Any(request => request.Path.EndsWith("/stream")));
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Single(Cancels);
        Assert.Single(Runs);
    }

    [Fact]
    public async Task Stopping_the_command_does_not_wait_long_for_the_cancel_request()
    {
        Emulator.Tasks.Script = new() { Stages = [new(TaskState.Running, IsHeld: true)] };
        Emulator.Misbehave(new Misbehaviour { Method = "POST", Path = "/tasks", Fault = Fault.StallBeforeHeaders });
        using var stop = new CancellationTokenSource();

        var run = Client(provider: "InferenceSh").GenerateAsync(Create(), Notices.Enqueue, stop.Token);
        await UntilAsync(() => Emulator.Requests.Any(request => request.Path.EndsWith("/stream")));
        await stop.CancelAsync();
        await UntilAsync(() => Cancels.Any());
        var count = Emulator.Requests.Count;
        Clock.RunOut(TimeSpan.FromMilliseconds(700));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Single(Cancels);
        Assert.Equal(count, Emulator.Requests.Count);
    }

    [Fact]
    public async Task A_timeout_cancels_the_task_once_and_the_error_has_its_id()
    {
        Emulator.Tasks.Script = new() { Stages = [new(TaskState.Running, IsHeld: true)] };

        var run = FailAsync();
        await UntilAsync(() => Emulator.Requests.Any(request => request.Path.EndsWith("/stream")));
        Clock.RunOut();

        var error = await run;
        Assert.Equal(ReveErrorKind.TimedOut, error.Kind);
        Assert.NotNull(error.TaskId);
        Assert.Single(Cancels);
    }

    [Fact]
    public async Task Missing_requirements_are_listed_with_their_remedies()
    {
        Emulator.Misbehave(new Misbehaviour
        {
            Path = "/apps/run",
            Status = 412,
            Body = """{"errors":["""
                + """{"type":"secret","key":"REVE_KEY","message":"missing","action":"""
                + """{"url":"https://example.com/set"}}]}""",
        });

        var error = await FailAsync();

        Assert.Equal(ReveErrorKind.RequirementsNotMet, error.Kind);
        Assert.Equal("secret 'REVE_KEY', missing, https://example.com/set", error.ProviderMessage);
        Assert.Equal("Add what the message names to the account.", error.Advice);
    }

    [Theory]
    [InlineData("""{"type":"x/unauthorized","title":"Unauthorized","status":401,"detail":"bad key"}""", "bad key")]
    [InlineData("""{"success":false,"status":401,"error":{"code":"unauthorized","message":"bad key"}}""", "bad key")]
    public async Task Every_format_of_error_is_read(string body, string words)
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/apps/run", Status = 401, Body = body });

        var error = await FailAsync();

        Assert.Equal(ReveErrorKind.AuthenticationFailed, error.Kind);
        Assert.Equal(words, error.ProviderMessage);
    }

    [Fact]
    public async Task A_run_without_a_response_has_an_unknown_outcome_and_an_accepted_run_has_not()
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/apps/run", Fault = Fault.ResetAfterBody });
        Assert.Equal(ReveErrorKind.OutcomeUnknown, (await FailAsync()).Kind);
        Assert.Single(Runs);

        Emulator.Misbehave(new Misbehaviour { Path = "/tasks/", Fault = Fault.ResetAfterBody, Times = 3 });
        Assert.NotNull((await MakeAsync(Create())).Bytes);
        Assert.Equal(2, Runs.Count());
    }

    [Theory]
    [InlineData(9, """{"image":"https://example.com/a.png"}""", "", ReveTaskStatus.Completed)]
    [InlineData(9, "null", "", ReveTaskStatus.Uploading)]
    [InlineData(9, """{"image":"inf://files/a.png"}""", "", ReveTaskStatus.Completed)]
    [InlineData(10, """{"image":"https://example.com/a.png"}""", "", ReveTaskStatus.Completed)]
    [InlineData(10, "null", "it broke", ReveTaskStatus.Failed)]
    [InlineData(11, "null", "", ReveTaskStatus.Failed)]
    [InlineData(12, "null", "", ReveTaskStatus.Cancelled)]
    [InlineData(8, "null", "", ReveTaskStatus.Cancelling)]
    public void A_status_number_is_read_as_its_version_of_the_api_means_it(
        int number, string output, string error, ReveTaskStatus status)
    {
        var task = new InferenceShTaskParser(new ReveTask { Id = "", Provider = "InferenceSh" });
        using var json = System.Text.Json.JsonDocument.Parse(
            $$"""{"id":"t","status":{{number}},"output":{{output}},"error":"{{error}}"}""");

        task.Merge(json.RootElement);

        Assert.Equal(status, task.Task.Status);
    }

    [Fact]
    public void An_update_changes_only_the_fields_that_it_contains()
    {
        var task = new InferenceShTaskParser(new ReveTask { Id = "", Provider = "InferenceSh" });
        Take("""{"data":{"id":"t","status":7,"error":"","output":{"image":"https://example.com/a.png"}}}""");
        Take("""{"event":"delta","data":{"data":{"id":"t","status":0,"error":"zero","updated_at":"2026-01-02T03:04:05Z"},"fields":["updated_at"]}}""");

        Assert.Equal(ReveTaskStatus.Running, task.Task.Status);
        Assert.Null(task.Task.Error);
        Assert.Single(task.Task.Urls);

        Take("""{"data":{"id":"t","error":"it broke"},"fields":["error"]}""");
        Assert.Equal(ReveTaskStatus.Failed, task.Task.Status);
        Take("""{"data":{"id":"t","error":null,"status":10},"fields":["error","status"]}""");
        Assert.Equal(ReveTaskStatus.Completed, task.Task.Status);

        void Take(string update)
        {
            using var json = System.Text.Json.JsonDocument.Parse(update);
            task.Merge(json.RootElement);
        }
    }

    [Fact]
    public async Task The_error_of_an_unreachable_task_has_its_id()
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/tasks/", Status = 401, Times = 9, Body = """{"detail":"key expired"}""" });

        var error = await FailAsync();

        Assert.Equal(ReveErrorKind.AuthenticationFailed, error.Kind);
        Assert.NotEmpty(error.TaskId!);
        Assert.Contains(error.TaskId!, error.Advice);
        Assert.Contains("key expired", error.Message);
        Assert.Empty(Cancels);
    }

    [Fact]
    public async Task A_run_in_flight_when_the_command_stops_is_cancelled_when_its_id_arrives()
    {
        Emulator.IsHeld = true;
        Emulator.Tasks.Script = new() { Stages = [new(TaskState.Running, IsHeld: true)] };
        using var stop = new CancellationTokenSource();

        var run = Client(provider: "InferenceSh").GenerateAsync(Create(), Notices.Enqueue, stop.Token);
        await UntilAsync(() => Runs.Any());
        await stop.CancelAsync();
        Emulator.IsHeld = false;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Single(Cancels);
    }

    [Fact]
    public void An_option_outside_its_range_is_rejected()
    {
        var request = Create() with
        {
            Options = new Dictionary<ReveOption, object> { [ReveOption.TestTimeScaling] = 6 },
        };

        var error = Assert.Throws<ReveException>(
            () => new RequestValidator(ProviderRegistry.Get("InferenceSh"), ProviderRegistry.All, _ => { }).Validate(request));
        Assert.Equal(ReveErrorKind.OptionOutOfRange, error.Kind);

        error = Assert.Throws<ReveException>(
            () => new RequestValidator(TestProviders.Any, ProviderRegistry.All, _ => { }).Validate(request));
        Assert.Equal(ReveErrorKind.OptionNotSupported, error.Kind);
        Assert.Contains("InferenceSh", error.Advice);
    }

    private static ImageRequest Edit(string url) =>
        new() { Operation = ReveOperation.Edit, Prompt = "in snow", Inputs = [ImageInput.FromUrl(url)] };
}
