using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using CsCheck;
using Reve.Emulator;
using Reve.Http;
using Reve.Json;
using Xunit;

namespace Reve.Tests.Properties;

/// <summary>Bodies of responses give the same result, wherever they are divided while they arrive.</summary>
public sealed class BodyProperties
{
    private static readonly Gen<int[]> s_pieces =
        Gen.Frequency((3, Gen.Int[1, 20]), (1, Gen.Int[1, 70_000])).Array[1, 30];
    private static readonly Gen<byte[]> s_images = Gen.Select(Gen.Int[800, 120_000], Gen.Int[0, 1000])
        .Select((length, seed) => PlainPng.MakeOfLength(length, seed));

    /// <summary>The forms in which JSON can have base64. The numbers choose the characters that are escaped.</summary>
    private static readonly Func<string, int, string>[] s_forms =
    [
        (text, _) => text,
        (text, _) => "data:image/png;base64," + text,
        (text, step) => string.Concat(text.Select((letter, at) =>
            at % (step + 1) == 0 ? $"\\u{(int)letter:x4}" : letter.ToString())),
        (text, _) => text.Replace("/", "\\/"),
        (text, step) => string.Join("\\r\\n", text.Chunk(60 + step).Select(line => new string(line))),
        (text, _) => text.TrimEnd('='),
    ];

    [Fact]
    public void An_image_is_whole_wherever_its_body_is_divided() => Property.Holds(
        Gen.Select(s_images, s_pieces, Gen.Int[0, s_forms.Length - 1], Gen.Int[0, 30], Values.WellFormedText), values =>
        {
            var (image, pieces, form, step, text) = values;
            var base64 = s_forms[form](Convert.ToBase64String(image), step);
            var json = $$"""{"text":{{JsonSerializer.Serialize(text)}},"image":"{{base64}}","after":1}""";

            using var body = new ResponseBody(_ => null);
            Fill(body, Encoding.UTF8.GetBytes(json), pieces);

            using var read = JsonDocument.Parse(body.Json);
            var placeholder = read.RootElement.Base64("image");
            Assert.Equal(image, body.HasImages ? body.Find(placeholder!)!.ReadBytes() : placeholder);
            Assert.Equal(text, read.RootElement.GetProperty("text").GetString());
            Assert.Equal(1, read.RootElement.GetProperty("after").GetInt32());
        }, few: 40, many: 20_000);

    [Fact]
    public void A_body_without_images_is_not_changed() => Property.Holds(
        Gen.Select(Gen.Byte.Array[0, 5000], s_pieces), values =>
        {
            using var body = new ResponseBody(_ => null);
            Fill(body, values.Item1, values.Item2);

            Assert.Equal(values.Item1, body.Json.ToArray());
        });

    [Fact]
    public void The_lines_of_a_stream_are_the_same_wherever_it_is_divided() => Property.Holds(
        Gen.Select(Values.WellFormedText.Array[0, 9], s_pieces), values =>
        {
            var lines = values.Item1.Select(line => line.Replace("\n", "").TrimEnd('\r')).ToList();
            var text = string.Concat(lines.Select(line => line + "\r\n"));

            var reader = new LineReader(new DividedStream(Encoding.UTF8.GetBytes(text), values.Item2));
            foreach (var line in lines) Assert.Equal(line, Wait(reader.ReadAsync(CancellationToken.None)));
            Assert.Null(Wait(reader.ReadAsync(CancellationToken.None)));
        });

    private static void Fill(ResponseBody body, byte[] bytes, int[] pieces) =>
        Wait(FillAsync(body, new DividedStream(bytes, pieces)));

    private static async Task<bool> FillAsync(ResponseBody body, Stream stream)
    {
        await body.FillAsync(stream, null, int.MaxValue, CancellationToken.None);
        return true;
    }

    /// <summary>The streams of these tests never wait.</summary>
    private static T Wait<T>(Task<T> task)
    {
        Assert.True(task.IsCompleted);
        return task.GetAwaiter().GetResult();
    }

    /// <summary>Returns pieces of given lengths, again and again.</summary>
    private sealed class DividedStream(byte[] bytes, int[] pieces) : MemoryStream(bytes)
    {
        private int _piece;

        public override Task<int> ReadAsync(
            byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            Task.FromResult(Read(buffer, offset, Math.Min(count, pieces[_piece++ % pieces.Length])));
    }
}
