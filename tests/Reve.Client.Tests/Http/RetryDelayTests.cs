using System;
using System.Net.Http;
using Reve.Http;
using Xunit;

namespace Reve.Tests.Http;

public sealed class RetryDelayTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Retry-After", "30", 30.0)]
    [InlineData("Retry-After", "Thu, 26 Nov 2026 12:00:45 GMT", 45.0)]
    [InlineData("retry-after-ms", "1500", 1.5)]
    public void A_wait_that_the_provider_requests_is_read_in_each_form(string name, string value, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Read(name, value));

    [Theory]
    [InlineData("Retry-After", "0")]
    [InlineData("Retry-After", "Thu, 26 Nov 2026 11:59:59 GMT")]
    [InlineData("Retry-After", "Mon, 01 Jan 1990 00:00:00 GMT")]
    [InlineData("Retry-After", "soon")]
    [InlineData("retry-after-ms", "0")]
    [InlineData("retry-after-ms", "-5")]
    public void A_time_in_the_past_and_no_time_leave_the_wait_to_the_backoff(string name, string value)
    {
        var requested = Read(name, value);

        Assert.Null(requested);
        var policy = new CallPolicy { RetryInterval = TimeSpan.FromSeconds(2) };
        Assert.Equal(TimeSpan.FromSeconds(4), RetryDelay.Of(policy, attempt: 2, requested, random: 1));
    }

    [Fact]
    public void Without_an_interval_there_is_no_wait_before_any_attempt() => Assert.Equal(
        TimeSpan.Zero,
        RetryDelay.Of(new CallPolicy { RetryInterval = TimeSpan.Zero }, attempt: 2000, retryAfter: null, random: 1));

    [Theory]
    [InlineData("Fri, 27 Nov 2026 12:00:00 GMT", "Fri, 27 Nov 2026 12:00:30 GMT", 30)]
    [InlineData("Wed, 25 Nov 2026 12:00:00 GMT", "Wed, 25 Nov 2026 12:00:30 GMT", 30)]
    [InlineData("Thu, 26 Nov 2026 12:00:30 GMT", "Thu, 26 Nov 2026 12:00:15 GMT", null)]
    public void A_requested_date_is_relative_to_that_of_the_response(string date, string until, int? seconds) =>
        Assert.Equal(seconds, Read("Retry-After", until, date)?.TotalSeconds);

    private static TimeSpan? Read(string name, string value, string? date = null)
    {
        using var response = new HttpResponseMessage();
        if (date is not null) response.Headers.TryAddWithoutValidation("Date", date);
        response.Headers.TryAddWithoutValidation(name, value);
        return RetryDelay.ReadRetryAfter(response.Headers, s_now);
    }
}
