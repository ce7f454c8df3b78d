using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using System;
using Reve.Emulator;
using Reve.Http;
using Reve.Providers;
using Reve.Validation;
using Xunit;

namespace Reve.Tests.Requests;

public sealed class ImageInputTests : EmulatorTests
{
    [Fact]
    public async Task An_edit_sends_the_bytes_of_the_file_as_a_data_uri()
    {
        var file = Image("fox.png", 100_001);

        var image = await MakeAsync(Edit(file));

        Assert.Equal(await File.ReadAllBytesAsync(file, Cancellation), Assert.Single(Emulator.Images.Inputs));
        var body = Encoding.UTF8.GetString(Paid.Single().Body);
        Assert.StartsWith(
            """{"model":"reve/edit-image","prompt":"make it night","image_url":"data:image/png;base64,iVBOR""",
            body);
        Assert.Equal(Paid.Single().Body.Length.ToString(), Paid.Single().Header("Content-Length"));
        Assert.Equal([file], image.Sources);
    }

    [Fact]
    public async Task The_documented_example_of_a_remix_is_sent_as_documented()
    {
        await MakeAsync(new ImageRequest
        {
            Operation = ReveOperation.Remix,
            Prompt = "Combine the images",
            Inputs =
            [
                ImageInput.FromUrl("https://example.com/t-rex.png"), ImageInput.FromUrl("https://example.com/mug.jpg"),
            ],
        });

        Assert.Equal(
            """{"model":"reve/remix-edit-image","prompt":"Combine the images","image_urls":"""
                + """["https://example.com/t-rex.png","https://example.com/mug.jpg"]}""",
            Encoding.UTF8.GetString(Paid.Single().Body));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Images_of_any_length_arrive_complete_and_in_order(int beyond)
    {
        var files = Enumerable.Range(0, 4).Select(i => Image($"{i}.png", (48 * 1024 * i) + 100 + beyond)).ToList();

        await MakeAsync(new ImageRequest
        {
            Operation = ReveOperation.Remix, Prompt = "all", Inputs = [.. files.Select(ImageInput.FromFile)],
        });

        Assert.Equal(files.Select(File.ReadAllBytes), Emulator.Images.Inputs);
    }

    [Fact]
    public async Task A_retry_reads_the_file_again()
    {
        var file = Image("fox.png", 200_000);
        Emulator.Misbehave(new Misbehaviour { Method = "POST", Status = 503 });

        var image = await MakeAsync(Edit(file));

        Assert.Equal(2, image.Attempts);
        Assert.Equal(Paid.First().Body, Paid.Last().Body);
    }

    [Theory]
    [InlineData(200_001)]
    [InlineData(199_999)]
    [InlineData(200_000)]
    public async Task A_file_that_changed_after_validation_is_not_sent_completely(int length)
    {
        var file = Image("fox.png", 200_000);
        var request = new RequestValidator(TestProviders.Any, ProviderRegistry.All, _ => { }).Validate(Edit(file));
        File.WriteAllBytes(file, Bytes(length, seed: 2));
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddSeconds(5));

        using var content = new Reve.Http.SingleUseContent(Reve.Http.JsonBody.Write(
            body => body.Field("image_url", request.Inputs[0])));
        var error = await Assert.ThrowsAsync<ReveException>(() => content.CopyToAsync(Stream.Null, Cancellation));

        Assert.Equal(ReveErrorKind.InputChanged, error.Kind);
        Assert.False(content.MayHaveLeft);
    }

    [Fact]
    public async Task A_body_is_sent_only_once()
    {
        using var content = new Reve.Http.SingleUseContent(Reve.Http.JsonBody.Write(body => body.Field("a", "b")));

        await content.CopyToAsync(Stream.Null, Cancellation);

        await Assert.ThrowsAnyAsync<Exception>(() => content.CopyToAsync(Stream.Null, Cancellation));
    }

    [Fact]
    public void An_input_image_is_validated_by_its_first_bytes_size_and_pixels()
    {
        var text = Path.Combine(Folder, "text.png");
        File.WriteAllText(text, "hello");
        var empty = Path.Combine(Folder, "empty.png");
        File.WriteAllBytes(empty, []);

        Assert.Equal(ReveErrorKind.InputNotImage, Reject(Edit(text)).Kind);
        Assert.Equal(ReveErrorKind.InputEmpty, Reject(Edit(empty)).Kind);
        Assert.Equal(ReveErrorKind.InputNotFound, Reject(Edit(Path.Combine(Folder, "none.png"))).Kind);
        Assert.Equal(ReveErrorKind.InputTooManyPixels, Reject(Edit(Sized(8193, 1))).Kind);
        Assert.Equal(ReveErrorKind.InputTooManyPixels, Reject(Edit(Sized(8192, 4097))).Kind);
        new RequestValidator(TestProviders.Any, ProviderRegistry.All, _ => { }).Validate(Edit(Sized(8192, 4096)));
    }

    private static ReveException Reject(ImageRequest request) => Assert.Throws<ReveException>(
        () => new RequestValidator(TestProviders.Any, ProviderRegistry.All, _ => { }).Validate(request));

    private static ImageRequest Edit(string file) =>
        new() { Operation = ReveOperation.Edit, Prompt = "make it night", Inputs = [ImageInput.FromFile(file)] };

    private string Sized(int width, int height)
    {
        var file = Path.Combine(Folder, $"{width}x{height}.png");
        var bytes = PlainPng.Make((16, 16))[..];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), width);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(20), height);
        File.WriteAllBytes(file, bytes);
        return file;
    }

    /// <summary>A file that begins as a PNG does and goes on with anything.</summary>
    private string Image(string name, int length)
    {
        var file = Path.Combine(Folder, name);
        File.WriteAllBytes(file, Bytes(length, seed: length));
        return file;
    }

    private static byte[] Bytes(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        PlainPng.Make((16, 16)).AsSpan(0, 33).CopyTo(bytes);
        return bytes;
    }
}
