using System;
using System.Buffers.Binary;

namespace Reve.Imaging;

/// <summary>One box of an ISO media file: what it is called, and where its content starts and ends.</summary>
internal readonly record struct IsoBox(uint Type, long Start, long End)
{
    public bool Is(ReadOnlySpan<byte> type) => BinaryPrimitives.ReadUInt32BigEndian(type) == Type;

    public static bool TryRead(ref HeaderSource source, long at, long end, out IsoBox box)
    {
        box = default;
        if (at > end - 8 || !source.TryLook(at, 8, out var bytes))
            return false;

        var type = BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]);
        long size = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        var header = 8;
        if (size == 1)
        {
            if (!source.TryLook(at + 8, 8, out bytes))
                return false;
            size = BinaryPrimitives.ReadInt64BigEndian(bytes);
            header = 16;
        }
        else if (size == 0)
        {
            size = end - at;
        }

        if (size < header)
            return false;

        // What reaches beyond its parent is cut there, which also keeps a made-up size from overflowing.
        box = new IsoBox(type, at + header, at + Math.Min(size, end - at));
        return true;
    }

    public static bool TryFind(ref HeaderSource source, long at, long end, ReadOnlySpan<byte> type, out IsoBox box)
    {
        while (TryRead(ref source, at, end, out box))
        {
            if (box.Is(type))
                return true;
            at = box.End;
        }

        return false;
    }

    /// <summary>The child of that number, counted from one.</summary>
    public static bool TryFindNth(ref HeaderSource source, IsoBox parent, int number, out IsoBox box)
    {
        box = default;
        if (number < 1)
            return false;

        var at = parent.Start;
        for (var index = 0; index < number; index++)
        {
            if (!TryRead(ref source, at, parent.End, out box))
                return false;
            at = box.End;
        }

        return true;
    }
}
