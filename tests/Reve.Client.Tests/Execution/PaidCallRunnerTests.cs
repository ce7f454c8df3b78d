using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Reve.Execution;
using Reve.Http;
using Reve.Providers;
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
        CallPolicy policy, PaidCall call, FailureGate? gate = null, Budget? budget = null)
    {
        var runner = new PaidCallRunner(policy, _clock, new RateLimiter(_clock), gate ?? new FailureGate(policy));
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

        public override Task<CallOutcome> SendAsync(CancellationToken cancellation) =>
            Task.FromResult(outcomes[Math.Min(Attempts++, outcomes.Length - 1)]);
    }
}
