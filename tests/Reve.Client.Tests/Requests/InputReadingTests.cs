using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Http;
using Reve.Journal;
using Reve.Providers;
using Reve.Tests.Imaging;
using Reve.Validation;
using Xunit;

namespace Reve.Tests.Requests;

/// <summary>How often an input image is read: for validation, for the journal, and to be sent.</summary>
public sealed class InputReadingTests : IDisposable
{
    private const int Length = 1_400_000;
    private const int PartsOfImage = 48 * 1024;

    private readonly string _folder = Directory.CreateTempSubdirectory("reve-tests-").FullName;

    public static TheoryData<string> Formats => ["png", "png of small chunks", "jpeg", "heif"];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task An_image_is_read_once_in_a_run_without_a_journal(string format)
    {
        var image = new CountedInput(Image(format));
        var input = Assert.Single(Validate(image).Inputs);
        await Base64Encoder.CopyAsync(input, Stream.Null, TestContext.Current.CancellationToken);

        Assert.InRange(image.BytesRead, image.Bytes.Length, image.Bytes.Length + PartsOfImage);
        Assert.Equal(2, image.Openings);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task An_image_is_read_twice_in_a_run_with_a_journal_or_an_upload(string format)
    {
        var image = new CountedInput(Image(format));
        var request = Validate(image);
        var fingerprint = Fingerprint.Of(request, TestProviders.Any);
        var input = Assert.Single(request.Inputs);
        Assert.Equal(ContentHash.Of(image.Bytes), input.Hash);
        await Base64Encoder.CopyAsync(input, Stream.Null, TestContext.Current.CancellationToken);

        Assert.Equal(fingerprint, Fingerprint.Of(request, TestProviders.Any));
        Assert.InRange(image.BytesRead, 2 * image.Bytes.Length, (2 * image.Bytes.Length) + PartsOfImage);
        Assert.Equal(3, image.Openings);
    }

    [Theory]
    [InlineData("gif")]
    [InlineData("png of small chunks")]
    [InlineData("jpeg")]
    public async Task An_image_with_bytes_after_its_end_is_read_once_more(string format)
    {
        var image = new CountedInput([.. Image(format), 0]);
        var input = Assert.Single(Validate(image).Inputs);
        await Base64Encoder.CopyAsync(input, Stream.Null, TestContext.Current.CancellationToken);

        Assert.InRange(image.BytesRead - (2 * image.Bytes.Length), -PartsOfImage, PartsOfImage);
    }

    [Fact]
    public void A_file_of_several_jobs_is_validated_and_hashed_once()
    {
        var file = Write(PlainPng.MakeOfLength(Length));
        var known = new InputCache();
        var input = InputOf(file, known);
        var hash = input.Hash;

        Assert.Same(input, InputOf(file, known));
        Assert.NotSame(input, InputOf(file, new InputCache()));

        // The same length and time: nothing shows that the bytes are others.
        var written = File.GetLastWriteTimeUtc(file);
        File.WriteAllBytes(file, PlainPng.MakeOfLength(Length, seed: 1));
        File.SetLastWriteTimeUtc(file, written);
        Assert.Equal(hash, InputOf(file, known).Hash);

        File.SetLastWriteTimeUtc(file, written.AddSeconds(1));
        Assert.NotEqual(hash, InputOf(file, known).Hash);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(2, false)]
    [InlineData(4, true)]
    [InlineData(-60, false)]
    public void A_file_that_was_written_a_moment_ago_is_read_for_each_job(int age, bool isKept)
    {
        var clock = new TestClock();
        var file = Write(PlainPng.Make((16, 16)));
        File.SetLastWriteTimeUtc(file, clock.UtcNow.UtcDateTime.AddSeconds(-age));
        var known = new InputCache(clock);

        Assert.Equal(isKept, ReferenceEquals(InputOf(file, known), InputOf(file, known)));
    }

    [Fact]
    public void An_image_in_memory_is_not_kept()
    {
        var known = new InputCache();
        var image = ImageInput.FromBytes(PlainPng.Make((16, 16)));

        Validate(image, known);

        Assert.Null(known.Find(image));
    }

    [Fact]
    public void A_known_file_is_checked_against_the_limits_of_each_request()
    {
        var limited = ProviderRegistry.All.First(provider =>
            provider.Find(ReveOperation.Edit) is { InputFormats: { Count: > 0 } formats }
            && !formats.Contains(ImageFormat.Gif));
        var free = ProviderRegistry.All.First(provider =>
            provider.Find(ReveOperation.Edit) is { InputFormats.Count: 0 });
        var file = Write(CompleteImages.All["gif"].Bytes);
        var known = new InputCache();
        InputOf(file, known, free);
        Assert.NotNull(known.Find(ImageInput.FromFile(file)));

        var error = Assert.Throws<ReveException>(() => InputOf(file, known, limited));

        Assert.Equal(ReveErrorKind.InputFormatNotSupported, error.Kind);
    }

    private static ValidatedRequest Validate(ImageInput image, InputCache? known = null, ProviderInfo? provider = null) =>
        new RequestValidator(provider ?? TestProviders.Any, ProviderRegistry.All, static _ => { }, known)
            .Validate(new ImageRequest { Operation = ReveOperation.Edit, Prompt = "make it night", Inputs = [image] });

    private static ValidatedInput InputOf(string file, InputCache known, ProviderInfo? provider = null) =>
        Assert.Single(Validate(ImageInput.FromFile(file), known, provider).Inputs);

    private static byte[] Image(string format)
    {
        var data = new byte[Length];
        byte[] png = PlainPng.Make((16, 16)), jpeg = HeaderSamples.Jpeg(0xC0);
        byte[] gif = CompleteImages.All["gif"].Bytes, block = [255, .. data.AsSpan(0, 255)];
        byte[] chunk = [0, 0, 1, 0, .. "paDd"u8, .. data.AsSpan(0, 256), 0, 0, 0, 0];
        return format switch
        {
            "png of small chunks" => [.. png[..^12], .. Repeat(chunk), .. png[^12..]],
            "jpeg" => [.. jpeg, .. data, 0xFF, 0xD9],
            "gif" => [.. gif[..^1], 0x21, 0xFE, .. Repeat(block), 0, gif[^1]],
            "heif" => [.. HeaderSamples.Iso("heic", "mif1"), .. HeaderSamples.Box("free", data)],
            _ => PlainPng.MakeOfLength(Length),
        };
    }

    private static IEnumerable<byte> Repeat(byte[] part) =>
        Enumerable.Repeat(part, Length / part.Length).SelectMany(bytes => bytes);

    private string Write(byte[] bytes)
    {
        var file = Path.Combine(_folder, "fox.png");
        File.WriteAllBytes(file, bytes);
        File.SetLastWriteTimeUtc(file, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        return file;
    }

    /// <summary>An image whose readings are counted.</summary>
    private sealed record CountedInput(byte[] Bytes) : LocalInput("counted.png")
    {
        public int Openings { get; private set; }

        public long BytesRead { get; private set; }

        public override Stream Open()
        {
            Openings++;
            return new CountingStream(this);
        }

        private sealed class CountingStream(CountedInput input) : MemoryStream(input.Bytes, writable: false)
        {
            public override int Read(byte[] buffer, int offset, int count)
            {
                var read = base.Read(buffer, offset, count);
                input.BytesRead += read;
                return read;
            }
        }
    }
}
