using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;

namespace Reve.Emulator;

/// <summary>So many paid calls in each window of time; what comes beyond is refused until the next one.</summary>
public sealed class RateLimit(int calls, TimeSpan window)
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly Dictionary<long, (int Asked, int Refused)> _windows = [];

    /// <summary>How many calls were refused in each window.</summary>
    public IReadOnlyList<int> Refused
    {
        get { lock (_windows) return [.. _windows.OrderBy(entry => entry.Key).Select(entry => entry.Value.Refused)]; }
    }

    /// <summary>The refusal of a call that comes too soon; null: it is welcome.</summary>
    internal Reply? Refuse()
    {
        lock (_windows)
        {
            var number = _watch.Elapsed.Ticks / window.Ticks;
            var (asked, refused) = _windows.GetValueOrDefault(number);
            var isWelcome = asked < calls;
            _windows[number] = (asked + 1, refused + (isWelcome ? 0 : 1));
            if (isWelcome) return null;
            var left = window - TimeSpan.FromTicks(_watch.Elapsed.Ticks % window.Ticks);
            return Reply.Json(429, new JsonObject { ["message"] = "Too many requests" }) with
            {
                Headers =
                [
                    new("retry-after-ms", Math.Ceiling(left.TotalMilliseconds).ToString(CultureInfo.InvariantCulture)),
                ],
            };
        }
    }
}
