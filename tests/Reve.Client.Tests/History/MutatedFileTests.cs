using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using Reve.Output;
using Reve.Tests.Imaging;
using Xunit;

namespace Reve.Tests.History;

/// <summary>
/// Image files with random damage. Whatever they contain, reading them ends with an object or with a
/// <see cref="ReveException"/>, and embedding metadata leaves them or makes a file that is read again.
/// </summary>
public sealed class MutatedFileTests(ITestOutputHelper output)
{
    private const int Seed = 20261126;

    private static readonly byte[] s_packet = XmpPacket.Write(
        new ReveImage
        {
            Prompt = "a paper fox",
            Operation = ReveOperation.Create,
            Provider = TestProviders.Any.Name,
            Model = "reve/create-image",
            Options = new Dictionary<string, object> { ["Upscale"] = 2L },
            AdditionalBody = new Dictionary<string, object?> { ["seed"] = 7L },
            Sources = ["a.png"],
            Usage = new ReveUsage { Amount = 126000, Unit = "tokens" },
            CreatedAt = DateTimeOffset.UnixEpoch,
        }, static text => text);

    private static int Files => Environment.GetEnvironmentVariable("REVE_LONG_TESTS") is null ? 4_000 : 100_000;

    [Fact]
    public void A_damaged_file_is_described_or_is_an_error()
    {
        var samples = Samples();
        var mutator = new FileMutator(Seed);
        var (described, refused) = (0, 0);
        output.WriteLine($"Seed {Seed}, {Files} files.");
        for (var number = 1; number <= Files; number++)
        {
            var file = mutator.Mutate(mutator.Pick(samples), samples);

            var failure = Record.Exception(() => new ImageInfoReader().Read(ImageInput.FromBytes(file)));

            if (failure is null) described++;
            else refused++;
            if (failure is not (null or ReveException)) Assert.Fail(Label(number, file, failure));
        }

        output.WriteLine($"{described} were described, {refused} were refused.");
        Assert.InRange(described, Files / 4, Files);
        Assert.InRange(refused, 1, Files / 2);
    }

    [Fact]
    public void Metadata_is_embedded_into_a_damaged_file_or_it_is_left_as_it_is()
    {
        var samples = Samples();
        var mutator = new FileMutator(Seed);
        var embedded = 0;
        output.WriteLine($"Seed {Seed}, {Files} files.");
        for (var number = 1; number <= Files; number++)
        {
            var file = mutator.Mutate(mutator.Pick(samples), samples);
            using var destination = new MemoryStream();

            string? reason = null;
            var failure = Record.Exception(() => reason = MetadataEmbedder.Embed(
                new MemoryStream(file), destination, ImageHeaderReader.Read(file), s_packet));

            if (failure is not null) Assert.Fail(Label(number, file, failure));
            if (reason is not null) continue;
            embedded++;
            var (before, after) = (ImageHeaderReader.Read(file)!, ImageHeaderReader.Read(destination.ToArray())!);
            if (before.Format != after.Format) Assert.Fail(Label(number, file, null));
        }

        Assert.InRange(embedded, Files / 10, Files);
    }

    private static string Label(int number, byte[] file, Exception? failure) =>
        $"Seed {Seed}, file {number}: {Convert.ToBase64String(file)}: {failure}";

    /// <summary>All formats, without and with metadata in each form that is read.</summary>
    private static List<byte[]> Samples()
    {
        var plain = CompleteImages.All.Where(image => image.Value.Bytes.Length < 4000).ToList();
        var store = Manifests.Store(Manifests.SecondVersion("Camera", "2.1", "a fox"));
        var png = CompleteImages.All["png"].Bytes;
        return
        [
            .. plain.Select(image => image.Value.Bytes),
            .. plain.Select(image => Embed(image.Value.Bytes)).OfType<byte[]>(),
            .. new[] { "png", "jpeg baseline", "webp lossy", "avif" }
                .Select(name => ContentCredentialsTests.With(name, store)),
            [
                .. png[..33], .. Manifests.PngChunk("zTXt", [.. "XML:com.adobe.xmp\0\0"u8, .. Compress(s_packet)]),
                .. png[33..],
            ],
        ];
    }

    private static byte[]? Embed(byte[] file)
    {
        using var destination = new MemoryStream();
        var reason = MetadataEmbedder.Embed(
            new MemoryStream(file), destination, ImageHeaderReader.Read(file), s_packet);
        return reason is null ? destination.ToArray() : null;
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal)) zlib.Write(bytes);
        return compressed.ToArray();
    }
}
