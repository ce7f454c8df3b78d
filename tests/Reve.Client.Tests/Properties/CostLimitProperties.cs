using System.Globalization;
using CsCheck;
using Xunit;

namespace Reve.Tests.Properties;

/// <summary>A cost limit is written and read again in every culture.</summary>
public sealed class CostLimitProperties
{
    private static readonly Gen<string?> s_units = Gen.OneOf(
        Gen.Const<string?>(() => null), Gen.Char.AlphaNumeric.Where(char.IsLetter).Array[1, 40].Select(string.Concat)!);

    private static readonly Gen<string> s_cultures = Gen.OneOf("tr-TR", "ar-SA", "de-DE", "");

    [Fact]
    public void A_limit_is_read_from_its_text() => Property.Holds(
        Gen.Select(Gen.Long[0, long.MaxValue], Gen.Int[0, 6], s_units, s_cultures), values =>
        {
            var (digits, decimals, unit, culture) = values;
            var limit = new CostLimit(new decimal(digits) / Power(decimals), unit);
            var current = CultureInfo.CurrentCulture;
            try
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);

                Assert.Equal(limit, CostLimit.TryParse(limit.ToString()));
            }
            finally
            {
                CultureInfo.CurrentCulture = current;
            }
        });

    [Fact]
    public void Any_text_is_a_limit_that_is_not_negative_or_none() => Property.Holds(
        Values.Text, text => Assert.False(CostLimit.TryParse(text)?.Amount < 0));

    private static decimal Power(int decimals)
    {
        var power = 1m;
        for (var count = 0; count < decimals; count++) power *= 10;
        return power;
    }
}
