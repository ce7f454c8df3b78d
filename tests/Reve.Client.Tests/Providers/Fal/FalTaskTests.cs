using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Providers;
using Reve.Providers.Fal;
using Xunit;

namespace Reve.Tests.Providers.Fal;

/// <summary>Following, cancelling and receiving tasks.</summary>
public sealed class FalTaskTests : FalTestBase
{
    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(7, false)]
    public async Task The_stream_is_read_wherever_it_is_split(int pieceLength, bool hasComments)
    {
        Emulator.Fal = new() { Stream = new() { PieceLength = pieceLength, HasHeartbeats = hasComments } };

        Assert.NotNull((await MakeAsync(Create())).Bytes);
        Assert.Single(Streams);
    }

    [Theory]
    [InlineData(StreamStart.NotFound, 0, StreamCut.Ends)]
    [InlineData(StreamStart.Opens, 1, StreamCut.Ends)]
    [InlineData(StreamStart.Opens, 1, StreamCut.Breaks)]
    public async Task A_lost_stream_is_opened_again_and_then_the_task_is_polled(
        StreamStart start, int cutAfter, StreamCut cut)
    {
        Emulator.Tasks.Script = new() { Stages = [new(TaskState.Queued, Lasts: 20)] };
        Emulator.Fal = new() { Stream = new() { Start = start, CutAfter = cutAfter, Cut = cut } };

        Assert.NotNull((await MakeAsync(Create())).Bytes);
        Assert.Single(Submits);
        Assert.InRange(Streams.Count(), 1, 5);
        Assert.NotEmpty(Statuses);
    }

    [Fact]
    public async Task What_is_no_state_in_a_stream_is_skipped()
    {
        Emulator.Fal = new()
        {
            Stream = new()
            {
                Raw = [": x\n\n", "event: status\nid: 1\nretry: 5\ndata: nonsense\n\n", "data: {\"status\":7}\n\n"],
                Troubles = 1,
            },
        };

        Assert.NotNull((await MakeAsync(Create())).Bytes);
    }

    [Theory]
    [InlineData("<html><body>Bad gateway</body></html>", "text/html")]
    [InlineData("{}", "application/json")]
    [InlineData("[]", "application/json")]
    public async Task A_status_page_that_is_no_state_is_an_error_and_the_task_is_not_affected(string body, string type)
    {
        Emulator.Fal = new() { Stream = new() { Start = StreamStart.NotFound } };
        Emulator.Misbehave(new Misbehaviour
        {
            Method = "GET", Path = App + "/requests/", Body = body, ContentType = type, Status = 200, Times = 99,
        });

        var error = await FailAsync();

        Assert.Equal(ReveErrorKind.ProviderFailed, error.Kind);
        Assert.Contains(error.TaskId!, error.Advice);
        Assert.Equal(Billing.Unknown, error.Billing);
        Assert.Single(Submits);
        Assert.Empty(Downloads);
    }

    [Theory]
    [InlineData(FalLinkHost.Queue)]
    [InlineData(FalLinkHost.Emulator)]
    [InlineData(FalLinkHost.None)]
    public async Task The_addresses_of_a_task_are_requested_at_the_specified_base_address(FalLinkHost host)
    {
        Emulator.Fal = new() { Links = host };

        Assert.NotNull((await MakeAsync(Create())).Bytes);
        Assert.All(Emulator.Requests, request => Assert.Equal(Emulator.BaseUri.Port, request.Port));
    }

    [Fact]
    public async Task An_address_on_another_host_gets_no_request_and_the_id_still_works()
    {
        Emulator.Fal = new() { Links = FalLinkHost.Foreign };

        var error = await FailAsync();

        Assert.Equal(ReveErrorKind.TaskAddressRefused, error.Kind);
        Assert.Equal(Billing.Unknown, error.Billing);
        Assert.Contains($"Get-ReveTask {error.TaskId} -Provider Fal", error.Advice);
        Assert.Single(Emulator.Requests);
        var task = await Client(provider: "Fal").WaitForTaskAsync(Known(error.TaskId!), cancellation: Cancellation);
        Assert.Equal(ReveTaskStatus.Completed, task.Status);
    }

    public static TheoryData<string, string?, string?> Links => new()
    {
        // link, base address, expected address; null when it is refused
        { "https://queue.fal.run/a/b?logs=0", null, "https://queue.fal.run/a/b?logs=0" },
        { "https://QUEUE.fal.run:443/a", null, "https://queue.fal.run/a" },
        { "https://rest.fal.ai/a", null, "https://rest.fal.ai/a" },
        { "https://queue.fal.run/a", "https://gate.example/fal/", "https://gate.example/fal/a" },
        { "https://api.fal.ai/a?b=c", "https://gate.example/fal", "https://gate.example/fal/a?b=c" },
        { "https://gate.example/fal/a", "https://gate.example/fal", "https://gate.example/fal/a" },
        { "http://queue.fal.run/a", null, null },
        { "https://queue.fal.run:444/a", null, null },
        { "https://user:word@queue.fal.run/a", null, null },
        { "https://queue.fal.run.evil.example/a", null, null },
        { "https://queue.falrun.com/a", null, null },
        { "https://gate.example/other/a", "https://gate.example/fal", null },
        { "https://gate.example/falafel", "https://gate.example/fal", null },
        { "https://gate.example/fal/../a", "https://gate.example/fal", null },
        { "https://gate.example/a", null, null },
    };

    [Theory]
    [MemberData(nameof(Links))]
    public void The_key_goes_to_the_hosts_of_the_provider_and_to_the_specified_one(
        string link, string? baseUri, string? expected)
    {
        var connection = new ReveConnection
        {
            Provider = FalInfo.Info, BaseUri = baseUri is null ? null : new Uri(baseUri),
        };
        var task = Known("t") with { Links = new(new Uri(link), new Uri(link), null) };
        var calls = new FalTaskCalls(task, connection);
        var sender = new Reve.Http.HttpSender(connection, new CallPolicy(), Clock);

        if (expected is null)
        {
            var error = Assert.Throws<ReveException>(() => calls.Status);
            Assert.Equal(ReveErrorKind.TaskAddressRefused, error.Kind);
        }
        else
        {
            Assert.Equal(new Uri(expected), sender.AddressOf(calls.Result));
        }

        // Without an address to cancel it, the task is cancelled by its id.
        Assert.EndsWith("/reve/2.1/requests/t/cancel", sender.AddressOf(calls.Cancel).AbsoluteUri);
    }

    [Fact]
    public void The_stream_is_below_the_status_and_keeps_its_query()
    {
        var link = new Uri("https://queue.fal.run/reve/2.1/requests/t/status?logs=0");
        var calls = new FalTaskCalls(
            Known("t") with { Links = new(link, link, null) }, new ReveConnection { Provider = FalInfo.Info });

        Assert.Equal("/reve/2.1/requests/t/status/stream?logs=0", calls.Stream.Path);
    }

    [Fact]
    public async Task A_task_that_does_not_exist_is_not_found()
    {
        var error = await Assert.ThrowsAsync<ReveException>(
            () => Client(provider: "Fal").GetTaskAsync(Known("nothing"), cancellation: Cancellation));

        Assert.Equal(ReveErrorKind.TaskNotFound, error.Kind);
        Assert.Equal("/reve/2.1/requests/nothing/status", Assert.Single(Emulator.Requests).Path);
    }

    [Fact]
    public async Task A_task_is_received_by_its_id_alone()
    {
        Emulator.Tasks.Script = new() { Stages = [] };
        var client = Client(provider: "Fal");
        var task = await client.SubmitAsync(client.CreateJob(Create() with { Count = 2 }), cancellation: Cancellation);
        Assert.Equal(Clock.UtcNow, task.CreatedAt);

        var results = await client.ReceiveTaskAsync(new ReceiveJob(Known(task.Id)), cancellation: Cancellation);

        Assert.Equal(2, results.Count);
        Assert.All(results, result => Assert.NotNull(result.Image!.Bytes));
        Assert.Equal(0.5m, results[0].Image!.Usage!.Amount);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(202)]
    public async Task A_cancelled_task_may_have_been_charged(int status)
    {
        Emulator.Tasks.Script = Held;
        Emulator.Fal = new() { CancelStatus = status };
        var client = Client(provider: "Fal");
        var task = await client.SubmitAsync(client.CreateJob(Create()), cancellation: Cancellation);

        var cancelled = await client.CancelTaskAsync(task, cancellation: Cancellation);

        Assert.Equal(ReveTaskStatus.Cancelled, cancelled.Status);
        Assert.Equal("PUT", Assert.Single(Cancels).Method);
        var error = await Assert.ThrowsAsync<ReveException>(
            () => client.ReceiveTaskAsync(new ReceiveJob(task), cancellation: Cancellation));
        Assert.Equal((ReveErrorKind.TaskCancelled, Billing.Unknown), (error.Kind, error.Billing));
    }

    [Fact]
    public async Task A_cancel_that_comes_too_late_leaves_the_task_as_it_is()
    {
        Emulator.Tasks.Script = new() { Stages = [] };
        var client = Client(provider: "Fal");
        var task = await client.SubmitAsync(client.CreateJob(Create()), cancellation: Cancellation);
        await client.WaitForTaskAsync(task, cancellation: Cancellation);

        Assert.Equal(
            ReveTaskStatus.Completed, (await client.CancelTaskAsync(task, cancellation: Cancellation)).Status);
    }

    [Fact]
    public async Task Stopping_the_command_cancels_the_task_once()
    {
        Emulator.Tasks.Script = Held;
        using var stop = new CancellationTokenSource();

        var run = Client(provider: "Fal").GenerateAsync(Create(), Notices.Enqueue, stop.Token);
        await UntilAsync(() => Streams.Any());
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Single(Cancels);
        Assert.Single(Submits);
    }

    [Fact]
    public async Task A_submit_in_flight_when_the_command_stops_is_cancelled_when_its_id_arrives()
    {
        Emulator.Latency = TimeSpan.FromMilliseconds(300);
        Emulator.Tasks.Script = Held;
        using var stop = new CancellationTokenSource();

        var run = Client(provider: "Fal").GenerateAsync(Create(), Notices.Enqueue, stop.Token);
        await UntilAsync(() => Submits.Any());
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Single(Cancels);
    }

    [Fact]
    public async Task A_stop_during_the_upload_sends_nothing_paid()
    {
        var png = PlainPng.Make((64, 64));
        var bytes = new byte[FalUploader.LargestInline + 1];
        png.CopyTo(bytes, 0);
        Emulator.Misbehave(new Misbehaviour { Method = "PUT", Fault = Fault.StallBeforeHeaders });
        using var stop = new CancellationTokenSource();

        var run = Client(provider: "Fal").GenerateAsync(
            Edit(ImageInput.FromBytes(bytes)), Notices.Enqueue, stop.Token);
        await UntilAsync(() => Emulator.Requests.Any(request => request.Method == "PUT"));
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Empty(Submits);
    }

    [Fact]
    public async Task A_timeout_cancels_the_task_once_and_the_error_has_its_id()
    {
        Emulator.Tasks.Script = Held;

        var run = FailAsync();
        await UntilAsync(() => Streams.Any());
        Clock.RunOut();

        var error = await run;
        Assert.Equal(ReveErrorKind.TimedOut, error.Kind);
        Assert.NotNull(error.TaskId);
        Assert.Single(Cancels);
    }

    [Theory]
    [InlineData("OK", """{"images":[{"url":"https://evil.example/a.png"}]}""")]
    [InlineData("ERROR", """{"detail":"it broke"}""")]
    public void Only_the_id_of_a_webhook_is_read(string status, string payload)
    {
        var body = $$"""
            {"request_id":"call-1","gateway_request_id":"g","status":"{{status}}","payload":{{payload}},
            "status_url":"https://evil.example/status"}
            """;

        foreach (var sender in new[] { null, FalInfo.Info })
        {
            var task = ReveClient.ReadWebhook(body, sender);
            Assert.Equal(new ReveTask { Id = "call-1", Provider = "Fal" }.ToString(), task.ToString());
            Assert.Equal("Fal", task.Provider);
            Assert.Null(task.Links);
            Assert.Empty(task.Urls);
            Assert.Equal(ReveTaskStatus.Unknown, task.Status);
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("request_id")]
    [InlineData("""{"request_id":7}""")]
    [InlineData("""{"request_id":"../../v1/account"}""")]
    public void A_webhook_without_a_valid_id_is_refused(string body) => Assert.Equal(
        ReveErrorKind.WebhookUnreadable,
        Assert.Throws<ReveException>(() => ReveClient.ReadWebhook(body, FalInfo.Info)).Kind);
}
