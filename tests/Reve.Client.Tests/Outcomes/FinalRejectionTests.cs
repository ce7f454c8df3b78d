using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Reve.Emulator;
using Xunit;

namespace Reve.Tests.Outcomes;

/// <summary>Row "other 4xx and 5xx": final, and not charged; and row "3xx": unknown.</summary>
public sealed class FinalRejectionTests : OutcomeTestBase
{
    public static MatrixTheoryData<PaidCallCase, int> Statuses => EachOn(400, 401, 402, 413, 501);

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task A_final_rejection_is_reported_after_one_attempt(PaidCallCase call, int status)
    {
        Emulator.Misbehave(Respond(call, status));

        var error = await FailAsync(call);

        Assert.Equal(status, error.Status);
        Assert.Equal(1, error.Attempts);
        Assert.Single(Sent(call));
        Assert.Empty(Bill);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_redirect_of_a_paid_call_is_not_followed_and_its_outcome_is_unknown(PaidCallCase call)
    {
        Emulator.Misbehave(To(call) with
        {
            Status = 307,
            Headers = new Dictionary<string, string>
            {
                ["Location"] = new Uri(Emulator.OtherHost, Emulator.BaseUri.AbsolutePath).AbsoluteUri,
            },
        });

        var error = await FailAsync(call);

        Assert.Equal(ReveErrorKind.OutcomeUnknown, error.Kind);
        Assert.Equal(Billing.Unknown, error.Billing);
        Assert.Single(Sent(call));
        Assert.DoesNotContain(Emulator.Requests, request => request.Port == Emulator.OtherHost.Port);
        Assert.Empty(Bill);
    }
}
