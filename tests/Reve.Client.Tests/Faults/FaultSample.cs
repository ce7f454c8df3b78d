using System;
using System.Collections.Generic;
using System.Linq;
using Reve.Tests.Outcomes;

namespace Reve.Tests.Faults;

/// <summary>How much is tried: a sample, or everything in the long form (REVE_LONG_TESTS=1).</summary>
internal static class FaultSample
{
    private const int FaultsOfProvider = 4;

    /// <summary>A call whose response has the image and one that becomes a task, or calls of every provider.</summary>
    public static IReadOnlyList<PaidCallCase> Calls =>
        LongTests.AreRun ? PaidCallCase.Each : [PaidCallCase.Create, PaidCallCase.Task];

    /// <summary>A few faults of a provider, and one in each phase of its requests.</summary>
    public static IReadOnlyList<FaultCase> Of(IReadOnlyList<FaultCase> cases)
    {
        if (LongTests.AreRun) return cases;
        var random = new Random(LongTests.RandomSeed);
        var shuffled = cases.OrderBy(_ => random.Next()).ToList();
        return
        [
            .. shuffled.DistinctBy(fault => fault.Fault).Take(FaultsOfProvider)
                .Union(shuffled.DistinctBy(fault => fault.Step.Phase)),
        ];
    }
}
