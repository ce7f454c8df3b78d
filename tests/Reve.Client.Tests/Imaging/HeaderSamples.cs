using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System;
using Reve.Imaging;

namespace Reve.Tests.Imaging;

/// <summary>The first bytes of images of every format, put together by hand.</summary>
internal static class HeaderSamples
{
    public const int Width = 1234;
    public const int Height = 567;

    public static IReadOnlyDictionary<string, (ImageFormat Format, byte[] Bytes)> All { get; } =
        new Dictionary<string, (ImageFormat, byte[])>
        {
            ["png"] = (ImageFormat.Png, Png()),
            ["jpeg baseline"] = (ImageFormat.Jpeg, Jpeg(0xC0)),
            ["jpeg progressive"] = (ImageFormat.Jpeg, Jpeg(0xC2)),
            ["jpeg lossless arithmetic"] = (ImageFormat.Jpeg, Jpeg(0xCF)),
            ["webp lossy"] = (ImageFormat.WebP, WebPLossy()),
            ["webp lossless"] = (ImageFormat.WebP, WebPLossless()),
            ["webp extended"] = (ImageFormat.WebP, WebPExtended()),
            ["gif"] = (ImageFormat.Gif, [.. "GIF89a"u8, .. Little16(Width), .. Little16(Height), 0xF7, 0, 0]),
            ["avif"] = (ImageFormat.Avif, Iso("avif", "mif1")),
            ["avif of a general brand"] = (ImageFormat.Avif, Iso("mif1", "avif")),
            ["heic"] = (ImageFormat.Heif, Iso("heic", "mif1")),
            ["heic with wide indices"] = (ImageFormat.Heif, Iso("heix", "mif1", wide: true)),
            ["heif"] = (ImageFormat.Heif, Iso("mif1", "miaf")),
            ["tiff little-endian"] = (ImageFormat.Tiff, Tiff(little: true, big: false)),
            ["tiff big-endian"] = (ImageFormat.Tiff, Tiff(little: false, big: false)),
            ["bigtiff"] = (ImageFormat.Tiff, Tiff(little: true, big: true)),
        };

    public static byte[] Png() =>
    [
        0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Big32(13), .. "IHDR"u8, .. Big32(Width), .. Big32(Height),
        8, 2, 0, 0, 0, .. Big32(0),
    ];

    /// <summary>With a thumbnail in its EXIF, stray fill, tables and a comment before the frame.</summary>
    public static byte[] Jpeg(byte frame)
    {
        byte[] thumbnail = [0xFF, 0xD8, .. Frame(0xC0, 160, 120), 0xFF, 0xD9];
        return
        [
            0xFF, 0xD8,
            .. Segment(0xE0, [.. "JFIF\0"u8, 1, 2, 0, 0, 1, 0, 1, 0, 0]),
            .. Segment(0xE1, [.. "Exif\0\0"u8, .. thumbnail]),
            0xFF, 0xFF, .. Segment(0xFE, "a comment"u8.ToArray()),
            .. Segment(0xC4, new byte[20]), .. Segment(0xCC, new byte[2]), .. Segment(0xDB, new byte[65]),
            .. Frame(frame, Width, Height), 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0,
        ];
    }

    public static byte[] Segment(byte marker, byte[] content) =>
        [0xFF, marker, .. Big16(content.Length + 2), .. content];

    public static byte[] Frame(byte marker, int width, int height) =>
        Segment(marker, [8, .. Big16(height), .. Big16(width), 1, 1, 0x11, 0]);

    public static byte[] WebPLossy() =>
        Riff("VP8 ", [0x10, 0, 0, 0x9D, 0x01, 0x2A, .. Little16(Width | 0x4000), .. Little16(Height), 0, 0]);

    public static byte[] WebPLossless() =>
        Riff("VP8L", [0x2F, .. Little32((Width - 1) | ((Height - 1) << 14)), 0]);

    public static byte[] WebPExtended() =>
        Riff("VP8X", [0x10, 0, 0, 0, .. Little32(Width - 1).Take(3), .. Little32(Height - 1).Take(3)]);

    /// <summary>An image of tiles with a larger one beside it: the primary item alone has the right size.</summary>
    public static byte[] Iso(string brand, string compatible, bool wide = false)
    {
        byte[] versioned = wide ? [1, 0, 0, 1] : [0, 0, 0, 0];
        byte[] Id(int id) => wide ? Big32(id) : Big16(id);
        byte[] Index(int index) => wide ? Big16(index | 0x8000) : [(byte)(index | 0x80)];

        var properties = Box("ipco",
        [
            .. Extents(512, 512), .. Box("pixi", [0, 0, 0, 0, 1, 8]), .. Extents(9000, 9000), .. Extents(Width, Height),
        ]);
        var owners = Box("ipma",
        [
            .. versioned, .. Big32(2), .. Id(1), 2, .. Index(1), .. Index(2),
            .. Id(49), 2, .. Index(2), .. Index(4),
        ]);
        var meta = Box("meta",
        [
            0, 0, 0, 0, .. Box("hdlr", new byte[25]), .. Box("pitm", [(byte)(wide ? 1 : 0), 0, 0, 0, .. Id(49)]),
            .. Box("iprp", [.. properties, .. owners]),
        ]);
        return [.. Type(brand, compatible), .. Box("free", new byte[3000]), .. meta, .. Box("mdat", new byte[10])];
    }

    public static byte[] Type(string brand, params string[] compatible) =>
        Box("ftyp", [.. Ascii(brand), 0, 0, 0, 0, .. compatible.SelectMany(Ascii)]);

    public static byte[] Extents(int width, int height) =>
        Box("ispe", [0, 0, 0, 0, .. Big32(width), .. Big32(height)]);

    public static byte[] Box(string type, byte[] content) => [.. Big32(content.Length + 8), .. Ascii(type), .. content];

    /// <summary>With its directory behind the pixels, the width as a SHORT and the height as a LONG.</summary>
    public static byte[] Tiff(bool little, bool big)
    {
        const int Pixels = 5000;
        var output = new MemoryStream();
        void Put(long value, int size)
        {
            var bytes = new byte[8];
            BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
            Array.Resize(ref bytes, size);
            output.Write(little ? bytes : [.. Enumerable.Reverse(bytes)], 0, size);
        }
        void Entry(int tag, int type, int size, long value)
        {
            Put(tag, 2);
            Put(type, 2);
            Put(1, big ? 8 : 4);
            Put(value, size);
            Put(0, (big ? 8 : 4) - size);
        }

        output.Write(Ascii(little ? "II" : "MM"), 0, 2);
        Put(big ? 43 : 42, 2);
        if (big)
            Put(8, 4);
        Put((big ? 16 : 8) + Pixels, big ? 8 : 4);
        output.Write(new byte[Pixels], 0, Pixels);
        Put(3, big ? 8 : 2);
        Entry(254, 4, 4, 0);
        Entry(256, 3, 2, Width);
        Entry(257, 4, 4, Height);
        return output.ToArray();
    }

    public static byte[] Big16(int value) => [(byte)(value >> 8), (byte)value];

    public static byte[] Big32(int value) => [.. Big16(value >> 16), .. Big16(value)];

    public static byte[] Little16(int value) => [(byte)value, (byte)(value >> 8)];

    private static byte[] Little32(int value) => [.. Little16(value), .. Little16(value >> 16)];

    private static byte[] Riff(string type, byte[] content) =>
    [
        .. "RIFF"u8, .. Little32(content.Length + 12), .. "WEBP"u8, .. Ascii(type), .. Little32(content.Length),
        .. content,
    ];

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);
}
