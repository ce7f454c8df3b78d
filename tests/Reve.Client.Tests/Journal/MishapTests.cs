using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Output;
using Xunit;

namespace Reve.Tests.Journal;

/// <summary>Rare things that happen to what was paid for, and must not cost an image or a second payment.</summary>
public sealed class MishapTests : JournalTestBase
{
    private static readonly string s_png = Convert.ToBase64String(PlainPng.Make((8, 8)));

    [Fact]
    public async Task Half_a_character_in_an_answer_costs_no_image()
    {
        var hosted = (await MakeAsync(Create("hosted"))).Url;
        Answer($$"""{"url":"{{hosted}}","revised_prompt":"a fox \ud83d"}""");

        var image = Assert.Single(await StartAsync(Create())).Image!;

        Assert.NotNull(image.FullName);
        Assert.Null(image.RevisedPrompt);
    }

    [Fact]
    public async Task An_unknown_sending_is_not_undone_by_one_that_was_refused()
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/v1/images", Fault = Fault.ResetAfterBody });
        Emulator.Misbehave(new Misbehaviour { Path = "/v1/images", Status = 400 });
        await RunAllAsync(resume: false, SendAgain, requests: Create());

        var resumed = Assert.Single(await ResumeAsync(Create()));

        Assert.Equal(ReveErrorKind.OutcomeUnknown, resumed.Error!.Kind);
        Assert.Single(Emulator.Bill);
    }

    [Fact]
    public async Task An_unknown_call_is_not_undone_by_a_later_one_that_was_refused()
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/v1/images", Fault = Fault.ResetAfterBody });
        await StartAsync(Create());
        Emulator.Misbehave(new Misbehaviour { Path = "/v1/images", Status = 400 });
        await RunAllAsync(resume: true, SendAgain, requests: Create());

        Assert.Equal(ReveErrorKind.OutcomeUnknown, Assert.Single(await ResumeAsync(Create())).Error!.Kind);
        Assert.Single(Emulator.Bill);
    }

    [Fact]
    public async Task Names_that_are_taken_by_others_are_stepped_over_when_a_run_resumes()
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/v1/images", Status = 400 });
        await StartAsync(Inline());
        foreach (var name in new[] { "0000-a-paper-fox.png", "0000-a-paper-fox-2.png" })
        {
            await File.WriteAllTextAsync(Path.Combine(Out, name), "mine", Cancellation);
        }

        var image = Assert.Single(await ResumeAsync(Inline())).Image!;

        Assert.Equal("0000-a-paper-fox-3.png", Path.GetFileName(image.FullName));
    }

    [Fact]
    public async Task Bytes_that_could_not_get_their_name_are_there_for_the_next_run()
    {
        Directory.CreateDirectory(Path.Combine(Out, "fox.png"));
        var target = OutputTarget.ToFolder(Out, "fox", force: true);
        using (var journal = ReveJournal.Open(Out))
        {
            var client = Client();
            var job = (client.CreateJob(Inline()) with { Output = target }).EnterInto(journal);
            var result = Assert.Single(await client.GenerateAsync(job, Notices.Enqueue, Cancellation));
            Assert.Equal(ReveErrorKind.SaveFailed, result.Error!.Kind);
            Assert.NotNull(result.Image!.Bytes);
        }

        var image = Assert.Single(await ResumeAsync(Inline())).Image!;

        Assert.True(image.Resumed);
        Assert.NotNull(image.FullName);
        Assert.Single(Emulator.Bill);
        Assert.Empty(Directory.EnumerateFiles(Out, PartFile.Pattern));
    }

    [Fact]
    public async Task Of_several_images_those_that_are_lost_are_reported_and_nothing_is_paid_again()
    {
        Answer($$"""{"b64_json":"{{s_png}}"},{"b64_json":"{{s_png}}"}""");
        var second = (await StartAsync(Create()))[1].Image!;
        CutAfter(3);
        File.Delete(second.FullName!);

        var results = await ResumeAsync(Create());

        Assert.True(results[0].Image!.Resumed);
        Assert.Equal(ReveErrorKind.OutcomeUnknown, results[1].Error!.Kind);
        Assert.Single(Paid);
    }

    [Fact]
    public async Task The_ids_of_a_call_and_the_file_of_its_answer_survive_in_the_journal()
    {
        Emulator.Misbehave(new Misbehaviour
        {
            Path = "/v1/images",
            Status = 504,
            Headers = new Dictionary<string, string> { ["x-inference-id"] = "req-10" },
        });
        Emulator.Misbehave(new Misbehaviour { Path = "/v1/images", Body = "<html>" });
        var first = await StartAsync(Create(), Create("a tin crow"));

        var again = await ResumeAsync(Create(), Create("a tin crow"));

        Assert.Equal("req-10", again[0].Error!.RequestId);
        Assert.Equal(first[0].Error!.ClientRequestId, again[0].Error!.ClientRequestId);
        Assert.Equal(first[1].Error!.ResponseFile, again[1].Error!.ResponseFile);
        Assert.Contains("it was charged", again[1].Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_refusal_was_charged_with_counts()
    {
        Emulator.Misbehave(new Misbehaviour
        {
            Path = "/v1/images",
            Body = """{"error":{"message":"bad"},"meta":{"usage":{"credits_used":7}}}""",
        });
        var result = Assert.Single(await StartAsync(Create()));
        Assert.Equal(7, result.Error!.Usage!.Amount);

        var sum = new UsageSummarizer();
        sum.AddJournal(Out);

        Assert.Equal(7, Assert.Single(sum.Summaries).Amount);
    }

    [Theory]
    [InlineData("data:image/png;base64,")]
    [InlineData("PGh0bWw+aGVsbG88L2h0bWw+")]
    public async Task Bytes_that_are_no_image_are_never_saved_as_one(string bytes)
    {
        Answer($$"""{"b64_json":"{{bytes}}"}""");

        var result = Assert.Single(await StartAsync(Create()));

        Assert.Equal(ReveErrorKind.UnreadableResponse, result.Error!.Kind);
        Assert.True(File.Exists(result.Error.ResponseFile));
        Assert.DoesNotContain(Images, file => file.EndsWith("fox", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_address_that_leads_nowhere_costs_the_download_and_not_the_object()
    {
        Emulator.Misbehave(new Misbehaviour
        {
            Path = "/generations", Status = 302, Times = 20,
            Headers = new Dictionary<string, string> { ["Location"] = "//" },
        });

        var result = Assert.Single(await StartAsync(Create()));

        Assert.Equal(ReveErrorKind.DownloadFailed, result.Error!.Kind);
        Assert.NotNull(result.Image!.Url);
    }

    [Fact]
    public async Task A_part_that_another_command_is_writing_is_left_alone()
    {
        await StartAsync(Create());
        using var part = PartFile.Create(Out);
        var abandoned = Path.Combine(Out, PartFile.NameFor("abandoned", 0));
        await File.WriteAllBytesAsync(abandoned, [1, 2, 3], Cancellation);

        await ResumeAsync(Create());

        Assert.True(File.Exists(Path.Combine(Out, part.Name)));
        Assert.False(File.Exists(abandoned));
    }

    [Fact]
    public async Task A_part_that_may_hold_an_answer_is_kept_and_named()
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/v1/images", Fault = Fault.ResetAfterBody });
        await StartAsync(Create());
        CutAfter(1);
        var call = Lines()[0].GetProperty("call").GetString()!;
        var part = Path.Combine(Out, PartFile.NameFor(call, 0));
        await File.WriteAllBytesAsync(part, PlainPng.Make((8, 8)), Cancellation);

        var error = Assert.Single(await ResumeAsync(Create())).Error!;

        Assert.Equal(part, error.ResponseFile);
        Assert.True(File.Exists(part));
    }

    private static ImageRequest Inline() => Create() with
    {
        AdditionalBody = new Dictionary<string, object?> { ["convert_base64_to_url"] = false },
    };

    private void Answer(string data) => Emulator.Misbehave(new Misbehaviour
    {
        Path = "/v1/images",
        Body = "{\"data\":[" + data + "],\"meta\":{\"usage\":{\"credits_used\":1}}}",
    });
}
