using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Xunit;

namespace Reve.Tests.Journal;

/// <summary>Saved files that were changed, moved or replaced between two runs.</summary>
public sealed class ChangedFileTests : JournalTestBase
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Given_a_link_to_the_same_bytes_in_another_folder_the_image_is_not_paid_for_again(bool inline)
    {
        var request = Request(inline);
        var image = Assert.Single(await StartAsync(request)).Image!;
        var moved = Path.Combine(Folder, "moved.png");
        File.Move(image.FullName!, moved);
        File.CreateSymbolicLink(image.FullName!, moved);
        var requests = Emulator.Requests.Count;

        var again = Assert.Single(await ResumeAsync(request)).Image!;

        Assert.Equal(image.FullName, again.FullName);
        Assert.Equal(image.Length, again.Length);
        Assert.Equal(requests, Emulator.Requests.Count);
        Assert.DoesNotContain(Notices, notice => notice.Level == ReveNoticeLevel.Warning);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Given_a_file_with_a_byte_appended_it_is_emitted_with_a_warning_and_not_paid_for_again(bool inline)
    {
        var request = Request(inline);
        var image = Assert.Single(await StartAsync(request)).Image!;
        await using (var file = File.Open(image.FullName!, FileMode.Append)) file.WriteByte(0);
        var requests = Emulator.Requests.Count;

        var again = Assert.Single(await ResumeAsync(request)).Image!;

        Assert.Equal(image.FullName, again.FullName);
        Assert.Equal(image.Length + 1, again.Length);
        Assert.Equal(requests, Emulator.Requests.Count);
        Assert.Contains(Notices, notice => notice.Level == ReveNoticeLevel.Warning
            && notice.Message.Contains(image.FullName!));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public async Task A_file_of_the_recorded_length_and_time_is_not_hashed(int seconds, bool isWarned)
    {
        var image = Assert.Single(await StartAsync(Create())).Image!;
        var written = File.GetLastWriteTimeUtc(image.FullName!);
        await using (var file = File.Open(image.FullName!, FileMode.Open))
        {
            file.Seek(-20, SeekOrigin.End);
            file.WriteByte(0xA5);
        }

        File.SetLastWriteTimeUtc(image.FullName!, written.AddSeconds(seconds));

        Assert.Equal(image.FullName, Assert.Single(await ResumeAsync(Create())).Image!.FullName);
        Assert.Equal(isWarned, Notices.Any(notice => notice.Kind == ReveErrorKind.SavedFileChanged));
    }

    [Fact]
    public async Task Given_a_journal_that_is_a_link_the_run_is_resumed()
    {
        await StartAsync(Create(), Create("a tin crow"));
        var moved = Path.Combine(Folder, "moved.jsonl");
        File.Move(JournalFile, moved);
        File.CreateSymbolicLink(JournalFile, moved);

        var results = await ResumeAsync(Create(), Create("a tin crow"));

        Assert.All(results, result => Assert.True(result.Image!.Resumed));
        Assert.Equal(2, Emulator.Bill.Count);
    }

    [Fact]
    public async Task Given_a_damaged_file_that_nothing_replaces_the_item_is_reported_and_not_paid_for_again()
    {
        var image = Assert.Single(await StartAsync(Request(inline: true))).Image!;
        await File.WriteAllTextAsync(image.FullName!, "not an image", Cancellation);

        var again = Assert.Single(await ResumeAsync(Request(inline: true)));

        Assert.Equal(ReveErrorKind.OutcomeUnknown, again.Error!.Kind);
        Assert.Contains("It was charged", again.Error.Message);
        Assert.Single(Emulator.Bill);
    }

    [Fact]
    public async Task Given_a_file_that_was_deleted_the_image_is_wanted_again()
    {
        var image = Assert.Single(await StartAsync(Request(inline: true))).Image!;
        File.Delete(image.FullName!);

        Assert.False(Assert.Single(await ResumeAsync(Request(inline: true))).Image!.Resumed);
        Assert.Equal(2, Emulator.Bill.Count);
    }

    [Fact]
    public async Task Given_a_link_to_another_image_outside_the_folder_the_link_is_not_followed()
    {
        var image = Assert.Single(await StartAsync(Request(inline: true))).Image!;
        var other = Path.Combine(Folder, "private.png");
        await File.WriteAllBytesAsync(other, PlainPng.Make((3, 3)), Cancellation);
        File.Delete(image.FullName!);
        File.CreateSymbolicLink(image.FullName!, other);

        var again = Assert.Single(await ResumeAsync(Request(inline: true)));

        Assert.Equal(ReveErrorKind.OutcomeUnknown, again.Error!.Kind);
        Assert.Single(Emulator.Bill);
    }

    private static ImageRequest Request(bool inline) => inline
        ? Create() with { AdditionalBody = new Dictionary<string, object?> { ["convert_base64_to_url"] = false } }
        : Create();
}
