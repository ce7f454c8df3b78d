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

/// <summary>Processes that resume the same folder at the same moment: one runs, and nothing is paid for twice.</summary>
public sealed class TwoResumesTests : JournalTestBase
{
    private const int Items = 20;
    private const int Processes = 3;

    [Fact]
    public async Task Of_resumes_at_the_same_moment_one_runs_and_the_others_are_refused()
    {
        var provider = TestProviders.Any;
        var input = Path.Combine(Folder, "input.png");
        await File.WriteAllBytesAsync(input, PlainPng.Make((64, 64)), Cancellation);
        // The response of the first request comes when all processes have tried.
        Emulator.IsHeld = true;
        var runs = Enumerable.Range(0, Processes).Select(_ => Start()).ToList();
        await UntilAsync(() => runs.Count(run => run.HasExited) == Processes - 1);
        Emulator.Release();

        await Task.WhenAll(runs.Select(run => run.WaitForExitAsync(Cancellation)));

        Assert.Equal(
            Enumerable.Repeat(RunItem.InUseExitCode, Processes - 1).Prepend(0), runs.Select(run => run.ExitCode).Order());
        Assert.Equal(Items, Emulator.Bill.Count);
        Assert.Equal(Items, Directory.GetFiles(Out, "*.png").Length);
        runs.ForEach(run => run.Dispose());

        Process Start() => RunItem.Start(
            provider.Name, Emulator.BaseUri.AbsoluteUri, Emulator.ApiKey, Out,
            Items.ToString(CultureInfo.InvariantCulture), input);
    }
}
