using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Output;
using Xunit;

namespace Reve.Tests.Journal;

/// <summary>Unusual events that must not cost an image or a second payment.</summary>
public sealed class PaidResultTests : JournalTestBase
{
    private static readonly string s_png = Convert.ToBase64String(PlainPng.Make((8, 8)));

    [Fact]
    public async Task Given_half_a_character_in_a_response_the_image_is_saved()
    {
        var hosted = (await MakeAsync(Create("hosted"))).Url;
        Respond($$"""{"url":"{{hosted}}","revised_prompt":"a fox \ud83d"}""");

        var image = Assert.Single(await StartAsync(Create())).Image!;

        Assert.NotNull(image.FullName);
        Assert.Null(image.RevisedPrompt);
    }

    [Fact]
    public async Task A_rejected_retry_does_not_clear_an_earlier_unknown_outcome()
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/v1/images", Fault = Fault.ResetAfterBody });
        Emulator.Misbehave(new Misbehaviour { Path = "/v1/images", Status = 400 });
        await RunAllAsync(resume: false, SendAgain, requests: Create());

        var resumed = Assert.Single(await ResumeAsync(Create()));

        Assert.Equal(ReveErrorKind.OutcomeUnknown, resumed.Error!.Kind);
        Assert.Single(Emulator.Bill);
    }

    [Fact]
    public async Task A_rejected_call_does_not_clear_the_unknown_outcome_of_an_earlier_run()
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/v1/images", Fault = Fault.ResetAfterBody });
        await StartAsync(Create());
        Emulator.Misbehave(new Misbehaviour { Path = "/v1/images", Status = 400 });
        await RunAllAsync(resume: true, SendAgain, requests: Create());

        Assert.Equal(ReveErrorKind.OutcomeUnknown, Assert.Single(await ResumeAsync(Create())).Error!.Kind);
        Assert.Single(Emulator.Bill);
    }

    [Fact]
    public async Task A_run_that_resumes_does_not_replace_the_files_of_the_user()
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
    public async Task Given_bytes_that_could_not_be_saved_the_next_run_saves_them()
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
    public async Task Of_several_images_the_lost_ones_are_reported_and_none_is_paid_for_again()
    {
        Respond($$"""{"b64_json":"{{s_png}}"},{"b64_json":"{{s_png}}"}""");
        var second = (await StartAsync(Create()))[1].Image!;
        CutAfter(3);
        File.Delete(second.FullName!);

        var results = await ResumeAsync(Create());

        Assert.True(results[0].Image!.Resumed);
        Assert.Equal(ReveErrorKind.OutcomeUnknown, results[1].Error!.Kind);
        Assert.Single(Paid);
    }

    [Fact]
    public async Task The_ids_of_a_call_and_the_file_of_its_response_are_recorded()
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
        Assert.Contains("It was charged", again[1].Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_charge_of_a_rejected_call_is_counted()
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
    public async Task Bytes_that_are_not_an_image_are_not_saved_as_one(string bytes)
    {
        Respond($$"""{"b64_json":"{{bytes}}"}""");

        var result = Assert.Single(await StartAsync(Create()));

        Assert.Equal(ReveErrorKind.UnreadableResponse, result.Error!.Kind);
        Assert.True(File.Exists(result.Error.ResponseFile));
        Assert.DoesNotContain(Images, file => file.EndsWith("fox", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Given_a_redirect_to_an_invalid_address_the_object_is_emitted_with_an_error()
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
    public async Task A_part_file_that_another_command_is_writing_is_not_deleted()
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
    public async Task A_part_file_that_may_hold_a_response_is_kept_and_the_error_names_it()
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

    private void Respond(string data) => Emulator.Misbehave(new Misbehaviour
    {
        Path = "/v1/images",
        Body = "{\"data\":[" + data + "],\"meta\":{\"usage\":{\"credits_used\":1}}}",
    });
}
