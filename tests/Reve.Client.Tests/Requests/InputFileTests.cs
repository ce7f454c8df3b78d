using System;
using System.Diagnostics;
using System.IO;
using System.Net.Sockets;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Tests.Imaging;
using Reve.Platform;
using Xunit;

namespace Reve.Tests.Requests;

public sealed class InputFileTests : EmulatorTests
{
    private const int MaximumLength = 100 * 1024 * 1024;

    [Theory]
    [InlineData("png")]
    [InlineData("jpeg baseline")]
    [InlineData("webp lossy")]
    [InlineData("gif")]
    [InlineData("avif")]
    public async Task A_truncated_input_is_an_error_and_is_not_sent(string kind)
    {
        var complete = CompleteImages.All[kind].Bytes;
        var file = Write("half.img", complete[..(complete.Length * 2 / 3)]);

        var error = await FailAsync(Edit(file));

        Assert.Equal(ReveErrorKind.InputTruncated, error.Kind);
        Assert.Equal(file, error.Target);
        Assert.Contains(file, error.Message);
        Assert.EndsWith(" is missing.", error.Message);
        Assert.Empty(Emulator.Requests);
    }

    [Fact]
    public async Task A_complete_input_with_trailing_bytes_is_sent_unchanged()
    {
        var file = Write("fox.jpg", [.. CompleteImages.All["jpeg baseline"].Bytes, .. "trailing"u8]);

        await MakeAsync(Edit(file));

        Assert.Equal(await File.ReadAllBytesAsync(file, Cancellation), Assert.Single(Emulator.Images.Inputs));
    }

    [Fact]
    public async Task A_link_to_a_file_is_sent_and_its_target_is_compared()
    {
        var target = Write("fox.png", PlainPng.Make((16, 16)));
        File.SetLastWriteTimeUtc(target, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        var link = Path.Combine(Folder, "link.png");
        var chain = Path.Combine(Folder, "chain.png");
        TryLink(link, target);
        TryLink(chain, "link.png");

        await MakeAsync(Edit(chain));

        Assert.Equal(PlainPng.Make((16, 16)), Assert.Single(Emulator.Images.Inputs));
    }

    [Fact]
    public void A_change_of_the_target_of_a_link_is_detected()
    {
        var target = Write("fox.png", PlainPng.Make((16, 16)));
        var link = Path.Combine(Folder, "link.png");
        TryLink(link, target);
        var (length, writtenAt) = InputFile.FindState(link)!.Value;
        var input = new ValidatedInput(ImageInput.FromFile(link)) { Length = length, WrittenAt = writtenAt };
        Assert.Equal(new FileInfo(target).Length, length);
        Assert.False(input.HasChanged());

        // Windows PowerShell cannot resolve links, so only the length of the target is compared.
        if (Edition.IsDesktop) File.AppendAllText(target, "more");
        else File.SetLastWriteTimeUtc(target, writtenAt.AddSeconds(1));

        Assert.True(input.HasChanged());
        File.Delete(target);
        Assert.True(input.HasChanged());
    }

    [Fact]
    public async Task A_link_without_a_target_and_a_circle_of_links_are_errors()
    {
        var (broken, first, second) =
            (Path.Combine(Folder, "broken.png"), Path.Combine(Folder, "a.png"), Path.Combine(Folder, "b.png"));
        TryLink(broken, "nowhere.png");
        TryLink(first, second);
        TryLink(second, first);

        Assert.Equal(ReveErrorKind.InputNotFound, (await FailAsync(Edit(broken))).Kind);
        Assert.Contains(
            (await FailAsync(Edit(first))).Kind, new[] { ReveErrorKind.InputUnreadable, ReveErrorKind.InputNotFound });
    }

    [Theory]
    [InlineData("a named pipe")]
    [InlineData("a link to a named pipe")]
    [InlineData("a socket")]
    [InlineData("a device")]
    [InlineData("a folder")]
    public async Task A_special_file_is_an_error_at_once(string kind)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no special files.");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        var file = Special(kind, socket);

        var opening = Task.Run(() => FailAsync(Edit(file)), Cancellation);
        var error = await opening.WaitAsync(TimeSpan.FromMinutes(3), Cancellation);

        Assert.Equal(ReveErrorKind.InputUnreadable, error.Kind);
        Assert.StartsWith($"'{file}' is {kind.Replace("a link to ", "", StringComparison.Ordinal)}", error.Message);
        var read = Assert.Throws<ReveException>(() => ImageContent.Read(ImageInput.FromFile(file)));
        Assert.Equal(error.Message, read.Message);
        Assert.Empty(Emulator.Requests);
    }

    [Theory]
    [InlineData(MaximumLength + 1L)]
    [InlineData(3L * 1024 * 1024 * 1024)]
    public async Task A_very_large_input_is_an_error_before_it_is_read(long length)
    {
        var file = Write("large.png", PlainPng.Make((16, 16)));
        await using (var stream = File.OpenWrite(file)) stream.SetLength(length);

        var error = await FailAsync(Edit(file));

        Assert.Equal(ReveErrorKind.InputTooLarge, error.Kind);
        Assert.Contains($"{length}", error.Message);
        var read = Assert.Throws<ReveException>(() => ImageContent.Read(ImageInput.FromFile(file)));
        Assert.Equal(ReveErrorKind.InputTooLarge, read.Kind);
        Assert.Empty(Emulator.Requests);
    }

    private static ImageRequest Edit(string file) =>
        new() { Operation = ReveOperation.Edit, Prompt = "make it night", Inputs = [ImageInput.FromFile(file)] };

    private static void TryLink(string link, string target)
    {
        try
        {
            File.CreateSymbolicLink(link, target);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Assert.Skip($"Links cannot be created here: {exception.Message}");
        }
    }

    private string Write(string name, byte[] bytes)
    {
        var file = Path.Combine(Folder, name);
        File.WriteAllBytes(file, bytes);
        return file;
    }

    private string Special(string kind, Socket socket)
    {
        var file = Path.Combine(Folder, "special.png");
        switch (kind)
        {
            case "a named pipe":
                CreatePipe(file);
                return file;
            case "a link to a named pipe":
                CreatePipe(Path.Combine(Folder, "pipe"));
                File.CreateSymbolicLink(file, "pipe");
                return file;
            case "a socket":
                socket.Bind(new UnixDomainSocketEndPoint(file));
                return file;
            case "a device":
                return "/dev/zero";
            default:
                return Directory.CreateDirectory(file).FullName;
        }
    }

    private static void CreatePipe(string file)
    {
        using var process = Process.Start("mkfifo", [file]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
