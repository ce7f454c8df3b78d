using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Http;
using Xunit;

namespace Reve.Tests.Http.Bodies;

/// <summary>Images are taken out of a response while it arrives, wherever they are in it.</summary>
public sealed class ImageExtractorTests
{
    private static readonly byte[] s_image = PlainPng.MakeOfLength(200_001, seed: 1);
    private static readonly string s_base64 = Convert.ToBase64String(s_image);

    /// <summary>Bodies with one image, and the fields that lead to it; text is JSON of its own.</summary>
    public static TheoryData<string, string> Bodies => new()
    {
        { $$"""{"created":1,"data":[{"b64_json":"{{s_base64}}"}]}""", "data.0.b64_json" },
        { $$$"""{"a":{"b":[[{"c":{"anything":"{{{s_base64}}}","after":2}}]]}}""", "a.b.0.0.c.anything" },
        { $$"""["{{s_base64}}"]""", "0" },
        { $$"""{"url":"data:image/png;base64,{{s_base64}}"}""", "url" },
        { $$"""{"image":"{{s_base64.Replace("/", "\\/")}}"}""", "image" },
        { JsonSerializer.Serialize(new { image = s_base64 }), "image" },
        { $$"""{"image":"{{string.Join("\\r\\n", s_base64.Chunk(76).Select(line => new string(line)))}}"}""", "image" },
        { $$"""{"image":"{{s_base64.TrimEnd('=')}}"}""", "image" },
        { JsonSerializer.Serialize(new { text = $$"""{"image":"{{s_base64}}"}""" }), "text.image" },
        {
            JsonSerializer.Serialize(new { text = JsonSerializer.Serialize(new { image = s_base64 }) }),
            "text.image"
        },
        { $$"""{"text":"{\"image\":\"{{s_base64.Replace("/", "\\\\\\/")}}\"}"}""", "text.image" },
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task An_image_is_found_in_every_place_and_the_rest_is_small(string body, string path)
    {
        foreach (var step in new[] { 1, 7, 1000, 64 * 1024 })
        {
            using var read = await ReadAsync(Encoding.UTF8.GetBytes(body), step);

            var placeholder = Follow(JsonNode.Parse(read.Json.Span)!, path);
            Assert.Equal(s_image, read.Find(placeholder)!.ReadBytes());
            Assert.InRange(read.Json.Length, 0, 1000);
            Assert.Equal(Encoding.UTF8.GetByteCount(body), read.Length);
        }
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task The_body_with_its_image_is_the_same_json_again(string body, string path)
    {
        using var read = await ReadAsync(Encoding.UTF8.GetBytes(body), 1000);

        var restored = JsonNode.Parse(Restore(read))!;

        Assert.Equal(s_image, Follow(restored, path));
    }

    [Fact]
    public async Task A_body_without_escapes_is_restored_exactly_wherever_it_is_cut_off()
    {
        var body = Encoding.UTF8.GetBytes(
            $$"""{"data":[{"b64_json":"{{s_base64}}"},{"b64_json":"{{s_base64}}"}],"text":"a \"fox\" \\"}""");
        var random = new Random(5);
        for (var count = 0; count < 60; count++)
        {
            var cut = body.AsSpan(0, count < 20 ? body.Length - count : random.Next(body.Length)).ToArray();
            using var read = await ReadAsync(cut, 1 + random.Next(5000));

            Assert.Equal(cut, Restore(read));
        }
    }

    [Theory]
    [InlineData('*')]
    [InlineData('=')]
    [InlineData('\\')]
    public async Task A_damaged_image_is_kept_as_it_arrived(char damage)
    {
        var body = Encoding.UTF8.GetBytes(
            $$"""{"image":"{{s_base64.Remove(100_001, 1).Insert(100_001, damage.ToString())}}"}""");

        using var read = await ReadAsync(body, 4096);

        Assert.Equal(body, Restore(read));
    }

    [Fact]
    public async Task Text_that_is_not_an_image_stays_in_the_json()
    {
        var text = Convert.ToBase64String(s_image.AsSpan(1000, 9000));
        var body = $$"""{"a":"{{text}}","b":"{{new string('x', 5000)}}","c":"{{new string('=', 5000)}}"}""";

        using var read = await ReadAsync(Encoding.UTF8.GetBytes(body), 333);

        Assert.Equal(body, Encoding.UTF8.GetString(read.Json.Span));
    }

    [Fact]
    public async Task Several_images_are_told_apart()
    {
        var images = Enumerable.Range(0, 4).Select(seed => PlainPng.MakeOfLength(5000 + seed, seed)).ToList();
        var body = JsonSerializer.SerializeToUtf8Bytes(images.Select(image => new { image }));

        using var read = await ReadAsync(body, 2048);

        var found = JsonNode.Parse(read.Json.Span)!.AsArray()
            .Select(item => read.Find(Follow(item!, "image"))!.ReadBytes());
        Assert.Equal(images, found);
    }

    [Fact]
    public async Task A_placeholder_that_a_host_sends_itself_is_an_ordinary_image()
    {
        var foreign = new ImagePlaceholder().Bytes;
        var body = JsonSerializer.SerializeToUtf8Bytes(new[] { foreign, s_image });

        using var read = await ReadAsync(body, 2048);

        Assert.Null(read.Find(foreign));
        Assert.Equal(1, ImageHeaderReader.Read(foreign)!.Width);
    }

    [Fact]
    public async Task An_image_goes_on_in_memory_when_its_file_cannot_be_written_any_more()
    {
        var file = new FullFile(limit: 70_000);
        using var read = await ReadAsync(
            JsonSerializer.SerializeToUtf8Bytes(new { image = s_image }), 4096, _ => file);

        var placeholder = Follow(JsonNode.Parse(read.Json.Span)!, "image");

        Assert.Equal(s_image, read.Find(placeholder)!.Bytes);
        Assert.True(file.IsDisposed);
    }

    private static async Task<ResponseBody> ReadAsync(
        byte[] body, int step, Func<int, IImageFile?>? createFile = null)
    {
        var read = new ResponseBody(createFile ?? (_ => null));
        await read.FillAsync(new SteppedStream(body, step), body.Length, int.MaxValue, Cancellation);
        return read;
    }

    private static byte[] Restore(ResponseBody body)
    {
        using var restored = new MemoryStream();
        body.WriteTo(restored, json => json);
        return restored.ToArray();
    }

    private static byte[] Follow(JsonNode node, string path)
    {
        foreach (var step in path.Split('.'))
        {
            if (node is JsonValue nested) node = JsonNode.Parse(nested.GetValue<string>())!;
            node = int.TryParse(step, out var index) ? node[index]! : node[step]!;
        }

        var text = node.GetValue<string>();
        var bare = text.Substring(text.IndexOf(',') + 1).Replace("\r\n", "");
        return Convert.FromBase64String(bare.PadRight((bare.Length + 3) / 4 * 4, '='));
    }

    /// <summary>A stream that returns a few bytes at a time.</summary>
    private sealed class SteppedStream(byte[] bytes, int step) : MemoryStream(bytes)
    {
        public override Task<int> ReadAsync(
            byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            base.ReadAsync(buffer, offset, Math.Min(step, count), cancellationToken);
    }

    /// <summary>A file on a disk that becomes full.</summary>
    private sealed class FullFile(int limit) : IImageFile
    {
        public Stream Stream { get; } = new FullStream(limit);

        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;

        private sealed class FullStream(int limit) : MemoryStream
        {
            public override void Write(byte[] buffer, int offset, int count)
            {
                if (Length + count > limit) throw new IOException("The disk is full.");
                base.Write(buffer, offset, count);
            }
        }
    }
}
