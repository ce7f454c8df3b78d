using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using Reve.Output;
using Reve.Tests.History;
using Reve.Tests.Imaging;

namespace Reve.Tests.Mutation;

/// <summary>Images of all formats, without and with metadata in each form that is read.</summary>
internal static class ImageSamples
{
    private const int LongestImage = 4000;

    /// <summary>A result with a value in each property that metadata contains.</summary>
    public static ReveImage Image { get; } = new()
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
    };

    public static byte[] Packet { get; } = XmpPacket.Write(Image, static text => text);

    public static IReadOnlyList<byte[]> All { get; } = Create();

    private static List<byte[]> Create()
    {
        var plain = CompleteImages.All.Select(image => image.Value.Bytes).Where(image => image.Length < LongestImage)
            .ToList();
        var store = Manifests.Store(Manifests.SecondVersion("Camera", "2.1", "a fox"));
        var png = CompleteImages.All["png"].Bytes;
        return
        [
            .. plain,
            .. plain.Select(Embed).OfType<byte[]>(),
            .. new[] { "png", "jpeg baseline", "webp lossy", "avif" }
                .Select(name => ContentCredentialsTests.With(name, store)),
            [
                .. png[..33], .. Manifests.PngChunk("zTXt", [.. "XML:com.adobe.xmp\0\0"u8, .. Compress(Packet)]),
                .. png[33..],
            ],
        ];
    }

    private static byte[]? Embed(byte[] file)
    {
        using var destination = new MemoryStream();
        var reason = MetadataEmbedder.Embed(
            new MemoryStream(file), destination, ImageHeaderReader.Read(file), Packet);
        return reason is null ? destination.ToArray() : null;
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal)) zlib.Write(bytes);
        return compressed.ToArray();
    }
}
