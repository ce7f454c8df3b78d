using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace Reve.Tests;

/// <summary>The shipped module in a real PowerShell: one test for each file of tests/Pester.</summary>
public sealed class PesterSuites
{
    public static TheoryData<string> Suites =>
        [.. new DirectoryInfo(Repository.Suites).GetFiles("*.Tests.ps1").Select(file => file.Name).Order()];

    [Theory]
    [MemberData(nameof(Suites))]
    public async Task Passes(string suite)
    {
        if (PowerShellHost.Command is not { } pwsh)
        {
            Assert.Skip(PowerShellHost.Reason);
            return;
        }

        var (exitCode, output) = await PowerShellHost.RunAsync(
            pwsh,
            ["-NoProfile", "-NonInteractive", "-File", Path.Combine(Repository.Suites, "Invoke-Suite.ps1"), suite],
            TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper?.WriteLine(output);
        Assert.True(exitCode == 0, output);
    }
}
