using System;
using Reve.Http;
using Xunit;

namespace Reve.Tests.Outcomes;

/// <summary>The outcome table, row by row, without a network.</summary>
public sealed class OutcomeTableTests
{
    [Theory]
    [InlineData(400, ReveErrorKind.InvalidRequest, Billing.NotCharged, "Never")]
    [InlineData(401, ReveErrorKind.AuthenticationFailed, Billing.NotCharged, "Never")]
    [InlineData(402, ReveErrorKind.OutOfCredit, Billing.NotCharged, "Never")]
    [InlineData(403, ReveErrorKind.AuthenticationFailed, Billing.NotCharged, "Never")]
    [InlineData(404, ReveErrorKind.ModelRetired, Billing.NotCharged, "Never")]
    [InlineData(410, ReveErrorKind.ModelRetired, Billing.NotCharged, "Never")]
    [InlineData(422, ReveErrorKind.InvalidRequest, Billing.NotCharged, "Never")]
    [InlineData(501, ReveErrorKind.ProviderFailed, Billing.NotCharged, "Never")]
    [InlineData(408, ReveErrorKind.ProviderFailed, Billing.NotCharged, "Retry")]
    [InlineData(429, ReveErrorKind.RateLimited, Billing.NotCharged, "Retry")]
    [InlineData(500, ReveErrorKind.ProviderFailed, Billing.NotCharged, "Retry")]
    [InlineData(502, ReveErrorKind.ProviderFailed, Billing.NotCharged, "Retry")]
    [InlineData(503, ReveErrorKind.ProviderFailed, Billing.NotCharged, "Retry")]
    [InlineData(301, ReveErrorKind.OutcomeUnknown, Billing.Unknown, "OnlyWithConsent")]
    [InlineData(303, ReveErrorKind.OutcomeUnknown, Billing.Unknown, "OnlyWithConsent")]
    [InlineData(504, ReveErrorKind.OutcomeUnknown, Billing.Unknown, "OnlyWithConsent")]
    [InlineData(524, ReveErrorKind.OutcomeUnknown, Billing.Unknown, "OnlyWithConsent")]
    public void A_status_of_a_paid_request_decides_kind_billing_and_retry(
        int status, ReveErrorKind kind, Billing billing, string retry)
    {
        var outcome = OutcomeTable.OfPaidRequest(Completed(status), meaning: null);

        Assert.Equal((kind, billing, retry), (outcome.ErrorKind, outcome.Billing, outcome.Retry.ToString()));
    }

    [Theory]
    [InlineData("NotSent", false, ReveErrorKind.ConnectionFailed, Billing.NotCharged, "Retry")]
    [InlineData("NotSent", true, ReveErrorKind.TimedOut, Billing.NotCharged, "Retry")]
    [InlineData("RefusedByProxy", false, ReveErrorKind.ConnectionFailed, Billing.NotCharged, "Never")]
    [InlineData("Sent", false, ReveErrorKind.OutcomeUnknown, Billing.Unknown, "OnlyWithConsent")]
    [InlineData("Sent", true, ReveErrorKind.OutcomeUnknown, Billing.Unknown, "OnlyWithConsent")]
    public void The_phase_of_a_paid_request_without_a_status_decides(
        string phase, bool timedOut, ReveErrorKind kind, Billing billing, string retry)
    {
        var exchange = new HttpExchange(Enum.Parse<ExchangePhase>(phase)) { TimedOut = timedOut };

        var outcome = OutcomeTable.OfPaidRequest(exchange, meaning: null);

        Assert.Equal((kind, billing, retry), (outcome.ErrorKind, outcome.Billing, outcome.Retry.ToString()));
    }

    [Theory]
    [InlineData(200, ReveErrorKind.UnreadableResponse, Billing.Charged)]
    [InlineData(400, ReveErrorKind.InvalidRequest, Billing.NotCharged)]
    [InlineData(302, ReveErrorKind.OutcomeUnknown, Billing.Unknown)]
    public void An_interrupted_response_means_what_its_status_means(int status, ReveErrorKind kind, Billing billing)
    {
        var exchange = new HttpExchange(ExchangePhase.Interrupted) { Status = status };

        var outcome = OutcomeTable.OfPaidRequest(exchange, meaning: null);

        Assert.Equal((kind, billing), (outcome.ErrorKind, outcome.Billing));
    }

    [Theory]
    [InlineData(503, ReveErrorKind.ProviderFailed, Billing.NotCharged)]
    [InlineData(504, ReveErrorKind.OutcomeUnknown, Billing.Unknown)]
    [InlineData(200, ReveErrorKind.ProviderFailed, Billing.NotCharged)]
    public void A_status_inside_a_response_of_success_means_the_same_and_is_final(
        int status, ReveErrorKind kind, Billing billing)
    {
        var outcome = OutcomeTable.OfEmbeddedStatus(status, new ProviderError("no"));

        Assert.Equal(
            (kind, billing, RetryDecision.Never), (outcome.ErrorKind!.Value, outcome.Billing, outcome.Retry));
    }

    [Theory]
    [InlineData(504, 400, ReveErrorKind.OutcomeUnknown, Billing.Unknown)]
    [InlineData(520, 400, ReveErrorKind.OutcomeUnknown, Billing.Unknown)]
    [InlineData(302, 429, ReveErrorKind.OutcomeUnknown, Billing.Unknown)]
    [InlineData(400, 504, ReveErrorKind.OutcomeUnknown, Billing.Unknown)]
    [InlineData(400, 503, ReveErrorKind.ContentViolation, Billing.NotCharged)]
    public void The_status_of_a_providers_error_rules_out_no_charge_that_the_response_leaves_open(
        int status, int meant, ReveErrorKind kind, Billing billing)
    {
        var outcome = OutcomeTable.OfPaidRequest(Completed(status), ReveErrorKind.ContentViolation, meant);

        Assert.Equal((kind, billing), (outcome.ErrorKind, outcome.Billing));
    }

    [Fact]
    public void A_reported_charge_makes_a_rejection_charged()
    {
        var rejected = OutcomeTable.OfPaidRequest(Completed(400), meaning: null);

        Assert.Equal(Billing.Charged, rejected.WithUsage(new ReveUsage { Amount = 7 }).Billing);
        Assert.Equal(Billing.NotCharged, rejected.WithUsage(new ReveUsage { Amount = 0 }).Billing);
        Assert.Equal(Billing.NotCharged, rejected.WithUsage(null).Billing);
    }

    [Theory]
    [InlineData(429, ReveErrorKind.OutOfCredit, "Never")]
    [InlineData(403, ReveErrorKind.ContentViolation, "Never")]
    [InlineData(503, ReveErrorKind.OutOfCredit, "Retry")]
    public void The_meaning_of_a_providers_error_replaces_that_of_the_status(
        int status, ReveErrorKind meaning, string retry)
    {
        var outcome = OutcomeTable.OfPaidRequest(Completed(status), meaning);

        Assert.Equal((meaning, retry), (outcome.ErrorKind, outcome.Retry.ToString()));
    }

    [Theory]
    [InlineData("Sent", 0)]
    [InlineData("Interrupted", 200)]
    [InlineData("Completed", 504)]
    [InlineData("Completed", 503)]
    public void A_free_request_is_repeated_whenever_that_may_help(string phase, int status)
    {
        var exchange = new HttpExchange(Enum.Parse<ExchangePhase>(phase)) { Status = status == 0 ? null : status };

        var outcome = OutcomeTable.OfFreeRequest(exchange, meaning: null);

        Assert.Equal((Billing.NotCharged, RetryDecision.Retry), (outcome.Billing, outcome.Retry));
    }

    private static HttpExchange Completed(int status) => new(ExchangePhase.Completed) { Status = status };
}
