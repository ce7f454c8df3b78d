using System.IO;
using System.Linq;
using System.Threading.Tasks;
using System;
using Reve.Emulator;
using Reve.Execution;
using Reve.Journal;
using Reve.Providers;
using Xunit;

namespace Reve.Tests.Journal;

/// <summary>What the journal says, and what it must never say.</summary>
public sealed class JournalTests : JournalTestBase
{
    [Fact]
    public async Task Every_step_is_a_line()
    {
        var image = Assert.Single(await StartAsync(Create() with { AspectRatio = "16:9" })).Image!;

        Assert.Equal(["started", "outcome", "saved"], Events());
        var (started, received, saved) = (Lines()[0], Lines()[1], Lines()[2]);
        Assert.Equal("AimlApi", started.GetProperty("provider").GetString());
        Assert.Equal("reve/create-image", started.GetProperty("model").GetString());
        Assert.Equal("Create", started.GetProperty("operation").GetString());
        Assert.Equal("a paper fox", started.GetProperty("prompt").GetString());
        Assert.Equal("16:9", started.GetProperty("aspectRatio").GetString());
        Assert.Equal(image.Url, received.GetProperty("images")[0].GetProperty("url").GetString());
        Assert.Equal(image.RequestId, received.GetProperty("requestId").GetString());
        Assert.Equal(126000, received.GetProperty("usage").GetProperty("amount").GetDecimal());
        Assert.Equal(Path.GetFileName(image.FullName), saved.GetProperty("name").GetString());
        Assert.Equal(image.Length, saved.GetProperty("length").GetInt64());
        Assert.Matches("^[0-9a-f]{64}$", saved.GetProperty("hash").GetString()!);
    }

    [Fact]
    public async Task The_answer_is_on_disk_whatever_becomes_of_the_download()
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/generations", Status = 410 });

        var result = Assert.Single(await StartAsync(Create()));

        Assert.Equal(ReveErrorKind.DownloadFailed, result.Error!.Kind);
        Assert.Equal(["started", "outcome"], Events());
    }

    [Fact]
    public async Task What_ended_without_a_charge_is_noted_attempt_by_attempt()
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/v1/images", Status = 503 });

        await StartAsync(Create());

        Assert.Equal(["started", "outcome", "started", "outcome", "saved"], Events());
        Assert.Single(Lines().Select(line => line.GetProperty("call").GetString()).Distinct());
    }

    [Fact]
    public async Task What_may_have_been_charged_is_noted_as_unknown()
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/v1/images", Fault = Fault.ResetAfterBody });

        var result = Assert.Single(await StartAsync(Create()));

        Assert.Equal(ReveErrorKind.OutcomeUnknown, result.Error!.Kind);
        Assert.Equal(["started", "outcome"], Events());
        Assert.Equal("OutcomeUnknown", Lines()[1].GetProperty("error").GetString());
    }

    [Fact]
    public async Task Neither_the_key_nor_an_image_is_in_it()
    {
        var image = PlainPng.Make((8, 8));
        var edit = new ImageRequest
        {
            Operation = ReveOperation.Edit,
            Prompt = $"make it night, {Emulator.ApiKey}",
            Inputs = [ImageInput.FromBytes(image)],
        };

        await StartAsync(edit);

        var text = await File.ReadAllTextAsync(JournalFile, Cancellation);
        Assert.DoesNotContain(Emulator.ApiKey, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(image)[..40], text, StringComparison.Ordinal);
        Assert.Equal(["started", "outcome", "saved"], Events());
    }

    [Fact]
    public async Task A_line_that_was_cut_short_never_grows_together_with_the_next()
    {
        await StartAsync(Create());
        using (var file = File.Open(JournalFile, FileMode.Open)) file.SetLength(file.Length - 20);

        await StartAsync(Create("a tin crow"));

        var lines = await File.ReadAllLinesAsync(JournalFile, Cancellation);
        Assert.Equal(6, lines.Length);
        Assert.StartsWith("{\"event\":\"started\"", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_resumes_has_the_folder_to_itself_and_others_share_it()
    {
        Directory.CreateDirectory(Out);
        using (ReveJournal.Open(Out))
        using (ReveJournal.Open(Out))
        {
            var refused = Assert.Throws<ReveException>(() => ReveJournal.Open(Out, resume: true));
            Assert.Equal(ReveErrorKind.OutputInUse, refused.Kind);
        }

        using (ReveJournal.Open(Out, resume: true))
        {
            Assert.Throws<ReveException>(() => ReveJournal.Open(Out));
            Assert.Throws<ReveException>(() => ReveJournal.Open(Out, resume: true));
        }

        using (var after = ReveJournal.Open(Out, resume: true)) Assert.Equal(Out, after.Folder);
        Assert.Empty(Directory.EnumerateFiles(Out));
    }

    [Fact]
    public async Task Two_runs_on_one_folder_write_whole_lines_and_lose_no_image()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            () => StartAsync(Create(), Create("a tin crow"), Create()), Cancellation)));

        Assert.Equal(36, Lines().Count);
        Assert.Equal(12, Images.Count());
        Assert.Equal(12, Emulator.Bill.Count);
    }

    [Fact]
    public async Task A_journal_that_cannot_be_written_ends_the_job_before_it_is_paid_for()
    {
        Directory.CreateDirectory(JournalFile);

        var result = Assert.Single(await StartAsync(Create()));

        Assert.Equal(ReveErrorKind.OutputNotWritable, result.Error!.Kind);
        Assert.Empty(Emulator.Bill);
    }
}
