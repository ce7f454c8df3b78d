using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace Reve.Tests;

/// <summary>The shipped module in a real PowerShell: one test for each file of tests/Pester.</summary>
public sealed class PesterSuites
{
    // The suites wait more than they work. More of them at a time would spoil those that look at the clock.
    private static readonly SemaphoreSlim s_places = new(2);

    private static readonly Lazy<ConcurrentDictionary<string, Task<(int ExitCode, string Output)>>> s_runs = new(
        () => new(Suites.Select(suite => suite.Data).ToDictionary(suite => suite, RunAsync)));

    public static TheoryData<string> Suites =>
        [.. new DirectoryInfo(Repository.Suites).GetFiles("*.Tests.ps1").Select(file => file.Name).Order()];

    [Theory]
    [MemberData(nameof(Suites))]
    public async Task Passes(string suite)
    {
        Assert.SkipWhen(PowerShellHost.Command is null, PowerShellHost.Reason);

        var (exitCode, output) = await s_runs.Value[suite];

        TestContext.Current.TestOutputHelper?.WriteLine(output);
        Assert.True(exitCode == 0, output);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string suite)
    {
        await s_places.WaitAsync();
        try
        {
            return await PowerShellHost.RunAsync(
                PowerShellHost.Command!,
                ["-NoProfile", "-NonInteractive", "-File", Path.Combine(Repository.Suites, "Invoke-Suite.ps1"), suite],
                CancellationToken.None);
        }
        finally
        {
            s_places.Release();
        }
    }
}
