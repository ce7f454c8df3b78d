using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using System;
using Reve.Emulator;
using Reve.Threading;
using Xunit;

namespace Reve.Tests.Output;

/// <summary>
/// Given an error of the disk, a paid image is emitted with its bytes, its URL and the error, and no part file is
/// left behind.
/// </summary>
public sealed class DiskErrorTests : EmulatorTests
{
    private static readonly byte[] s_large = Large();

    private string Place => Path.Combine(Folder, "out");

    [Fact]
    public async Task Given_a_disk_that_becomes_full_during_the_download_the_image_is_emitted_with_an_error()
    {
        using var disk = SmallDisk.Mount(Place);
        Emulator.Images.Next = s_large;

        AssertOut(Assert.Single(await RunAsync(Create(), OutputTarget.ToFolder(Place))), s_large);

        Assert.Empty(Directory.GetFileSystemEntries(Place));
    }

    [Fact]
    public async Task Given_a_disk_too_small_for_an_image_inside_the_response_the_image_is_emitted_with_an_error()
    {
        using var disk = SmallDisk.Mount(Place);
        Emulator.Images.Next = s_large;
        var request = Create() with
        {
            AdditionalBody = new Dictionary<string, object?> { ["convert_base64_to_url"] = false },
        };

        var result = Assert.Single(await RunAsync(request, OutputTarget.ToFile(Path.Combine(Place, "fox.png"))));

        Assert.Equal(ReveErrorKind.SaveFailed, result.Error!.Kind);
        Assert.Equal(s_large, result.Image!.Bytes);
        Assert.Empty(Directory.GetFileSystemEntries(Place));
    }

    [Fact]
    public async Task Given_a_full_disk_the_image_can_be_saved_to_another_path_later()
    {
        using var disk = SmallDisk.Mount(Place);
        Emulator.Images.Next = s_large;
        var failed = Assert.Single(await RunAsync(Create(), OutputTarget.ToFolder(Place)));

        var elsewhere = OutputTarget.ToFile(Path.Combine(Folder, "fox.png"));
        await new ImageSaver().SaveAsync(new SaveJob(failed.Image!) { Output = elsewhere }, cancellation: Cancellation);

        Assert.Equal(s_large, await File.ReadAllBytesAsync(Path.Combine(Folder, "fox.png"), Cancellation));
        Assert.Single(Emulator.Bill);
    }

    [Fact]
    public async Task Given_a_full_disk_an_unreadable_response_is_kept_in_the_temporary_folder()
    {
        using var disk = SmallDisk.Mount(Place);
        var words = new string('x', 100_000);
        Emulator.Misbehave(new Misbehaviour { Method = "POST", Body = words });

        var fault = await Assert.ThrowsAsync<ReveException>(() => RunAsync(Create(), OutputTarget.ToFolder(Place)));

        Assert.Equal(words, await File.ReadAllTextAsync(fault.ResponseFile!, Cancellation));
        Assert.Empty(Directory.GetFileSystemEntries(Place));
        File.Delete(fault.ResponseFile!);
    }

    [Fact]
    public async Task Given_a_read_only_folder_nothing_is_sent()
    {
        using var disk = SmallDisk.Mount(Place);
        disk.BecomeReadOnly();

        var fault = await Assert.ThrowsAsync<ReveException>(() => RunAsync(Create(), OutputTarget.ToFolder(Place)));

        Assert.Equal(ReveErrorKind.OutputNotWritable, fault.Kind);
        Assert.Contains(Place, fault.Message);
        Assert.Empty(Emulator.Requests);
    }

    [Fact]
    public async Task Given_a_folder_that_becomes_read_only_while_the_image_is_generated_nothing_is_lost()
    {
        using var disk = SmallDisk.Mount(Place);
        Emulator.Misbehave(new Misbehaviour { Method = "POST", Status = 503 });
        Clock.WhileWaiting = () =>
        {
            if (Clock.Waits.Count == 1) disk.BecomeReadOnly();
        };

        AssertOut(Assert.Single(await RunAsync(Create(), OutputTarget.ToFolder(Place))));

        Assert.Empty(Directory.GetFileSystemEntries(Place));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Given_a_folder_that_is_deleted_while_the_image_is_generated_nothing_is_lost(bool comesBack)
    {
        Emulator.Misbehave(new Misbehaviour { Method = "POST", Status = 503 });
        Clock.WhileWaiting = () => Vanish(comesBack: false);

        var result = Assert.Single(await RunAsync(Create(), OutputTarget.ToFolder(Place)));

        AssertOut(result);
        Assert.False(Directory.Exists(Place));
        if (!comesBack) return;
        var again = await new ImageSaver().SaveAsync(
            new SaveJob(result.Image!) { Output = OutputTarget.ToFolder(Place) }, cancellation: Cancellation);
        Assert.Equal([again.FullName!], Directory.GetFileSystemEntries(Place));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Given_a_folder_that_is_deleted_before_the_image_is_saved_nothing_is_lost(bool comesBackEmpty)
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows does not let a folder go while a file in it is open.");
        Emulator.Misbehave(new Misbehaviour { Path = "/generations", Status = 503 });
        Clock.WhileWaiting = () => Vanish(comesBackEmpty);

        AssertOut(Assert.Single(await RunAsync(Create(), OutputTarget.ToFolder(Place))));

        Assert.Equal(comesBackEmpty, Directory.Exists(Place));
        if (comesBackEmpty) Assert.Empty(Directory.GetFileSystemEntries(Place));
        Assert.Empty(Directory.GetFiles(Folder, "*", SearchOption.AllDirectories));
    }

    private void Vanish(bool comesBack)
    {
        Clock.WhileWaiting = null;
        Directory.Delete(Place, recursive: true);
        if (comesBack) Directory.CreateDirectory(Place);
    }

    private void AssertOut(ReveResult result, byte[]? image = null)
    {
        Assert.Equal(ReveErrorKind.SaveFailed, result.Error!.Kind);
        Assert.Contains(Place, result.Error.Message);
        Assert.Equal(image ?? PlainPng.Make((1248, 832)), result.Image!.Bytes);
        Assert.StartsWith(Emulator.BaseUri.AbsoluteUri, result.Image.Url);
        Assert.Null(result.Image.FullName);
        Assert.Equal((1248, 832), (result.Image.Width, result.Image.Height));
        Assert.Equal(126000, result.Image.Usage!.Amount);
        Assert.Single(Emulator.Bill);
    }

    /// <summary>An image of a megabyte.</summary>
    private static byte[] Large() => [.. PlainPng.Make((1248, 832)), .. Enumerable.Repeat((byte)7, 1 << 20)];
}
