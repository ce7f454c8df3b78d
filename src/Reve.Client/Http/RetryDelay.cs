using System;
using System.Globalization;
using System.Linq;
using System.Net.Http.Headers;

namespace Reve.Http;

/// <summary>Computes the wait before the next attempt.</summary>
internal static class RetryDelay
{
    // A greater power would be infinite at last, and an infinite part of no interval is not a number.
    private const int MostDoublings = 60;

    /// <summary>
    /// The wait that the provider requests; otherwise an exponential backoff with full jitter, up to the longest wait.
    /// </summary>
    public static TimeSpan Of(CallPolicy policy, int attempt, TimeSpan? retryAfter, double random)
    {
        if (retryAfter is { } requested) return requested;
        var factor = Math.Pow(2, Math.Min(attempt - 1, MostDoublings));
        var ceiling = Math.Min(policy.RetryInterval.TotalSeconds * factor, policy.MaximumRetryDelay.TotalSeconds);
        return TimeSpan.FromSeconds(ceiling * random);
    }

    /// <summary>
    /// The wait that the headers request. Null when they request none, also with a time in the past, so that attempts
    /// do not follow each other without a wait. A date is relative to that of the response, because the clock of this
    /// machine can be wrong.
    /// </summary>
    public static TimeSpan? ReadRetryAfter(HttpResponseHeaders headers, DateTimeOffset now)
    {
        var wait = ReadMilliseconds(headers) ?? headers.RetryAfter?.Delta
            ?? headers.RetryAfter?.Date - (headers.Date ?? now);
        return wait > TimeSpan.Zero ? wait : null;
    }

    private static TimeSpan? ReadMilliseconds(HttpResponseHeaders headers) =>
        headers.TryGetValues("retry-after-ms", out var values)
        && double.TryParse(values.First(), NumberStyles.Float, CultureInfo.InvariantCulture, out var milliseconds)
        && milliseconds is >= 0 and < 1e12
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null;
}
