using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Reve.Emulator;
using Xunit;

namespace Reve.Tests.Outcomes;

/// <summary>What another attempt would not change is asked once and not billed.</summary>
public sealed class FinalRefusalTests : PaidCallTests
{
    public static MatrixTheoryData<PaidCall, int> Refusals => EachOn(400, 401, 402, 413, 501);

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_refusal_that_will_not_change_is_told_at_once(PaidCall call, int status)
    {
        Emulator.Misbehave(Answering(call, status));

        var fault = await FailAsync(call);

        Assert.Equal(status, fault.Status);
        Assert.Equal(1, fault.Attempts);
        Assert.Single(Sent(call));
        Assert.Empty(Bill);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_redirect_of_a_paid_call_is_not_followed(PaidCall call)
    {
        Emulator.Misbehave(To(call) with
        {
            Status = 307,
            Headers = new Dictionary<string, string>
            {
                ["Location"] = new Uri(Emulator.OtherHost, PathOf(call)).AbsoluteUri,
            },
        });

        var fault = await FailAsync(call);

        Assert.Equal(ReveErrorKind.OutcomeUnknown, fault.Kind);
        Assert.Equal(Billing.Unknown, fault.Billing);
        Assert.Single(Sent(call));
        Assert.Empty(Bill);
    }
}
