using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Http;
using Xunit;

namespace Reve.Tests.Outcomes;

/// <summary>The size of a response is limited, compressed or not, and a wrong encoding loses nothing.</summary>
public sealed class ResponseSizeTests : OutcomeTestBase
{
    private const int Limit = 4 * 1024 * 1024;

    private static readonly string s_long = $$"""{"balance":1,"note":"{{new string('x', 5_000_000)}}"}""";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_response_without_images_is_limited_to_4_MB_and_not_requested_again(bool isCompressed)
    {
        Emulator.Misbehave(new Misbehaviour
        {
            Method = "GET", Status = 200, Body = s_long, IsCompressed = isCompressed, Times = 9,
        });

        var error = await Assert.ThrowsAsync<ReveException>(() =>
            Client().GetBalanceAsync(Notices.Enqueue, Cancellation));

        Assert.Equal(ReveErrorKind.ProviderFailed, error.Kind);
        Assert.Equal($"The response is longer than {Limit} bytes.", error.Message);
        Assert.Single(Emulator.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_response_to_a_task_is_limited_and_its_beginning_is_kept(bool isCompressed)
    {
        Emulator.Misbehave(To(PaidCallCase.Task) with { Body = s_long, IsCompressed = isCompressed });

        var error = await FailAsync(PaidCallCase.Task, output: InFolder);

        Assert.Equal((ReveErrorKind.UnreadableResponse, Billing.Charged), (error.Kind, error.Billing));
        Assert.InRange(new FileInfo(error.ResponseFile!).Length, isCompressed ? 1000 : 0, Limit + 128 * 1024);
    }

    [Fact]
    public async Task An_error_response_is_limited()
    {
        Emulator.Misbehave(To(PaidCallCase.Create) with { Status = 400, Body = s_long });

        var error = await FailAsync(PaidCallCase.Create);

        Assert.Equal((ReveErrorKind.InvalidRequest, 400), (error.Kind, error.Status));
    }

    [Fact]
    public async Task A_response_with_an_image_may_be_longer()
    {
        var image = PlainPng.Make((8, 8));
        Emulator.Misbehave(To(PaidCallCase.Create) with
        {
            Body = $$"""{"data":[{"b64_json":"{{Convert.ToBase64String(image)}}"}],"n":"{{new string('x', 9_000_000)}}"}""",
        });

        Assert.Equal(image, (await MakeAsync(PaidCallCase.Create)).Bytes);
    }

    [Fact]
    public async Task A_gzip_bomb_is_not_decompressed()
    {
        // 400 MB of zeros in 400 KB.
        using var bomb = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(
            bomb, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            var block = new byte[1024 * 1024];
            for (var count = 0; count < 400; count++) gzip.Write(block);
        }

        using var content = new System.Net.Http.ByteArrayContent([]);
        content.Headers.ContentEncoding.Add("gzip");
        bomb.Position = 0;
        using var body = new ResponseBody();

        var error = await Assert.ThrowsAsync<ReveException>(() => body.FillAsync(
            ContentDecoder.DecodeIfEncoded(bomb, content.Headers), null, Limit, Cancellation));

        Assert.Equal(ReveErrorKind.ProviderFailed, error.Kind);
        Assert.InRange(body.Json.Length, Limit, Limit + (128 * 1024));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("zstd")]
    public async Task A_response_that_is_not_compressed_as_its_header_says_is_read(string encoding)
    {
        Emulator.Misbehave(To(PaidCallCase.Create) with
        {
            Headers = new Dictionary<string, string> { ["Content-Encoding"] = encoding },
        });

        Assert.NotNull((await MakeAsync(PaidCallCase.Create)).Bytes);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task An_unreadable_response_with_a_wrong_encoding_is_kept_as_it_arrived(string encoding)
    {
        Emulator.Misbehave(To(PaidCallCase.Create) with
        {
            Body = "neither compressed nor JSON",
            Headers = new Dictionary<string, string> { ["Content-Encoding"] = encoding },
        });

        var error = await FailAsync(PaidCallCase.Create, output: InFolder);

        Assert.Equal(ReveErrorKind.UnreadableResponse, error.Kind);
        Assert.Equal("neither compressed nor JSON", await File.ReadAllTextAsync(error.ResponseFile!, Cancellation));
    }

    [Fact]
    public async Task An_announced_length_reserves_no_memory()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var body = new ResponseBody();

        await body.FillAsync(new MemoryStream([1, 2, 3]), 100 * 1024 * 1024, 128 * 1024 * 1024, Cancellation);

        Assert.Equal([1, 2, 3], body.Json.ToArray());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1024 * 1024);
    }
}
