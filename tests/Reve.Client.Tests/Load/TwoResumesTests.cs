using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.ResumedRun;
using Reve.Tests.Journal;
using Xunit;

namespace Reve.Tests.Load;

/// <summary>Processes that resume the same folder, at the same moment or in another time zone.</summary>
public sealed class TwoResumesTests : JournalTestBase
{
    private const int Items = 8;
    private const int Processes = 2;

    [Fact]
    public async Task Of_resumes_at_the_same_moment_one_runs_and_the_others_are_refused()
    {
        // The response of the first request comes when all processes have tried.
        Emulator.IsHeld = true;
        var runs = Enumerable.Range(0, Processes).Select(_ => Start()).ToList();
        await UntilAsync(() => runs.Count(run => run.HasExited) == Processes - 1);
        Emulator.Release();

        await Task.WhenAll(runs.Select(run => run.WaitForExitAsync(Cancellation)));

        Assert.Equal(
            Enumerable.Repeat(RunItem.InUseExitCode, Processes - 1).Prepend(0),
            runs.Select(run => run.ExitCode).Order());
        Assert.Equal(Items, Emulator.Bill.Count);
        Assert.Equal(Items, Directory.GetFiles(Out, "*.png").Length);
        runs.ForEach(run => run.Dispose());
    }

    [Fact]
    public async Task A_run_is_resumed_in_another_time_zone_without_a_request()
    {
        using var first = Start("Pacific/Kiritimati");
        await first.WaitForExitAsync(Cancellation);
        var requests = Emulator.Requests.Count;

        using var second = Start("America/St_Johns");
        await second.WaitForExitAsync(Cancellation);

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Equal(Items, Emulator.Bill.Count);
        Assert.Equal(requests, Emulator.Requests.Count);
        Assert.All(Lines(), line => Assert.EndsWith("+00:00", line.GetProperty("at").GetString()));
    }

    private Process Start(string? timeZone = null)
    {
        var input = Path.Combine(Folder, "input.png");
        File.WriteAllBytes(input, PlainPng.Make((64, 64)));
        return RunItem.Start(
        [
            ProviderName, Emulator.BaseUri.AbsoluteUri, Emulator.ApiKey, Out,
            Items.ToString(CultureInfo.InvariantCulture), input,
        ], timeZone);
    }
}
