using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace Reve.Emulator;

/// <summary>The frames of one stream of HTTP/2 (RFC 9113), with headers that are not compressed (RFC 7541).</summary>
internal sealed class Http2Frames(int stream)
{
    private const int LongestFrame = 16 * 1024;
    private const int LengthInPrefix = 127;
    private const byte EndStream = 1;
    private const byte EndHeaders = 4;

    public byte[] Headers(IEnumerable<KeyValuePair<string, string>> headers)
    {
        using var block = new MemoryStream();
        foreach (var (name, value) in headers)
        {
            block.WriteByte(0); // A literal that no table keeps.
            Write(block, name);
            Write(block, value);
        }

        return Frame(type: 1, EndHeaders, stream, block.ToArray());
    }

    public byte[] Data(ReadOnlySpan<byte> bytes, bool ends)
    {
        var frames = new List<byte>();
        while (bytes.Length > LongestFrame)
        {
            frames.AddRange(Frame(type: 0, flags: 0, stream, bytes[..LongestFrame]));
            bytes = bytes[LongestFrame..];
        }

        return [.. frames, .. Frame(type: 0, ends ? EndStream : (byte)0, stream, bytes)];
    }

    public byte[] GoAway(int errorCode, bool isProcessed)
    {
        Span<byte> payload = stackalloc byte[8];
        // The streams of a client have odd numbers.
        BinaryPrimitives.WriteInt32BigEndian(payload, isProcessed ? stream : Math.Max(stream - 2, 0));
        BinaryPrimitives.WriteInt32BigEndian(payload[4..], errorCode);
        return Frame(type: 7, flags: 0, stream: 0, payload);
    }

    private static byte[] Frame(byte type, byte flags, int stream, ReadOnlySpan<byte> payload)
    {
        Span<byte> head = stackalloc byte[9];
        BinaryPrimitives.WriteInt32BigEndian(head, payload.Length << 8);
        (head[3], head[4]) = (type, flags);
        BinaryPrimitives.WriteInt32BigEndian(head[5..], stream);
        return [.. head, .. payload];
    }

    private static void Write(MemoryStream block, string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);
        var rest = bytes.Length - LengthInPrefix;
        block.WriteByte((byte)Math.Min(bytes.Length, LengthInPrefix));
        for (; rest >= 0; rest = rest < 128 ? -1 : rest >> 7)
        {
            block.WriteByte((byte)(rest < 128 ? rest : (rest & 127) | 128));
        }

        block.Write(bytes);
    }
}
