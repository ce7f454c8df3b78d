using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using System;
using Reve.Emulator;
using Reve.Providers;
using Reve.Threading;
using Xunit;

namespace Reve.Tests.Output;

public sealed class ImageSaverTests : EmulatorTests
{
    private static readonly byte[] s_image = PlainPng.Make((1248, 832));

    private ImageSaver Saver => new(new CallPolicy(), NetworkSettings.Default, Clock)
    {
        TrustedAddresses = [Emulator.BaseUri],
    };

    [Fact]
    public async Task An_image_that_was_not_downloaded_is_saved_later_with_all_its_properties()
    {
        var made = Assert.Single(await Client().GenerateAsync(
            Create() with { AspectRatio = "3:2" }, job => job with { SkipDownload = true },
            cancellation: Cancellation));

        var saved = await SaveAsync(made.Image!, OutputTarget.ToFolder(Folder));

        Assert.Equal(Path.Combine(Folder, "0000-a-paper-fox.png"), saved.FullName);
        Assert.Equal(s_image, await File.ReadAllBytesAsync(saved.FullName!, Cancellation));
        Assert.Equal(("image/png", 1248, 832), (saved.ContentType, saved.Width, saved.Height));
        Assert.Equal(s_image.Length, saved.Length);
        Assert.Equal(
            (made.Image!.Url, made.Image.Usage, made.Image.RequestId, made.Image.AspectRatio, made.Image.Duration),
            (saved.Url, saved.Usage, saved.RequestId, saved.AspectRatio, saved.Duration));
        Assert.Null(Assert.Single(Downloads).Header("Authorization"));
        Assert.Single(Emulator.Bill);
    }

    [Fact]
    public async Task Bytes_are_saved_without_a_request_and_released()
    {
        var file = Path.Combine(Folder, "fox.png");

        var saved = await SaveAsync(Known() with { Bytes = s_image }, OutputTarget.ToFile(file));

        Assert.Equal(s_image, saved.Bytes);
        File.Delete(file);
        Assert.Null(saved.Bytes);
        Assert.Empty(Emulator.Requests);
    }

    [Fact]
    public async Task A_saved_result_is_copied_from_its_file()
    {
        var first = await SaveAsync(Known() with { Bytes = s_image }, OutputTarget.ToFolder(Folder, "first"));

        var second = await SaveAsync(first, OutputTarget.ToFolder(Folder, "second"));

        Assert.Equal(Path.Combine(Folder, "second.png"), second.FullName);
        Assert.Equal(s_image, second.Bytes);
        Assert.True(File.Exists(first.FullName));
    }

    [Fact]
    public async Task Without_an_output_the_image_is_read_into_memory()
    {
        Assert.Equal(s_image, (await SaveAsync(Known() with { Url = Host() }, null)).Bytes);
    }

    [Fact]
    public async Task An_image_without_a_prompt_is_named_after_its_URL()
    {
        Assert.EndsWith("0000-fox-0001.png", (await SaveAsync(
            Known() with { Url = Host() + "?size=full" }, OutputTarget.ToFolder(Folder))).FullName);
    }

    [Fact]
    public async Task A_failed_download_is_retried()
    {
        var image = Known() with { Url = Host() };
        Emulator.Misbehave(new Misbehaviour { Fault = Fault.ResetInBody });
        Emulator.Misbehave(new Misbehaviour { Status = 503 });
        Emulator.Misbehave(new Misbehaviour { Body = "<html>Just a moment...</html>", ContentType = "text/html" });
        Emulator.Misbehave(new Misbehaviour { Fault = Fault.StallInBody });

        var run = SaveAsync(image, OutputTarget.ToFolder(Folder));
        await UntilAsync(() => Downloads.Count() == 4);
        Clock.RunOut();

        Assert.Equal(s_image, (await run).Bytes);
    }

    [Fact]
    public async Task Data_that_is_not_an_image_is_not_saved()
    {
        Emulator.Misbehave(new Misbehaviour { Body = "<html>gone</html>", ContentType = "text/html", Times = 99 });

        var fault = await RefuseAsync(Known() with { Url = Host() });
        Assert.Equal(ReveErrorKind.DownloadFailed, fault.Kind);
        Assert.Contains("text/html", fault.Message);
        Assert.Contains("Save-ReveImage", fault.Advice);

        fault = await RefuseAsync(Known() with { Bytes = "not an image"u8.ToArray() });
        Assert.Equal(ReveErrorKind.InputNotImage, fault.Kind);

        fault = await RefuseAsync(Known());
        Assert.Equal(ReveErrorKind.InputMissing, fault.Kind);
        Assert.Empty(Directory.GetFileSystemEntries(Folder));
    }

    [Theory]
    [InlineData("ftp://example.com/fox.png")]
    [InlineData("file:///etc/passwd")]
    [InlineData("fox.png")]
    public async Task A_URL_that_is_not_http_is_refused(string address)
    {
        Assert.Equal(ReveErrorKind.DownloadFailed, (await RefuseAsync(Known() with { Url = address })).Kind);
    }

    [Fact]
    public async Task A_download_that_is_too_long_is_refused_at_once_and_not_retried()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var serving = ServeAsync(server, "HTTP/1.1 200 OK\r\nContent-Length: 268435457\r\n\r\n");

        var fault = await RefuseAsync(Known() with { Url = $"http://{server.LocalEndpoint}/fox.png" });

        Assert.Equal(ReveErrorKind.DownloadFailed, fault.Kind);
        Assert.Contains("268435456", fault.Message);
        Assert.Empty(Clock.Waits);
        await serving;
    }

    [Fact]
    public async Task An_existing_file_is_replaced_only_with_Force()
    {
        var file = Path.Combine(Folder, "fox.png");
        await File.WriteAllTextAsync(file, "mine", Cancellation);
        var image = Known() with { Url = Host() };

        Assert.Equal(ReveErrorKind.OutputExists, (await RefuseAsync(image, OutputTarget.ToFile(file))).Kind);
        Assert.Empty(Downloads);
        Assert.Equal(s_image, (await SaveAsync(image, OutputTarget.ToFile(file, force: true))).Bytes);
    }

    private static ReveImage Known() =>
        new() { Prompt = "", Operation = ReveOperation.Create, Provider = "", Model = "" };

    private string Host() => new Uri(Emulator.BaseUri, Emulator.Images.Host(s_image)).AbsoluteUri;

    private Task<ReveImage> SaveAsync(ReveImage image, OutputTarget? output) =>
        Saver.SaveAsync(new SaveJob(image) { Output = output }, Notices.Enqueue, Cancellation);

    private async Task<ReveException> RefuseAsync(ReveImage image, OutputTarget? output = null) =>
        await Assert.ThrowsAsync<ReveException>(() => SaveAsync(image, output ?? OutputTarget.ToFolder(Folder)));

    private static async Task ServeAsync(TcpListener server, string head)
    {
        using var guest = await server.AcceptTcpClientAsync(Cancellation);
        await using var stream = guest.GetStream();
        await stream.ReadAtLeastAsync(new byte[4096], 1, cancellationToken: Cancellation);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), Cancellation);
        // Until the client closes the connection.
        while (await stream.ReadAsync(new byte[4096], Cancellation) > 0)
        {
        }
    }
}
