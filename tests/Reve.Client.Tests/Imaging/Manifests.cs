using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Reve.Tests.Imaging;

/// <summary>Makes content credentials: JUMBF boxes with a claim in CBOR, in the place of each format.</summary>
internal static class Manifests
{
    /// <summary>A manifest store with two manifests, of which the last one is active.</summary>
    public static byte[] Store(byte[] claim) => Super("c2pa",
        Super("urn:c2pa:old", Claim(Map(("dc:title", Text("old title"))))),
        Super("urn:c2pa:new", Super("c2pa.assertions", Box("json", [.. "{}"u8])), Claim(claim)));

    /// <summary>A claim of version 1, with the name of the program in a text and in a list.</summary>
    public static byte[] FirstVersion(string program, string title) => Map(
        ("alg", Text("sha256")),
        ("claim_generator", Text(program)),
        ("assertions", [0x9F, .. Map(("url", Text("x"))), 0xFF]),
        ("dc:title", Text(title)));

    /// <summary>A claim of version 2.</summary>
    public static byte[] SecondVersion(string name, string version, string title) => Map(
        ("signature", [0x42, 1, 2]),
        ("claim_generator_info", Map(("version", Text(version)), ("name", Text(name)), ("icon", [0xF6]))),
        ("dc:title", [0x7F, .. Text(title[..1]), .. Text(title[1..]), 0xFF]));

    public static byte[] InPng(byte[] png, byte[] store) => [.. png[..33], .. PngChunk("caBX", store), .. png[33..]];

    public static byte[] InWebP(byte[] webp, byte[] store)
    {
        byte[] file = [.. webp, .. "C2PA"u8, .. Little(store.Length), .. store, .. new byte[store.Length & 1]];
        Little(file.Length - 8).CopyTo(file, 4);
        return file;
    }

    /// <summary>Splits the store over segments, each of which repeats the header of the box.</summary>
    public static byte[] InJpeg(byte[] jpeg, byte[] store, int partLength = 100)
    {
        var segments = new List<byte>();
        var number = 1;
        for (var at = 8; at < store.Length; at += partLength)
        {
            byte[] part = [.. store[..8], .. store[at..Math.Min(store.Length, at + partLength)]];
            byte[] payload = [.. "JP"u8, 0, 7, .. Big(number++), .. part];
            segments.AddRange([0xFF, 0xEB, (byte)((payload.Length + 2) >> 8), (byte)(payload.Length + 2), .. payload]);
        }

        return [.. jpeg[..2], .. segments, .. jpeg[2..]];
    }

    /// <summary>A chunk with a checksum that no reader of metadata checks.</summary>
    public static byte[] PngChunk(string type, byte[] data) =>
        [.. Big(data.Length), .. Encoding.ASCII.GetBytes(type), .. data, 0, 0, 0, 0];

    public static byte[] Map(params (string Key, byte[] Value)[] pairs) =>
        [(byte)(0xA0 + pairs.Length), .. pairs.SelectMany(pair => (byte[])[.. Text(pair.Key), .. pair.Value])];

    public static byte[] Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return bytes.Length < 24 ? [(byte)(0x60 + bytes.Length), .. bytes] : [0x78, (byte)bytes.Length, .. bytes];
    }

    public static byte[] Box(string type, byte[] content) =>
        [.. Big(content.Length + 8), .. Encoding.ASCII.GetBytes(type), .. content];

    public static byte[] Super(string label, params byte[][] boxes) => Box("jumb",
    [
        .. Box("jumd", [.. new byte[16], 3, .. Encoding.UTF8.GetBytes(label), 0]), .. boxes.SelectMany(box => box),
    ]);

    private static byte[] Claim(byte[] cbor) => Super("c2pa.claim.v2", Box("cbor", cbor));

    private static byte[] Big(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] Little(int number) => [.. Big(number).Reverse()];
}
