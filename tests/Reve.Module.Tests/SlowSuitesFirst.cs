using System;
using System.Collections.Generic;
using System.Linq;
using Xunit.Sdk;
using Xunit.v3;

namespace Reve.Tests;

/// <summary>Starts the suites that take longest first, so that none of them is left to run alone at the end.</summary>
public sealed class SlowSuitesFirst : ITestCaseOrderer
{
    private static readonly string[] s_slow = ["Killed", "Stop", "Show-ReveImage", "Secrets", "Batch", "Proxy"];

    public IReadOnlyCollection<TTestCase> OrderTestCases<TTestCase>(IReadOnlyCollection<TTestCase> testCases)
        where TTestCase : notnull, ITestCase =>
        [.. testCases.OrderBy(testCase => Place(testCase.TestCaseDisplayName))];

    private static int Place(string name)
    {
        var place = Array.FindIndex(s_slow, slow => name.Contains($"/{slow}\"", StringComparison.Ordinal));
        return place < 0 ? s_slow.Length : place;
    }
}
