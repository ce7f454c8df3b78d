using Reve.Providers;
using Xunit;

namespace Reve.Tests.Requests;

public sealed class CostLimitTests
{
    [Theory]
    [InlineData("5", "5", null)]
    [InlineData("0.25 USD", "0.25", "USD")]
    [InlineData("  7   credits ", "7", "credits")]
    public void A_limit_is_an_amount_with_or_without_a_unit(string text, string amount, string? unit)
    {
        var limit = CostLimit.TryParse(text)!;

        Assert.Equal(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), limit.Amount);
        Assert.Equal(unit, limit.Unit);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("-1 USD")]
    [InlineData("USD 5")]
    [InlineData("5 US D")]
    [InlineData("5 $")]
    public void Other_texts_are_not_limits(string? text) => Assert.Null(CostLimit.TryParse(text));

    [Fact]
    public void A_limit_in_USD_applies_to_each_provider_whose_unit_has_a_known_worth()
    {
        var tokens = Provider("tokens", worth: 0.0000005m);
        var limit = new CostLimit(5, "usd");

        limit.Require([tokens, Provider(ReveUsage.Usd, worth: 1)]);

        Assert.Equal(0.063m, limit.Convert(126000, tokens));
        Assert.Equal(0.25m, limit.Convert(0.25m, Provider(ReveUsage.Usd, worth: 1)));
    }

    [Fact]
    public void A_bare_number_is_refused_for_several_providers_and_for_one_that_charges_in_USD()
    {
        var credits = Provider("credits", worth: null);
        var dollars = Provider(ReveUsage.Usd, worth: 1);

        new CostLimit(5).Require([credits]);

        Assert.Contains("'5 USD'", Reject(new CostLimit(5), dollars).Advice);
        Assert.Equal(ReveErrorKind.CostLimitInvalid, Reject(new CostLimit(5), credits, credits).Kind);
    }

    [Fact]
    public void Prices_that_cannot_be_compared_are_refused()
    {
        var credits = Provider("credits", worth: null);
        var dollars = Provider(ReveUsage.Usd, worth: 1);

        Assert.Contains("credits", Reject(new CostLimit(5, "USD"), credits, dollars).Message);
        Assert.Equal(ReveErrorKind.CostLimitInvalid, Reject(new CostLimit(5, "credits"), credits, dollars).Kind);
        Assert.Equal(ReveErrorKind.CostLimitInvalid, Reject(new CostLimit(5, "EUR"), dollars).Kind);
        new CostLimit(5, "credits").Require([credits]);
    }

    private static ReveException Reject(CostLimit limit, params ProviderInfo[] providers) =>
        Assert.Throws<ReveException>(() => limit.Require(providers));

    private static ProviderInfo Provider(string unit, decimal? worth) =>
        ProviderRegistry.Get("Sandbox") with { Unit = unit, UnitWorth = worth };
}
