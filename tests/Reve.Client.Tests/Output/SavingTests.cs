using System.IO;
using System.Linq;
using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Emulator;
using Reve.Threading;
using Xunit;

namespace Reve.Tests.Output;

public sealed class SavingTests : EmulatorTests
{
    [Fact]
    public async Task An_image_is_saved_byte_for_byte_and_read_from_its_file()
    {
        var file = Path.Combine(Folder, "fox.png");

        var image = await MakeAsync(Create(), OutputTarget.ToFile(file));

        Assert.Equal(file, image.FullName);
        Assert.Equal(file, image.ToString());
        Assert.Equal(PlainPng.Make((1248, 832)), await File.ReadAllBytesAsync(file, Cancellation));
        Assert.Equal(PlainPng.Make((1248, 832)), image.Bytes);
        File.Delete(file);
        Assert.Null(image.Bytes);
    }

    [Fact]
    public async Task Images_in_a_folder_never_collide_and_never_touch_what_is_there()
    {
        var mine = Path.Combine(Folder, "a-paper-fox.png");
        await File.WriteAllTextAsync(mine, "mine", Cancellation);
        var target = OutputTarget.ToFolder(Folder, "{slug}");

        var images = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => MakeAsync(Create(), target)));

        Assert.Equal("mine", await File.ReadAllTextAsync(mine, Cancellation));
        Assert.Equal(5, images.Select(image => image.FullName).Distinct().Count());
        Assert.Equal(6, Directory.GetFiles(Folder).Length);
    }

    [Fact]
    public async Task The_extension_follows_the_bytes()
    {
        Emulator.Images.Next = "GIF89a\u0001\0\u0001\0\0\0\0;"u8.ToArray();

        var image = await MakeAsync(Create(), OutputTarget.ToFolder(Folder));

        Assert.Equal("0000-a-paper-fox.gif", Path.GetFileName(image.FullName));
        Assert.Equal("image/gif", image.ContentType);
    }

    [Fact]
    public async Task A_name_of_the_users_stays_and_a_warning_says_what_is_in_it()
    {
        var file = Path.Combine(Folder, "fox.jpg");

        var image = await MakeAsync(Create(), OutputTarget.ToFile(file));

        Assert.Equal(file, image.FullName);
        Assert.Contains(Notices, notice => notice.Level == ReveNoticeLevel.Warning && notice.Message.Contains("Png"));
    }

    [Fact]
    public async Task A_missing_folder_of_a_folder_target_is_made()
    {
        var folder = Path.Combine(Folder, "new", "folder");

        var image = await MakeAsync(Create(), OutputTarget.ToFolder(folder));

        Assert.StartsWith(folder, image.FullName);
    }

    [Fact]
    public async Task A_disk_that_fails_after_payment_loses_nothing()
    {
        var folder = Path.Combine(Folder, "vanishes");
        Directory.CreateDirectory(folder);
        Emulator.Misbehave(new Misbehaviour { Path = "/generations", Fault = Fault.StallBeforeHeaders });

        var run = RunAsync(Create(), OutputTarget.ToFolder(folder));
        await UntilAsync(() => Downloads.Any());
        Directory.Delete(folder, recursive: true);
        await File.WriteAllTextAsync(folder, "a file stands in the way", Cancellation);
        Clock.RunOut();

        var result = Assert.Single(await run);
        Assert.Equal(ReveErrorKind.SaveFailed, result.Error!.Kind);
        Assert.Equal(PlainPng.Make((1248, 832)), result.Image!.Bytes);
        Assert.NotNull(result.Image.Url);
        Assert.Single(Emulator.Bill);
    }

    [Fact]
    public async Task A_stop_in_the_middle_of_a_download_leaves_no_part_behind()
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/generations", Fault = Fault.StallInBody });
        using var stop = new CancellationTokenSource();

        var run = Client().GenerateAsync(
            Create(), job => job with { Output = OutputTarget.ToFolder(Folder) }, cancellation: stop.Token);
        await UntilAsync(() => Directory.GetFiles(Folder).Any(file => new FileInfo(file).Length > 0));
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Empty(Directory.GetFileSystemEntries(Folder));
    }

    [Fact]
    public void An_output_that_cannot_be_is_found_out_before_anything_is_sent()
    {
        var taken = Path.Combine(Folder, "taken.png");
        File.WriteAllText(taken, "mine");

        Assert.Equal(ReveErrorKind.OutputExists, Refuse(OutputTarget.ToFile(taken)));
        Assert.Equal(ReveErrorKind.OutputNotWritable, Refuse(OutputTarget.ToFile(Folder)));
        Assert.Equal(
            ReveErrorKind.OutputFolderMissing,
            Refuse(OutputTarget.ToFile(Path.Combine(Folder, "no", "fox.png"))));
        OutputTarget.ToFile(taken, force: true).Check();
    }

    private static ReveErrorKind Refuse(OutputTarget target) => Assert.Throws<ReveException>(() => target.Check()).Kind;

    [Fact]
    public async Task A_file_where_a_folder_is_meant_and_the_other_way_round_are_called_what_they_are()
    {
        var file = Path.Combine(Folder, "fox.png");
        await File.WriteAllTextAsync(file, "mine", Cancellation);

        var asFolder = Assert.Throws<ReveException>(() => OutputTarget.ToFolder(file).Check());
        var asFile = Assert.Throws<ReveException>(() => OutputTarget.ToFile(Path.Combine(Folder, "d") + "/").Check());

        Assert.Contains("-OutFile", asFolder.Message, StringComparison.Ordinal);
        Assert.Contains("-OutDirectory", asFile.Message, StringComparison.Ordinal);
    }
}
