using System;
using System.Buffers.Binary;

namespace Reve.Imaging;

/// <summary>A box of an ISO media file: its type, and the start and end of its content.</summary>
internal readonly record struct IsoBox(uint Type, long Start, long End)
{
    public bool Is(ReadOnlySpan<byte> type) => BinaryPrimitives.ReadUInt32BigEndian(type) == Type;

    public static bool TryRead(ref HeaderSource source, long at, long end, out IsoBox box)
    {
        box = default;
        if (at > end - 8 || !source.TryRead(at, 8, out var bytes))
            return false;

        var type = BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]);
        long size = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        var header = 8;
        if (size == 1)
        {
            if (!source.TryRead(at + 8, 8, out bytes))
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

        // A box ends with its parent at the latest, which also prevents overflow by a made-up size.
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

    /// <summary>Finds a child by its number, counted from 1.</summary>
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
