using System;
using System.Globalization;
using System.Linq;
using System.Net.Http.Headers;

namespace Reve.Http;

/// <summary>Computes the wait before the next attempt.</summary>
internal static class RetryDelay
{
    /// <summary>
    /// The wait that the provider requests; otherwise an exponential backoff with full jitter, up to the longest wait.
    /// </summary>
    public static TimeSpan Of(CallPolicy policy, int attempt, TimeSpan? retryAfter, double random)
    {
        if (retryAfter is { } requested) return requested;
        var ceiling = Math.Min(
            policy.RetryInterval.TotalSeconds * Math.Pow(2, attempt - 1), policy.MaximumRetryDelay.TotalSeconds);
        return TimeSpan.FromSeconds(ceiling * random);
    }

    public static TimeSpan? ReadRetryAfter(HttpResponseHeaders headers, DateTimeOffset now)
    {
        if (ReadMilliseconds(headers) is { } precise) return precise;
        if (headers.RetryAfter is not { } value) return null;
        var wait = value.Delta ?? value.Date - now;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static TimeSpan? ReadMilliseconds(HttpResponseHeaders headers) =>
        headers.TryGetValues("retry-after-ms", out var values)
        && double.TryParse(values.First(), NumberStyles.Float, CultureInfo.InvariantCulture, out var milliseconds)
        && milliseconds is >= 0 and < 1e12
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null;
}
