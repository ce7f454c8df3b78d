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

/// <summary>What is recorded in the journal, and what must not be.</summary>
public sealed class JournalTests : JournalTestBase
{
    [Fact]
    public async Task Each_step_of_a_call_is_recorded_on_its_own_line()
    {
        var image = Assert.Single(await StartAsync(Create() with { AspectRatio = "16:9" })).Image!;

        Assert.Equal(["started", "outcome", "saved"], Events());
        var (started, received, saved) = (Lines()[0], Lines()[1], Lines()[2]);
        string[] identity = ["event", "item", "copy", "call", "at"];
        Assert.All(Lines(), line => Assert.Equal(
            identity, line.EnumerateObject().Select(field => field.Name).Take(identity.Length)));
        Assert.Equal(
            [.. identity, "place", "name", "length", "hash", "written"],
            saved.EnumerateObject().Select(field => field.Name));
        Assert.Equal("Succeeded", received.GetProperty("kind").GetString());
        Assert.Equal("Charged", received.GetProperty("billing").GetString());
        Assert.Equal(TestProviders.Any.Name, started.GetProperty("provider").GetString());
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
    public async Task Given_a_failed_download_the_response_is_recorded()
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/generations", Status = 410 });

        var result = Assert.Single(await StartAsync(Create()));

        Assert.Equal(ReveErrorKind.DownloadFailed, result.Error!.Kind);
        Assert.Equal(["started", "outcome"], Events());
    }

    [Fact]
    public async Task Each_attempt_that_was_not_charged_is_recorded()
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/v1/images", Status = 503 });

        await StartAsync(Create());

        Assert.Equal(["started", "outcome", "started", "outcome", "saved"], Events());
        Assert.Single(Lines().Select(line => line.GetProperty("call").GetString()).Distinct());
    }

    [Fact]
    public async Task A_call_that_may_have_been_charged_is_recorded_as_unknown()
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/v1/images", Fault = Fault.ResetAfterBody });

        var result = Assert.Single(await StartAsync(Create()));

        Assert.Equal(ReveErrorKind.OutcomeUnknown, result.Error!.Kind);
        Assert.Equal(["started", "outcome"], Events());
        Assert.Equal("OutcomeUnknown", Lines()[1].GetProperty("error").GetString());
    }

    [Fact]
    public async Task The_journal_holds_neither_the_key_nor_an_image()
    {
        var image = PlainPng.Make((8, 8));
        var edit = new ImageRequest
        {
            Operation = ReveOperation.Edit,
            Prompt = $"make it night, {Emulator.ApiKey}",
            Inputs = [ImageInput.FromBytes(image)],
        };

        await StartAsync(edit);

        // A key in the prompt is also in the name of the file, which the line "saved" has to contain.
        var text = string.Join('\n', (await File.ReadAllLinesAsync(JournalFile, Cancellation))[..2]);
        Assert.DoesNotContain(Emulator.ApiKey, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(image)[..40], text, StringComparison.Ordinal);
        Assert.Equal(["started", "outcome", "saved"], Events());
    }

    [Fact]
    public async Task A_line_that_was_cut_short_is_not_joined_with_the_next_one()
    {
        await StartAsync(Create());
        using (var file = File.Open(JournalFile, FileMode.Open)) file.SetLength(file.Length - 20);

        await StartAsync(Create("a tin crow"));

        var lines = await File.ReadAllLinesAsync(JournalFile, Cancellation);
        Assert.Equal(6, lines.Length);
        Assert.StartsWith("{\"event\":\"started\"", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_resumes_locks_the_folder_and_other_runs_share_it()
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
    public async Task Runs_at_the_same_time_in_one_folder_write_whole_lines_and_lose_no_image()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            () => StartAsync(Create(), Create("a tin crow"), Create()), Cancellation)));

        Assert.Equal(36, Lines().Count);
        Assert.Equal(12, Images.Count());
        Assert.Equal(12, Emulator.Bill.Count);
    }

    [Fact]
    public async Task Given_a_journal_that_cannot_be_written_nothing_is_sent()
    {
        Directory.CreateDirectory(JournalFile);

        var result = Assert.Single(await StartAsync(Create()));

        Assert.Equal(ReveErrorKind.OutputNotWritable, result.Error!.Kind);
        Assert.Empty(Emulator.Bill);
    }
}
