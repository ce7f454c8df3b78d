using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using Reve.Emulator;
using Xunit;

namespace Reve.Tests.Journal;

/// <summary>Files that records name, below the output folder of their run.</summary>
public sealed class FolderFileTests : JournalTestBase
{
    [Fact]
    public async Task A_file_in_a_subfolder_is_saved_recorded_and_not_paid_for_again()
    {
        var first = Assert.Single(await RunAsync(resume: false, "animals/red/fox.png")).Image!;

        Assert.Equal(Path.Combine(Out, "animals", "red", "fox.png"), first.FullName);
        Assert.Equal("animals/red/fox.png", Lines()[^1].GetProperty("name").GetString());

        var again = Assert.Single(await RunAsync(resume: true, "animals/red/fox.png")).Image!;

        Assert.True(again.Resumed);
        Assert.Equal(first.FullName, again.FullName);
        Assert.Single(Emulator.Bill);
    }

    [Fact]
    public async Task An_interrupted_download_gets_its_file_when_the_run_is_resumed()
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/generations", Status = 403 });
        await RunAsync(resume: false, "animals/fox.png");

        var image = Assert.Single(await RunAsync(resume: true, "animals/fox.png")).Image!;

        Assert.Equal(Path.Combine(Out, "animals", "fox.png"), image.FullName);
        Assert.Single(Emulator.Bill);
    }

    [Theory]
    [InlineData("../fox.png")]
    [InlineData("a/../../fox.png")]
    [InlineData("/tmp/fox.png")]
    [InlineData("link/fox.png")]
    [InlineData("reve-journal.jsonl")]
    [InlineData("")]
    public void A_path_that_leaves_the_folder_is_refused(string path)
    {
        Directory.CreateDirectory(Out);
        Directory.CreateSymbolicLink(Path.Combine(Out, "link"), Folder);

        var error = Assert.Throws<ReveException>(() => OutputTarget.ToFolderFile(Out, path));

        Assert.Equal(ReveErrorKind.OutputOutsideFolder, error.Kind);
    }

    [Fact]
    public void An_existing_file_is_refused_before_paying_unless_Force_is_specified()
    {
        Directory.CreateDirectory(Path.Combine(Out, "a"));
        File.WriteAllText(Path.Combine(Out, "a", "fox.png"), "mine");

        var error = Assert.Throws<ReveException>(() => OutputTarget.ToFolderFile(Out, "a/fox.png").Check());

        Assert.Equal(ReveErrorKind.OutputExists, error.Kind);
        OutputTarget.ToFolderFile(Out, "a/fox.png", force: true).Check();
    }

    private async Task<IReadOnlyList<ReveResult>> RunAsync(bool resume, string path)
    {
        using var journal = ReveJournal.Open(Out, resume);
        var client = Client();
        var job = client.CreateJob(Create()) with { Output = OutputTarget.ToFolder(Out).WithFile(path) };
        return await client.GenerateAsync(job.EnterInto(journal), Notices.Enqueue, Cancellation);
    }
}
