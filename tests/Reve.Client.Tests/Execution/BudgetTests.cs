using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using System;
using Reve.Emulator;
using Reve.Providers;
using Xunit;

namespace Reve.Tests.Execution;

/// <summary>The cost limit stops calls that could exceed it.</summary>
public sealed class BudgetTests : EmulatorTests
{
    private const int Price = 126000;

    [Theory]
    [InlineData(3 * Price, 3)]
    [InlineData((3 * Price) - 1, 2)]
    [InlineData(0, 0)]
    public async Task Calls_that_could_exceed_the_limit_are_not_sent_and_are_reported(int limit, int fit)
    {
        var results = await RunSideBySideAsync(6, limit);

        Assert.Equal(fit, Emulator.Bill.Count);
        Assert.Equal(fit, results.Count(result => result is null));
        Assert.All(results.OfType<ReveException>(), error =>
            Assert.Equal(ReveErrorKind.CostLimitReached, error.Kind));
    }

    [Fact]
    public async Task A_call_in_flight_counts_with_its_estimate()
    {
        Emulator.Latency = TimeSpan.FromMilliseconds(100);

        await RunSideBySideAsync(8, 4 * Price);

        Assert.Equal(4, Paid.Count());
    }

    [Fact]
    public async Task A_finished_call_counts_with_its_charge()
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/v1/images", Times = 3, Body = Response(charged: 1000) });

        var results = await RunSideBySideAsync(4, Price + 3000);

        Assert.All(results, Assert.Null);
        Assert.Equal(4, Paid.Count());
    }

    [Fact]
    public async Task An_uncharged_call_frees_its_estimate_and_one_that_may_be_charged_does_not()
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/v1/images", Status = 400 });
        Emulator.Misbehave(new Misbehaviour { Path = "/v1/images", Fault = Fault.ResetAfterBody });
        var client = Client(new CallPolicy { CostLimit = 2 * Price });

        Assert.Equal(ReveErrorKind.InvalidRequest, (await OneAsync(client))!.Kind);
        Assert.Equal(ReveErrorKind.OutcomeUnknown, (await OneAsync(client))!.Kind);
        Assert.Null(await OneAsync(client));
        Assert.Equal(ReveErrorKind.CostLimitReached, (await OneAsync(client))!.Kind);
    }

    [Fact]
    public void An_unknown_price_is_rejected_before_anything_is_sent()
    {
        var request = new ImageRequest
        {
            Operation = ReveOperation.Edit,
            Prompt = "make it night",
            Inputs = [ImageInput.FromUrl("https://example.com/fox.png")],
        };
        var policy = new CallPolicy { CostLimit = 10 };

        var error = Assert.Throws<ReveException>(
            () => ImageJob.Create(request, Connection(TestProviders.WithoutCreate.Name), policy));

        Assert.Equal(ReveErrorKind.PriceUnknown, error.Kind);
    }

    private async Task<ReveException?[]> RunSideBySideAsync(int count, int limit)
    {
        var client = Client(new CallPolicy { CostLimit = limit });
        return await Task.WhenAll(Enumerable.Range(0, count).Select(_ => OneAsync(client)));
    }

    private async Task<ReveException?> OneAsync(ReveClient client)
    {
        try
        {
            await client.GenerateAsync(
                Create(), job => job with { SkipDownload = true }, Notices.Enqueue, Cancellation);
            return null;
        }
        catch (ReveException exception)
        {
            return exception;
        }
    }

    private static string Response(int charged) =>
        """{"data":[{"url":"https://example.com/fox.png"}],"meta":{"usage":{"credits_used":CHARGED}}}"""
            .Replace("CHARGED", charged.ToString(CultureInfo.InvariantCulture));
}
