using System;
using System.Collections.Generic;
using Reve.Emulator;

namespace Reve.Tests.Load;

/// <summary>Faults that happen to requests at random: rejections, lost responses and cut bodies.</summary>
internal static class RandomFaults
{
    private static readonly IReadOnlyList<Misbehaviour> s_ofAll =
    [
        new() { Status = 503, Body = "{}" },
        new() { Fault = Fault.ResetAfterBody },
        new() { Fault = Fault.TruncateBody },
        new() { Fault = Fault.ResetInBody },
    ];

    private static readonly IReadOnlyList<Misbehaviour> s_ofPaid =
    [
        .. s_ofAll,
        new() { Status = 400, Body = "{}" },
        new() { Status = 429, Body = "{}" },
        new() { Status = 500, Body = "{}" },
        new() { Status = 504, Body = "{}", IsProcessed = true },
        new() { Body = "<html>" },
        new() { Fault = Fault.CloseAfterBody, IsCharged = false },
    ];

    /// <summary>Chooses the fault of a request, or none.</summary>
    /// <param name="request">The request.</param>
    /// <param name="seed">The seed, so that a run can be repeated.</param>
    /// <param name="percent">The percentage of the requests that have a fault.</param>
    public static Misbehaviour? Choose(RecordedRequest request, int seed, int percent)
    {
        var chance = new Random(unchecked((seed * 397) + request.Sequence));
        if (chance.Next(100) >= percent) return null;
        var faults = request.PaidAt is null ? s_ofAll : s_ofPaid;
        return faults[chance.Next(faults.Count)];
    }
}
