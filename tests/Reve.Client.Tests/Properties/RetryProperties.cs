using System;
using System.Globalization;
using System.Net.Http;
using CsCheck;
using Reve.Http;
using Xunit;

namespace Reve.Tests.Properties;

/// <summary>Waits between attempts, for any header and any policy.</summary>
public sealed class RetryProperties
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);
    private static readonly Gen<string> s_headers = Gen.OneOf(["Retry-After", "retry-after-ms"]);

    private static readonly Gen<string> s_numbers =
        Gen.Double.Select(value => value.ToString(CultureInfo.InvariantCulture));
    private static readonly Gen<int> s_intervals = Gen.OneOf(Gen.Const(0), Gen.Int[1, 3600]);

    [Fact]
    public void A_wait_in_seconds_is_read() => Property.Holds(Gen.Int[1, int.MaxValue], seconds =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Read("Retry-After", $"{seconds}")));

    [Fact]
    public void A_wait_until_a_time_is_read() => Property.Holds(Gen.Int[-100_000_000, 100_000_000], seconds =>
    {
        var time = s_now.AddSeconds(seconds).ToString("r", CultureInfo.InvariantCulture);

        Assert.Equal(seconds > 0 ? TimeSpan.FromSeconds(seconds) : null, Read("Retry-After", time));
    });

    [Fact]
    public void Any_other_header_is_a_wait_that_is_longer_than_none_or_is_ignored() => Property.Holds(
        Gen.Select(s_headers, Gen.OneOf(Values.Text, s_numbers)),
        values => Assert.True(Read(values.Item1, values.Item2) is null or { Ticks: > 0 }));

    [Fact]
    public void A_wait_without_a_header_is_between_none_and_the_longest() => Property.Holds(
        Gen.Select(Gen.Int[1, 3000], s_intervals, Gen.Int[0, 86_400], Gen.Double[0, 1]), values =>
        {
            var (attempt, interval, longest, chance) = values;
            var policy = new CallPolicy
            {
                RetryInterval = TimeSpan.FromSeconds(interval), MaximumRetryDelay = TimeSpan.FromSeconds(longest),
            };

            var wait = RetryDelay.Of(policy, attempt, null, chance);

            var ceiling = Math.Min(interval == 0 ? 0 : interval * Math.Pow(2, attempt - 1), longest);
            Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromSeconds(ceiling));
        });

    private static TimeSpan? Read(string name, string value)
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation(name, value);
        return RetryDelay.ReadRetryAfter(response.Headers, s_now);
    }
}
