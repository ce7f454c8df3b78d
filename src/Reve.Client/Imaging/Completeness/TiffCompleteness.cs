using System;
using System.Buffers.Binary;

namespace Reve.Imaging;

/// <summary>
/// TIFF and BigTIFF: checks that the directories, the fields that decoding requires, and the last strip or tile are
/// within the file. Other metadata is not required.
/// </summary>
internal sealed class TiffCompleteness
{
    private const int MaximumDirectories = 1000;
    private const int BitsPerSample = 258;
    private const int StripOffsets = 273;
    private const int StripByteCounts = 279;
    private const int ColorMap = 320;
    private const int TileOffsets = 324;
    private const int TileByteCounts = 325;

    private readonly CompletenessReader _reader;
    private readonly bool _isLittle;
    private readonly bool _isBig;

    private TiffCompleteness(CompletenessReader reader, bool isLittle, bool isBig)
    {
        _reader = reader;
        _isLittle = isLittle;
        _isBig = isBig;
    }

    private int OffsetLength => _isBig ? 8 : 4;

    private int CountLength => _isBig ? 8 : 2;

    private int EntryLength => _isBig ? 20 : 12;

    public static string? FindMissingPart(CompletenessReader reader)
    {
        if (!reader.TryRead(0, 4, out var header)) return "its directory";
        var isLittle = header[0] == (byte)'I';
        var isBig = header[isLittle ? 2 : 3] == 43;
        return new TiffCompleteness(reader, isLittle, isBig).FindMissingPart();
    }

    private string? FindMissingPart()
    {
        var pointer = (long)OffsetLength;
        for (var number = 0; number < MaximumDirectories; number++)
        {
            if (!TryReadNumber(pointer, OffsetLength, out var at)) return "its directory";
            if (at == 0) return null;
            if (!TryReadNumber(at, CountLength, out var count)) return "its directory";

            var entries = at + CountLength;
            if (count < 0 || count > _reader.Length / EntryLength || !_reader.Contains(entries, count * EntryLength))
                return "its directory";
            if (!HasData(entries, count)) return "part of its data";

            // Some writers omit the pointer to the next directory at the end of the file.
            pointer = entries + (count * EntryLength);
            if (!_reader.Contains(pointer, OffsetLength)) return null;
        }

        return null;
    }

    private bool HasData(long entries, long count)
    {
        Values? offsets = null;
        Values? lengths = null;
        for (var index = 0L; index < count; index++)
        {
            var at = entries + (index * EntryLength);
            if (!TryReadNumber(at, 2, out var tag)) return true;
            var isRequired = tag is BitsPerSample or ColorMap
                or StripOffsets or TileOffsets or StripByteCounts or TileByteCounts;
            if (!isRequired || ReadValues(at) is not { } values) continue;

            if (!_reader.Contains(values.At, values.Count * values.Size)) return false;
            if (tag is StripOffsets or TileOffsets) offsets = values;
            if (tag is StripByteCounts or TileByteCounts) lengths = values;
        }

        if (offsets is not { } places) return true;
        var (last, offset) = FindLast(places);
        if (lengths is not { } sizes) return _reader.Contains(offset, 0);
        return last >= sizes.Count || !TryReadNumber(sizes.At + (last * sizes.Size), sizes.Size, out var length)
            || _reader.Contains(offset, length);
    }

    private (long Index, long Offset) FindLast(Values places)
    {
        var last = (Index: 0L, Offset: 0L);
        for (var index = 0L; index < places.Count; index++)
        {
            if (!TryReadNumber(places.At + (index * places.Size), places.Size, out var offset)) break;
            if (offset > last.Offset) last = (index, offset);
        }

        return last;
    }

    private Values? ReadValues(long entry)
    {
        if (!TryReadNumber(entry + 2, 2, out var type) || !TryReadNumber(entry + 4, OffsetLength, out var count))
            return null;

        var size = type switch { 3 => 2, 4 or 13 => 4, 16 or 18 => 8, _ => 0 };
        if (size == 0 || count <= 0 || count > long.MaxValue / 8) return null;

        // Values that fit into the field for their offset are stored there.
        var at = entry + 4 + OffsetLength;
        if (count * size > OffsetLength && !TryReadNumber(at, OffsetLength, out at)) return null;
        return new Values(at, count, size);
    }

    private bool TryReadNumber(long at, int size, out long number)
    {
        number = 0;
        if (!_reader.TryRead(at, size, out var bytes)) return false;

        number = (size, _isLittle) switch
        {
            (2, true) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            (2, false) => BinaryPrimitives.ReadUInt16BigEndian(bytes),
            (4, true) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            (4, false) => BinaryPrimitives.ReadUInt32BigEndian(bytes),
            (_, true) => BinaryPrimitives.ReadInt64LittleEndian(bytes),
            (_, false) => BinaryPrimitives.ReadInt64BigEndian(bytes),
        };
        return true;
    }

    private readonly record struct Values(long At, long Count, int Size);
}
