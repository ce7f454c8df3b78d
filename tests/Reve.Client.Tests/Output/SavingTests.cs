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
    public async Task An_image_is_saved_unchanged_and_its_bytes_are_read_from_the_file()
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
    public async Task Images_in_a_folder_do_not_replace_each_other_or_existing_files()
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
    public async Task The_extension_is_that_of_the_format()
    {
        Emulator.Images.Next = "GIF89a\u0001\0\u0001\0\0\0\0;"u8.ToArray();

        var image = await MakeAsync(Create(), OutputTarget.ToFolder(Folder));

        Assert.Equal("0000-a-paper-fox.gif", Path.GetFileName(image.FullName));
        Assert.Equal("image/gif", image.ContentType);
    }

    [Fact]
    public async Task Given_an_extension_of_another_format_the_name_is_kept_and_a_warning_follows()
    {
        var file = Path.Combine(Folder, "fox.jpg");

        var image = await MakeAsync(Create(), OutputTarget.ToFile(file));

        Assert.Equal(file, image.FullName);
        Assert.Contains(Notices, notice => notice.Level == ReveNoticeLevel.Warning && notice.Message.Contains("Png"));
    }

    [Fact]
    public async Task A_missing_output_folder_is_created()
    {
        var folder = Path.Combine(Folder, "new", "folder");

        var image = await MakeAsync(Create(), OutputTarget.ToFolder(folder));

        Assert.StartsWith(folder, image.FullName);
    }

    [Fact]
    public async Task Given_a_folder_replaced_by_a_file_the_image_is_emitted_with_an_error()
    {
        var folder = Path.Combine(Folder, "vanishes");
        Directory.CreateDirectory(folder);
        Emulator.Misbehave(new Misbehaviour { Path = "/generations", Fault = Fault.StallBeforeHeaders });

        var run = RunAsync(Create(), OutputTarget.ToFolder(folder));
        await UntilAsync(() => Downloads.Any());
        Directory.Delete(folder, recursive: true);
        await File.WriteAllTextAsync(folder, "a file", Cancellation);
        Clock.RunOut();

        var result = Assert.Single(await run);
        Assert.Equal(ReveErrorKind.SaveFailed, result.Error!.Kind);
        Assert.Equal(PlainPng.Make((1248, 832)), result.Image!.Bytes);
        Assert.NotNull(result.Image.Url);
        Assert.Single(Emulator.Bill);
    }

    [Fact]
    public async Task Given_a_stop_during_a_download_no_part_file_is_left()
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
    public void An_output_that_cannot_be_written_is_refused_before_sending()
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
    public async Task A_folder_given_as_a_file_and_a_file_given_as_a_folder_are_refused()
    {
        var file = Path.Combine(Folder, "fox.png");
        await File.WriteAllTextAsync(file, "mine", Cancellation);

        var asFolder = Assert.Throws<ReveException>(() => OutputTarget.ToFolder(file).Check());
        var asFile = Assert.Throws<ReveException>(() => OutputTarget.ToFile(Path.Combine(Folder, "d") + "/").Check());

        Assert.Contains("-OutFile", asFolder.Message, StringComparison.Ordinal);
        Assert.Contains("-OutDirectory", asFile.Message, StringComparison.Ordinal);
    }
}
