using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Reve.Emulator;
using Xunit;

namespace Reve.Tests.Http;

/// <summary>The table of money and outcomes, row by row: how often it was sent, and what was charged.</summary>
public sealed class OutcomeTests : EmulatorTests
{
    [Fact]
    public async Task A_call_that_never_left_is_tried_again_and_not_charged()
    {
        var unreachable = new ReveClient(
            Connection() with { BaseUri = new Uri("http://127.0.0.1:9") }, new CallPolicy(), Clock);

        var fault = await Assert.ThrowsAsync<ReveException>(
            () => unreachable.RunAsync(new ReveJob(Create()), cancellation: Cancellation));

        Assert.Equal(ReveErrorKind.ConnectionFailed, fault.Kind);
        Assert.Equal(4, fault.Attempts);
        Assert.Equal(3, Clock.Waits.Count);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task A_call_that_was_refused_for_now_is_tried_again(int status)
    {
        Emulator.Misbehave(new Misbehaviour { Method = "POST", Status = status, Times = 2, Body = "{}" });

        var image = await MakeAsync(Create());

        Assert.Equal(3, image.Attempts);
        Assert.Equal(TimeSpan.FromSeconds(1 + 2), image.Waited);
        Assert.Single(Emulator.Bill);
    }

    [Fact]
    public async Task A_call_that_goes_on_being_refused_ends_with_its_attempts_counted()
    {
        Emulator.Misbehave(
            new Misbehaviour { Method = "POST", Status = 503, Times = 9, Body = """{"message":"maintenance"}""" });

        var fault = await FailAsync(policy: new CallPolicy { MaximumRetryCount = 2 });

        Assert.Equal(ReveErrorKind.ProviderFailed, fault.Kind);
        Assert.Equal(3, fault.Attempts);
        Assert.Equal(3, Paid.Count());
        Assert.Contains("maintenance", fault.Message);
    }

    [Theory]
    [InlineData("Retry-After", "17", 17_000)]
    [InlineData("Retry-After", "Fri, 02 Jan 2026 03:05:05 GMT", 60_000)]
    [InlineData("retry-after-ms", "250", 250)]
    public async Task The_wait_is_the_one_that_the_provider_asks_for(string header, string value, int milliseconds)
    {
        Emulator.Misbehave(new Misbehaviour
        {
            Method = "POST",
            Status = 429,
            Headers = new Dictionary<string, string> { [header] = value },
        });

        await MakeAsync(Create());

        Assert.Equal([TimeSpan.FromMilliseconds(milliseconds)], Clock.Waits);
    }

    [Fact]
    public async Task A_wait_beyond_the_callers_patience_ends_at_once_and_says_when_to_come_back()
    {
        Emulator.Misbehave(new Misbehaviour
        {
            Method = "POST",
            Status = 429, Headers = new Dictionary<string, string> { ["Retry-After"] = "3600" },
        });

        var fault = await FailAsync();

        Assert.Equal(ReveErrorKind.RateLimited, fault.Kind);
        Assert.Equal(TimeSpan.FromHours(1), fault.RetryAfter);
        Assert.Contains("3600 seconds", fault.Advice);
        Assert.Single(Paid);
        Assert.Empty(Clock.Waits);
    }

    [Fact]
    public async Task The_jitter_covers_the_whole_doubling_interval_up_to_the_longest_wait()
    {
        Emulator.Misbehave(new Misbehaviour { Method = "POST", Status = 503, Times = 5 });
        Clock.Chance = 0.999;

        await RunAsync(Create(), policy: new CallPolicy
        {
            MaximumRetryCount = 5,
            RetryInterval = TimeSpan.FromSeconds(10),
            MaximumRetryDelay = TimeSpan.FromSeconds(60),
        });

        Assert.Equal([9.99, 19.98, 39.96, 59.94, 59.94], Clock.Waits.Select(wait => Math.Round(wait.TotalSeconds, 2)));
    }

    [Theory]
    [InlineData(Fault.ResetAfterBody, true)]
    [InlineData(Fault.ResetAfterBody, false)]
    [InlineData(Fault.CloseAfterBody, true)]
    public async Task A_call_that_was_sent_and_lost_is_never_sent_again_by_itself(Fault fault, bool charged)
    {
        Emulator.Misbehave(new Misbehaviour { Method = "POST", Fault = fault, IsCharged = charged });

        var error = await FailAsync();

        Assert.Equal(ReveErrorKind.OutcomeUnknown, error.Kind);
        Assert.Equal(1, error.Attempts);
        Assert.Single(Paid);
        Assert.Equal(charged ? 1 : 0, Emulator.Bill.Count);
        Assert.Contains("-RetryUnknownOutcome", error.Advice);
    }

    [Fact]
    public async Task A_kept_connection_that_dies_under_a_call_does_not_make_the_http_stack_send_it_again()
    {
        await MakeAsync(Create());
        Emulator.Misbehave(new Misbehaviour { Fault = Fault.ResetAfterBody, Method = "POST" });

        var error = await FailAsync();

        Assert.Equal(ReveErrorKind.OutcomeUnknown, error.Kind);
        Assert.Equal(2, Paid.Count());
    }

    [Theory]
    [InlineData(504)]
    [InlineData(524)]
    public async Task A_gateway_that_gave_up_waiting_leaves_the_outcome_unknown(int status)
    {
        Emulator.Misbehave(
            new Misbehaviour { Method = "POST", Status = status, Body = """{"message":"took too long"}""" });

        var error = await FailAsync();

        Assert.Equal(ReveErrorKind.OutcomeUnknown, error.Kind);
        Assert.Equal(status, error.Status);
        Assert.Single(Paid);
    }

    [Fact]
    public async Task An_unknown_outcome_is_sent_again_when_the_user_says_so()
    {
        Emulator.Misbehave(new Misbehaviour { Method = "POST", Fault = Fault.ResetAfterBody });

        var result = Assert.Single(await RunAsync(Create(), policy: new CallPolicy { RetryUnknownOutcome = true }));

        Assert.Equal(2, result.Image!.Attempts);
        Assert.Equal(2, Emulator.Bill.Count);
    }

    [Theory]
    [InlineData(Fault.StallBeforeHeaders)]
    [InlineData(Fault.StallInHeaders)]
    public async Task A_call_whose_time_runs_out_before_an_answer_has_an_unknown_outcome(Fault fault)
    {
        Emulator.Misbehave(new Misbehaviour { Method = "POST", Fault = fault });

        var run = FailAsync();
        await UntilAsync(() => Emulator.Bill.Count == 1);
        Clock.RunOut();

        var error = await run;
        Assert.Equal(ReveErrorKind.OutcomeUnknown, error.Kind);
        Assert.Single(Paid);
        await UntilAsync(() => Paid.Single().WasAborted);
    }

    [Theory]
    [InlineData(Fault.TruncateBody)]
    [InlineData(Fault.ResetInBody)]
    public async Task A_success_that_breaks_off_was_charged_and_what_came_of_it_is_kept(Fault fault)
    {
        Emulator.Misbehave(new Misbehaviour { Method = "POST", Fault = fault });

        var error = await FailAsync();

        Assert.Equal(ReveErrorKind.UnreadableAnswer, error.Kind);
        Assert.Single(Paid);
        Assert.Single(Emulator.Bill);
        File.Delete(error.AnswerFile!);
    }

    [Theory]
    [InlineData("<html>welcome</html>")]
    [InlineData("""{"data":null}""")]
    [InlineData("""{"data":[{"url":null,"b64_json":"%%%"}]}""")]
    [InlineData("")]
    public async Task A_success_that_cannot_be_read_was_charged_and_is_kept_whole(string body)
    {
        Emulator.Misbehave(new Misbehaviour { Method = "POST", Body = body });

        var error = await FailAsync();

        Assert.Equal(ReveErrorKind.UnreadableAnswer, error.Kind);
        Assert.Equal(200, error.Status);
        Assert.Single(Emulator.Bill);
        Assert.Equal(body, await File.ReadAllTextAsync(error.AnswerFile!, Cancellation));
        Assert.Contains(error.AnswerFile!, error.Advice);
        File.Delete(error.AnswerFile!);
    }

    [Fact]
    public async Task An_answer_that_drips_is_read_to_its_end()
    {
        Emulator.Misbehave(new Misbehaviour { Method = "POST", Fault = Fault.Drip });

        await MakeAsync(Create());
    }

    [Fact]
    public async Task A_redirect_of_a_paid_call_is_not_followed()
    {
        Emulator.Misbehave(new Misbehaviour
        {
            Method = "POST",
            Status = 307,
            Headers = new Dictionary<string, string>
            {
                ["Location"] = new Uri(Emulator.OtherHost, "/v1/images/generations").AbsoluteUri,
            },
        });

        var error = await FailAsync();

        Assert.Equal(ReveErrorKind.ProviderFailed, error.Kind);
        Assert.Single(Paid);
    }

    [Fact]
    public async Task A_cancelled_call_ends_as_cancelled_and_lets_go_of_its_connection()
    {
        Emulator.Misbehave(new Misbehaviour { Method = "POST", Fault = Fault.StallBeforeHeaders });
        using var stop = new CancellationTokenSource();

        var run = Client().RunAsync(new ReveJob(Create()), cancellation: stop.Token);
        await UntilAsync(() => Emulator.Bill.Count == 1);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        await UntilAsync(() => Paid.Single().WasAborted);
    }
}
