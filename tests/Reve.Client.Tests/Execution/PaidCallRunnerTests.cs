using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Reve.Execution;
using Reve.Http;
using Reve.Providers;
using Reve.Threading;
using Xunit;

namespace Reve.Tests.Execution;

/// <summary>The steps around each attempt of a paid call, with a provider made up for the test.</summary>
public sealed class PaidCallRunnerTests
{
    private readonly TestClock _clock = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(3, false, 3)]
    [InlineData(9, false, 4)]
    [InlineData(3, true, 1)]
    public async Task A_call_is_sent_again_only_when_its_outcome_says_so(int succeedsAt, bool isFinal, int expected)
    {
        var failed = Rejected(ReveErrorKind.ProviderFailed, isFinal ? RetryDecision.Never : RetryDecision.Retry);
        var call = new ScriptedCall([.. Enumerable.Repeat(failed, succeedsAt - 1), Success]);

        var (outcome, error) = await RunAsync(new CallPolicy(), call);

        Assert.Equal(expected, call.Attempts);
        Assert.Equal(expected, outcome?.Attempts ?? error!.Attempts);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public async Task An_unknown_outcome_is_sent_again_only_with_consent(bool hasConsent, int expected)
    {
        var call = new ScriptedCall(Failed(OutcomeTable.Unknown), Success);

        await RunAsync(new CallPolicy { RetryUnknownOutcome = hasConsent }, call);

        Assert.Equal(expected, call.Attempts);
    }

    [Fact]
    public async Task An_unexpected_exception_of_an_attempt_leaves_the_outcome_unknown()
    {
        var call = new BrokenCall();

        var (_, error) = await RunAsync(new CallPolicy(), call);

        Assert.Equal((ReveErrorKind.OutcomeUnknown, Billing.Unknown), (error!.Kind, error.Billing));
        Assert.Equal("id-7", error.ClientRequestId);
        Assert.Contains("id-7", error.Advice);
        Assert.IsType<FormatException>(error.InnerException);
        Assert.Equal(1, call.Attempts);
    }

    [Fact]
    public async Task After_an_error_that_concerns_all_calls_the_next_call_is_not_sent_and_reserves_nothing()
    {
        var policy = new CallPolicy();
        var gate = new FailureGate(policy);
        var budget = new Budget(10);
        var rejected = new ScriptedCall(Rejected(ReveErrorKind.OutOfCredit, RetryDecision.Never));
        var next = new ScriptedCall(Success);

        var first = await RunAsync(policy, rejected, gate, budget);
        var second = await RunAsync(policy, next, gate, budget);

        Assert.Equal(ReveErrorKind.OutOfCredit, first.Error!.Kind);
        Assert.Equal(ReveErrorKind.NotSent, second.Error!.Kind);
        Assert.Equal(0, next.Attempts);
        await budget.ReserveAsync(10, s_provider, Cancellation);
    }

    [Fact]
    public async Task A_call_that_waits_for_its_turn_is_not_sent_after_sending_was_stopped()
    {
        var gate = new FailureGate(new CallPolicy());
        _clock.WhileWaiting = gate.StopSending;
        var limiter = new RateLimiter(_clock);
        for (var call = 0; call < 5; call++) await limiter.EnterAsync(Cancellation);
        var next = new ScriptedCall(Success);

        var (_, error) = await RunAsync(new CallPolicy(), next, gate, limiter: limiter);

        Assert.NotEmpty(_clock.Waits);
        Assert.Equal(ReveErrorKind.NotSent, error!.Kind);
        Assert.Equal(0, next.Attempts);
    }

    [Fact]
    public async Task Stopping_to_send_ends_the_wait_for_the_rate_limiter_and_for_the_budget()
    {
        var gate = new FailureGate(new CallPolicy());
        var limiter = new RateLimiter(new SteppedClock());
        for (var call = 0; call < 5; call++) await limiter.EnterAsync(Cancellation);
        var budget = new Budget(4);
        await budget.ReserveAsync(4, s_provider, Cancellation);
        var limited = RunAsync(new CallPolicy(), new ScriptedCall(Success), gate, limiter: limiter);
        var unaffordable = RunAsync(new CallPolicy(), new ScriptedCall(Success), gate, budget);

        gate.StopSending();

        Assert.Equal(ReveErrorKind.NotSent, (await limited).Error!.Kind);
        Assert.Equal(ReveErrorKind.NotSent, (await unaffordable).Error!.Kind);
    }

    [Fact]
    public async Task An_attempt_under_way_ends_as_usual_after_sending_was_stopped()
    {
        var gate = new FailureGate(new CallPolicy());
        var call = new ScriptedCall(Success) { WhileSending = gate.StopSending };

        var (outcome, _) = await RunAsync(new CallPolicy(), call, gate);

        Assert.Equal(OutcomeKind.Succeeded, outcome!.Kind);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_call_that_is_not_retried_because_sending_was_stopped_ends_with_its_own_outcome(bool whileSending)
    {
        var policy = new CallPolicy { RetryUnknownOutcome = true };
        var gate = new FailureGate(policy);
        var call = new ScriptedCall(Failed(OutcomeTable.Unknown), Success);
        if (whileSending) call.WhileSending = gate.StopSending;
        else _clock.WhileWaiting = gate.StopSending;

        var (_, error) = await RunAsync(policy, call, gate);

        Assert.Equal(1, call.Attempts);
        Assert.Equal((OutcomeTable.Unknown.ErrorKind, Billing.Unknown, 1), (error!.Kind, error.Billing, error.Attempts));
    }

    [Fact]
    public async Task A_task_that_failed_because_its_model_is_closed_stops_the_calls_with_this_model_only()
    {
        var gate = new FailureGate(new CallPolicy());
        gate.Report(TaskError(ReveErrorKind.OutOfCredit, "402"), "model");
        gate.Report(TaskError(ReveErrorKind.ModelRetired, "could not fetch the image: 404"), "model");
        gate.ThrowIfClosed("model");

        gate.Report(TaskError(ReveErrorKind.ModelRetired, "PARTNER_API_CLOSED"), "model");

        var (_, error) = await RunAsync(new CallPolicy(), new ScriptedCall(Success), gate);
        Assert.Equal(ReveErrorKind.NotSent, error!.Kind);
        gate.ThrowIfClosed("another");

        static ReveException TaskError(ReveErrorKind kind, string text) =>
            new(kind, "It failed.", "Nothing.") { TaskId = "t1", ProviderMessage = text };
    }

    [Theory]
    [InlineData(Billing.NotCharged, 0)]
    [InlineData(Billing.Unknown, 4)]
    [InlineData(Billing.Charged, 4)]
    public async Task The_budget_counts_a_call_by_the_billing_of_its_outcome(Billing billing, int counted)
    {
        var budget = new Budget(10);
        var kind = billing == Billing.NotCharged ? OutcomeKind.Rejected : OutcomeKind.Unknown;
        var outcome = new CallOutcome(kind, billing) { ErrorKind = ReveErrorKind.ProviderFailed };

        await RunAsync(new CallPolicy(), new ScriptedCall(Failed(outcome)), budget: budget);

        await budget.ReserveAsync(10 - counted, s_provider, Cancellation);
        budget.Settle(10 - counted, 0);
        var exceeded = await Assert.ThrowsAsync<ReveException>(() => budget.ReserveAsync(11 - counted, s_provider, Cancellation));
        Assert.Equal(ReveErrorKind.CostLimitReached, exceeded.Kind);
    }

    [Fact]
    public void A_provider_has_no_access_to_rate_limit_budget_or_journal()
    {
        var types = typeof(ProviderSession).GetProperties().Select(property => property.PropertyType.Namespace);

        Assert.DoesNotContain("Reve.Execution", types);
        Assert.DoesNotContain("Reve.Journal", types);
    }

    private static readonly ProviderInfo s_provider = ProviderRegistry.Get("Sandbox");

    private static CallOutcome Success => CallOutcome.Succeeded(new ProviderResponse([]));

    private static CallOutcome Rejected(ReveErrorKind kind, RetryDecision retry) =>
        Failed(new CallOutcome(OutcomeKind.Rejected, Billing.NotCharged) { ErrorKind = kind, Retry = retry });

    private static CallOutcome Failed(CallOutcome outcome) => outcome.WithError("Test", "It failed.", "Nothing.");

    private async Task<(CallOutcome? Outcome, ReveException? Error)> RunAsync(
        CallPolicy policy, PaidCall call, FailureGate? gate = null, Budget? budget = null, RateLimiter? limiter = null)
    {
        var runner = new PaidCallRunner(
            policy, _clock, limiter ?? new RateLimiter(_clock), gate ?? new FailureGate(policy));
        using var recorder = new OutcomeRecorder(entry: null, budget, estimate: 4, s_provider, _clock, static (_, _) => { });
        try
        {
            var log = new HttpLog(static (_, _) => { }, key: null);
            return (await runner.RunAsync(call, recorder, log, Cancellation), null);
        }
        catch (ReveException error)
        {
            return (null, error);
        }
    }

    /// <summary>A paid call whose provider has a defect.</summary>
    private sealed class BrokenCall : PaidCall
    {
        public override string Model => "model";

        public override string ClientRequestId => "id-7";

        public int Attempts { get; private set; }

        public override Task<CallOutcome> SendAsync(CancellationToken cancellation)
        {
            Attempts++;
            throw new FormatException("A defect.");
        }
    }

    /// <summary>A paid call whose attempts end as the test says; the last outcome repeats.</summary>
    private sealed class ScriptedCall(params CallOutcome[] outcomes) : PaidCall
    {
        public override string Model => "model";

        public int Attempts { get; private set; }

        public Action? WhileSending { get; set; }

        public override Task<CallOutcome> SendAsync(CancellationToken cancellation)
        {
            WhileSending?.Invoke();
            return Task.FromResult(outcomes[Math.Min(Attempts++, outcomes.Length - 1)]);
        }
    }
}
