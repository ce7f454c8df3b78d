using System.Linq;
using System.Threading.Tasks;
using Reve.Execution;
using Reve.Providers;
using Xunit;

namespace Reve.Tests.Outcomes;

/// <summary>
/// Row "2xx with an error or a violation inside": that error, with usage and ids, and no retry.
/// </summary>
public sealed class EmbeddedErrorTests : OutcomeTestBase
{
    [Theory]
    [MemberData(nameof(Every))]
    public async Task A_withheld_image_is_a_violation_with_the_usage_and_the_ids_that_the_provider_reports(
        PaidCallCase call)
    {
        ReveException error;
        try
        {
            error = Assert.Single(await Client(provider: call.Provider).GenerateAsync(
                RequestOf(call, "a forbidden fox"), job => job with { Output = InFolder }, Notices.Enqueue,
                Cancellation)).Error!;
        }
        catch (ReveException refused)
        {
            error = refused;
        }

        Assert.Equal((ReveErrorKind.ContentViolation, 1), (error.Kind, error.Attempts));
        Assert.Equal(Emulator.Tasks.All.Keys.SingleOrDefault(), error.TaskId);
        Assert.Single(Sent(call));
        Assert.Empty(Files);
        // A provider charges for a withheld image or does not; the error says which, if the provider does.
        var charge = Bill.SingleOrDefault();
        Assert.Equal(charge is not null, error.Billing == Billing.Charged);
        Assert.Equal(charge?.Amount, error.Usage?.Amount);
        if (charge is not null) Assert.Equal(charge.RequestId, error.RequestId);
    }
}
