using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: Parallelization(Mode = ParallelMode.All)]

namespace Reve.Tests;

/// <summary>The shipped module in a real PowerShell: one test for each Pester file.</summary>
public sealed class PesterSuites(SuiteRunner runner) : IClassFixture<SuiteRunner>
{
    private const string SkipVariable = "REVE_SKIP_CMDLET_TESTS";

    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(3);

    // Long files first, so that none of them is left alone at the end.
    public static TheoryData<string> Suites =>
        [.. Repository.Suites.OrderByDescending(file => file.Length).Select(file => Repository.NameOf(file))];

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
