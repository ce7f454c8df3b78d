using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using System;
using Reve.Emulator;
using Reve.Imaging;
using Reve.Journal;
using Reve.Output;
using Xunit;

namespace Reve.Tests.Journal;

/// <summary>What a run with -Resume does about each state that an earlier run can leave.</summary>
public sealed class ResumeTests : JournalTestBase
{
    [Fact]
    public async Task A_saved_image_is_emitted_without_a_request()
    {
        var before = (await StartAsync(Create(), Create("a tin crow")))[1].Image!;
        var requests = Emulator.Requests.Count;

        var results = await ResumeAsync(Create(), Create("a tin crow"));

        Assert.Equal(requests, Emulator.Requests.Count);
        Assert.Equal(2, Images.Count());
        var image = results[1].Image!;
        Assert.True(image.Resumed);
        Assert.Equal(before.FullName, image.FullName);
        Assert.Equal(before.Url, image.Url);
        Assert.Equal(before.RequestId, image.RequestId);
        Assert.Equal(before.Usage!.Amount, image.Usage!.Amount);
        Assert.Equal(before.Usage.Details, image.Usage.Details);
        Assert.Equal(before.Width, image.Width);
        Assert.Equal(before.Bytes, image.Bytes);
        Assert.False(before.Resumed);
    }

    [Fact]
    public async Task The_preview_of_a_saved_item_shows_its_file_and_that_of_a_new_one_a_free_name()
    {
        var saved = await RunAllAsync(resume: false, template: "{slug}", requests: [Create(), Create()]);
        using var journal = ReveJournal.Look(Out);
        var target = OutputTarget.ToFolder(Out, "{slug}");

        var names = Enumerable.Range(0, 3).Select(_ =>
        {
            var job = (Client().CreateJob(Create()) with { Output = target }).EnterInto(journal);
            return job.Output!.PreviewName(job.Request, Connection().Provider);
        }).ToList();

        Assert.Equal([.. saved.Select(result => result.Image!.FullName!), Path.Combine(Out, "a-paper-fox-3.*")], names);
    }

    [Fact]
    public async Task A_generated_image_that_was_not_saved_is_downloaded()
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/generations", Status = 403 });
        await StartAsync(Create());
        Assert.Empty(Images);

        var image = Assert.Single(await ResumeAsync(Create())).Image!;

        Assert.True(image.Resumed);
        Assert.Equal(PlainPng.Make((1248, 832)), image.Bytes);
        Assert.Single(Emulator.Bill);
        Assert.Equal(["started", "outcome", "saved"], Events());
    }

    [Fact]
    public async Task A_damaged_image_is_downloaded_again_and_the_damaged_file_is_kept()
    {
        var image = Assert.Single(await StartAsync(Create())).Image!;
        await File.WriteAllTextAsync(image.FullName!, "mine now", Cancellation);

        var again = Assert.Single(await ResumeAsync(Create())).Image!;

        Assert.Equal(PlainPng.Make((1248, 832)), again.Bytes);
        Assert.NotEqual(image.FullName, again.FullName);
        Assert.Equal("mine now", await File.ReadAllTextAsync(image.FullName!, Cancellation));
        Assert.Single(Emulator.Bill);
    }

    [Fact]
    public async Task A_call_that_was_not_charged_is_sent()
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/v1/images", Status = 503, Times = 4 });
        await StartAsync(Create());
        Assert.Empty(Emulator.Bill);

        var image = Assert.Single(await ResumeAsync(Create())).Image!;

        Assert.False(image.Resumed);
        Assert.Single(Emulator.Bill);
    }

    [Fact]
    public async Task A_call_without_a_response_is_reported_and_sent_again_only_on_request()
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/v1/images", Fault = Fault.ResetAfterBody });
        await StartAsync(Create());

        var reported = Assert.Single(await ResumeAsync(Create())).Error!;
        Assert.Equal(ReveErrorKind.OutcomeUnknown, reported.Kind);
        Assert.Single(Emulator.Bill);

        var sent = Assert.Single(await RunAllAsync(resume: true, SendAgain, requests: Create()));
        Assert.NotNull(sent.Image!.FullName);
        Assert.Equal(2, Emulator.Bill.Count);

        var skipped = Assert.Single(await ResumeAsync(Create()));
        Assert.True(skipped.Image!.Resumed);
        Assert.Equal(2, Emulator.Bill.Count);
    }

    [Fact]
    public async Task A_call_with_an_unreadable_response_is_not_sent_again_by_default()
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/v1/images", Body = "<html>" });
        var first = Assert.Single(await StartAsync(Create())).Error!;
        Assert.Equal(ReveErrorKind.UnreadableResponse, first.Kind);

        Assert.Equal(ReveErrorKind.OutcomeUnknown, Assert.Single(await ResumeAsync(Create())).Error!.Kind);
        Assert.Single(Emulator.Bill);
    }

    [Fact]
    public async Task An_image_that_was_withheld_is_not_paid_for_again()
    {
        await StartAsync(Create("a forbidden fox"));

        var again = Assert.Single(await ResumeAsync(Create("a forbidden fox")));

        Assert.Equal(ReveErrorKind.ContentViolation, again.Error!.Kind);
        Assert.Single(Emulator.Bill);
    }

    [Fact]
    public async Task A_changed_prompt_option_or_input_byte_is_a_new_item_and_a_renamed_input_is_not()
    {
        var fox = await InputAsync("fox.png", 8);
        await StartAsync(Edit(fox), Create());

        File.Move(fox, Path.Combine(Folder, "renamed.png"));
        var renamed = await ResumeAsync(Edit(Path.Combine(Folder, "renamed.png")), Create());
        Assert.All(renamed, result => Assert.True(result.Image!.Resumed));
        Assert.Equal(2, Emulator.Bill.Count);

        var changed = await ResumeAsync(
            Edit(await InputAsync("renamed.png", 9)), Create("a paper fox!"), Create() with { AspectRatio = "1:1" });
        Assert.All(changed, result => Assert.False(result.Image!.Resumed));
        Assert.Equal(5, Emulator.Bill.Count);
    }

    [Fact]
    public async Task Two_equal_items_of_one_run_are_two_items()
    {
        await StartAsync(Create(), Create());
        Assert.Equal(2, Images.Count());

        var results = await ResumeAsync(Create(), Create(), Create());

        Assert.Equal([true, true, false], results.Select(result => result.Image!.Resumed));
        Assert.Equal(3, results.Select(result => result.Image!.FullName).Distinct().Count());
        Assert.Equal(3, Emulator.Bill.Count);
    }

    [Fact]
    public async Task Without_resume_an_equal_item_is_generated_under_a_new_name()
    {
        await StartAsync(Create());

        var again = Assert.Single(await StartAsync(Create())).Image!;

        Assert.Equal("0000-a-paper-fox-2.png", Path.GetFileName(again.FullName));
        Assert.Equal(2, Emulator.Bill.Count);
    }

    [Theory]
    [InlineData("outcome", null)]
    [InlineData("outcome", 0)]
    [InlineData("saved", null)]
    [InlineData("saved", 0)]
    [InlineData("saved", 8)]
    public async Task Given_a_crash_before_the_file_got_its_name_the_image_is_saved_from_its_part_file(
        string lastLine, int? sizeUnderName)
    {
        var request = Create() with
        {
            AdditionalBody = new Dictionary<string, object?> { ["convert_base64_to_url"] = false },
        };
        var image = Assert.Single(await StartAsync(request)).Image!;
        var part = Lines()[1].GetProperty("images")[0].GetProperty("part").GetString()!;
        File.Move(image.FullName!, Path.Combine(Out, part));
        // An empty file reserves the name, or -Force would replace an older image.
        if (sizeUnderName is { } size)
        {
            await File.WriteAllBytesAsync(
                image.FullName!, size == 0 ? [] : PlainPng.Make((size, size)), Cancellation);
        }

        CutAfter(Events().ToList().IndexOf(lastLine) + 1);
        await File.WriteAllBytesAsync(Path.Combine(Out, ".reve-0123.part"), [1, 2, 3], Cancellation);

        var again = Assert.Single(await ResumeAsync(request)).Image!;

        Assert.Equal(PlainPng.Make((1248, 832)), again.Bytes);
        if (sizeUnderName is not > 0) Assert.Equal(image.FullName, again.FullName);
        Assert.Single(Emulator.Bill);
        Assert.Empty(Directory.EnumerateFiles(Out, "*.part"));
    }

    [Fact]
    public async Task An_empty_file_that_reserved_a_name_before_a_crash_is_replaced_by_the_image()
    {
        var image = Assert.Single(await StartAsync(Create())).Image!;
        await File.WriteAllBytesAsync(image.FullName!, [], Cancellation);
        CutAfter(2);

        var again = Assert.Single(await ResumeAsync(Create())).Image!;

        Assert.Equal(image.FullName, again.FullName);
        Assert.Equal([image.FullName], Images);
    }

    [Fact]
    public async Task An_image_that_was_saved_but_not_recorded_is_not_saved_twice()
    {
        var image = Assert.Single(await StartAsync(Create())).Image!;
        CutAfter(2);

        var again = Assert.Single(await ResumeAsync(Create())).Image!;

        Assert.Equal(image.FullName, again.FullName);
        Assert.Equal([image.FullName], Images);
        Assert.Equal(["started", "outcome", "saved"], Events());
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("https://example.com/fox.png", 72)]
    public async Task An_image_without_a_URL_is_recorded_before_its_file_gets_the_name(string? url, long expected)
    {
        var length = -1L;
        var png = PlainPng.Make((8, 8));
        var writer = new ImageFileWriter((_, stream, _) => WriteAsync(stream), static (_, _) => { })
        {
            Saved = (_, saved, _) =>
            {
                length = new FileInfo(saved.FullName!).Length;
                return Task.CompletedTask;
            },
        };
        var image = ImageDescription.Of(Create(), TestProviders.Any) with { Url = url };

        var file = await writer.SaveAsync(
            image, url is null ? png : null, OutputTarget.ToFolder(Folder), place: 0, Cancellation);

        Assert.Equal(expected, length);
        Assert.Equal(png, await File.ReadAllBytesAsync(file.FullName!, Cancellation));

        async Task<ImageHeader> WriteAsync(Stream stream)
        {
            await stream.WriteAsync(png, Cancellation);
            return ImageHeaderReader.Read(png)!;
        }
    }

    [Fact]
    public async Task Given_a_journal_cut_at_any_length_nothing_is_paid_for_twice()
    {
        await StartAsync(Create(), Create("a tin crow"), Create());
        var whole = await File.ReadAllBytesAsync(JournalFile, Cancellation);

        for (var length = 0; length < whole.Length; length += 97)
        {
            await File.WriteAllBytesAsync(JournalFile, whole[..length], Cancellation);
            var billed = Emulator.Bill.Count;
            var starts = Count("started");

            var results = await ResumeAsync(Create(), Create("a tin crow"), Create());

            var unknown = results.Count(result => result.Error?.Kind == ReveErrorKind.OutcomeUnknown);
            Assert.Equal(3 - starts, Emulator.Bill.Count - billed);
            Assert.Equal(3, results.Count(result => result.Image is not null) + unknown);
            Assert.InRange(unknown, 0, 1);
        }

        int Count(string happened) => File.ReadLines(JournalFile)
            .Count(line => line.StartsWith($"{{\"event\":\"{happened}\"", StringComparison.Ordinal)
                && line.EndsWith('}') && line.Contains("\"inputs\":", StringComparison.Ordinal));
    }

    private async Task<string> InputAsync(string name, int size)
    {
        var file = Path.Combine(Folder, name);
        await File.WriteAllBytesAsync(file, PlainPng.Make((size, size)), Cancellation);
        return file;
    }

    private static ImageRequest Edit(string file) => new()
    {
        Operation = ReveOperation.Edit,
        Prompt = "make it night",
        Inputs = [ImageInput.FromFile(file)],
    };
}
