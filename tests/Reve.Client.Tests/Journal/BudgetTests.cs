using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using System;
using Reve.Emulator;
using Reve.Providers;
using Xunit;

namespace Reve.Tests.Journal;

/// <summary>A limit of cost stops before the call that could go over it.</summary>
public sealed class BudgetTests : EmulatorTests
{
    private const int Price = 126000;

    [Theory]
    [InlineData(3 * Price, 3)]
    [InlineData((3 * Price) - 1, 2)]
    [InlineData(0, 0)]
    public async Task What_could_go_over_is_not_sent_and_the_rest_is_reported(int limit, int fit)
    {
        var results = await RunSideBySideAsync(6, limit);

        Assert.Equal(fit, Emulator.Bill.Count);
        Assert.Equal(fit, results.Count(result => result is null));
        Assert.All(results.OfType<ReveException>(), error =>
            Assert.Equal(ReveErrorKind.CostLimitReached, error.Kind));
    }

    [Fact]
    public async Task What_is_under_way_counts_by_its_estimate()
    {
        Emulator.Latency = TimeSpan.FromMilliseconds(100);

        await RunSideBySideAsync(8, 4 * Price);

        Assert.Equal(4, Paid.Count());
    }

    [Fact]
    public async Task What_is_done_counts_by_what_was_really_charged()
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/v1/images", Times = 3, Body = Answer(charged: 1000) });

        var results = await RunSideBySideAsync(4, Price + 3000);

        Assert.All(results, Assert.Null);
        Assert.Equal(4, Paid.Count());
    }

    [Fact]
    public async Task What_was_not_charged_makes_room_again_and_what_may_have_been_does_not()
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
    public void An_unknown_price_is_refused_before_anything_is_sent()
    {
        var request = new ImageRequest
        {
            Operation = ReveOperation.Edit,
            Prompt = "make it night",
            Inputs = [ImageInput.FromUrl("https://example.com/fox.png")],
        };
        var policy = new CallPolicy { CostLimit = 10 };

        var refused = Assert.Throws<ReveException>(
            () => ImageJob.Create(request, Connection("OneRouter"), policy));

        Assert.Equal(ReveErrorKind.PriceUnknown, refused.Kind);
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
            await client.GenerateAsync(Create(), job => job with { SkipDownload = true }, Notices.Enqueue, Cancellation);
            return null;
        }
        catch (ReveException exception)
        {
            return exception;
        }
    }

    private static string Answer(int charged) =>
        """{"data":[{"url":"https://example.com/fox.png"}],"meta":{"usage":{"credits_used":CHARGED}}}"""
            .Replace("CHARGED", charged.ToString(CultureInfo.InvariantCulture));
}
