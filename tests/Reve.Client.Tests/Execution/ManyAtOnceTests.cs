using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Tests.Outcomes;
using Xunit;

namespace Reve.Tests.Execution;

/// <summary>Many calls of one client at once, at every provider.</summary>
public sealed class ManyAtOnceTests : OutcomeTestBase
{
    private const int Calls = 40;

    [Theory]
    [MemberData(nameof(All))]
    public async Task Each_call_is_made_and_charged_once_although_some_are_rejected_at_first(PaidCallCase call)
    {
        Emulator.Tasks.Script = new() { Stages = [] };
        // The rejections may all meet the same call.
        var client = Client(new CallPolicy { MaximumRetryCount = Calls }, call.Provider);
        Emulator.Misbehave(To(call) with { Status = 503, Body = "{}", Times = Calls / 4 });

        var results = await Task.WhenAll(Enumerable.Range(0, Calls).Select(number => client.GenerateAsync(
            RequestOf(call, $"fox {number}") with { Index = number }, cancellation: Cancellation)));

        Assert.All(results, result => Assert.NotNull(Assert.Single(result).Image!.Bytes));
        Assert.Equal(
            Enumerable.Range(0, Calls).Select(number => $"fox {number}"),
            results.Select(result => result[0].Image!.Prompt));
        Assert.Equal(Calls, Bill.Count);
        Assert.Equal(Calls, Bill.Select(charge => charge.Sequence).Distinct().Count());
        Assert.Equal(Calls + (Calls / 4), Sent(call).Count);
    }
}
