using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

// Each test waits for a PowerShell, so the number of threads limits nothing.
[assembly: Parallelization(Mode = ParallelMode.All, MaxThreads = 8)]

namespace Reve.Tests;

/// <summary>The shipped module in a real PowerShell: one test for each Pester file.</summary>
[TestCaseOrderer(typeof(SlowSuitesFirst))]
public sealed class PesterSuites(SuiteRunner runner) : IClassFixture<SuiteRunner>
{
    private const string SkipVariable = "REVE_SKIP_CMDLET_TESTS";

    // The long tests generate thousands of images.
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(
        Environment.GetEnvironmentVariable("REVE_LONG_TESTS") == "1" ? 60 : 5);

    public static TheoryData<string> Suites => [.. Repository.Suites.Select(Repository.NameOf).Order()];

    [Theory]
    [MemberData(nameof(Suites))]
    public async Task Passes(string suite)
    {
        Assert.SkipWhen(
            Environment.GetEnvironmentVariable(SkipVariable) == "1", $"{SkipVariable} leaves the cmdlet suites out.");

        var report = await runner.RunAsync(Path.Combine(Repository.Tests, $"{suite}.Tests.ps1"), s_limit);

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{report.Passed} passed, {report.Skipped} skipped {report.Reasons}");
        Assert.True(report.Succeeded, report.Failures);
        Assert.SkipWhen(report.Passed == 0, report.Reasons);
    }
}
