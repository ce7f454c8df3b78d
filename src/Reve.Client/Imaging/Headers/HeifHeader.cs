using System;
using System.Buffers.Binary;

namespace Reve.Imaging;

/// <summary>AVIF and HEIF: boxes within boxes, the sizes being properties that belong to items.</summary>
internal static class HeifHeader
{
    private const int FullBox = 4;
    private const int MostBrands = 64;

    public static ImageHeader? Read(ref HeaderSource source)
    {
        if (!IsoBox.TryRead(ref source, 0, source.Length, out var type) || !type.Is("ftyp"u8))
            return null;
        if (Brand(ref source, type) is not { } brand)
            return null;

        var (width, height) = Size(ref source, type.End);
        var header = ImageHeader.Of(brand == Kind.Avif ? ImageFormat.Avif : ImageFormat.Heif, width, height);
        return brand == Kind.Heic ? header.AsHeic() : header;
    }

    // The general brand says only that there are images: one that names their codec wins, wherever it stands.
    private static Kind? Brand(ref HeaderSource source, IsoBox type)
    {
        Kind? general = null;
        for (var index = 0; index < MostBrands; index++)
        {
            var at = type.Start + (4 * index);
            if (index == 1)
                continue; // The version of the first brand.
            if (at + 4 > type.End || !source.TryLook(at, 4, out var name))
                break;

            var kind = KindOf(name);
            if (kind is Kind.Avif or Kind.Heic)
                return kind;
            general ??= kind;
        }

        return general;
    }

    private static Kind? KindOf(ReadOnlySpan<byte> brand) => BinaryPrimitives.ReadUInt32BigEndian(brand) switch
    {
        0x61766966 or 0x61766973 => Kind.Avif, // avif avis
        0x68656963 or 0x68656978 or 0x68657663 or 0x68657678 => Kind.Heic, // heic heix hevc hevx
        0x6865696D or 0x68656973 or 0x6865766D or 0x68657673 => Kind.Heic, // heim heis hevm hevs
        0x6D696631 or 0x6D736631 => Kind.Heif, // mif1 msf1
        _ => null,
    };

    private static (long Width, long Height) Size(ref HeaderSource source, long at)
    {
        if (!IsoBox.TryFind(ref source, at, source.Length, "meta"u8, out var meta))
            return default;

        var inside = meta.Start + FullBox;
        if (!IsoBox.TryFind(ref source, inside, meta.End, "iprp"u8, out var properties)
            || !IsoBox.TryFind(ref source, properties.Start, properties.End, "ipco"u8, out var container))
            return default;

        var size = default((long Width, long Height));
        if (IsoBox.TryFind(ref source, inside, meta.End, "pitm"u8, out var primary)
            && source.TryLook(primary.Start, 1, out var version)
            && TryId(ref source, primary.Start + FullBox, wide: version[0] > 0, out var item))
            size = SizeOf(ref source, item, properties, container);
        return size.Width > 0 ? size : Largest(ref source, container);
    }

    private static (long Width, long Height) SizeOf(
        ref HeaderSource source, uint item, IsoBox properties, IsoBox container)
    {
        var from = properties.Start;
        while (IsoBox.TryFind(ref source, from, properties.End, "ipma"u8, out var map))
        {
            var size = SizeIn(ref source, item, map, container);
            if (size.Width > 0)
                return size;
            from = map.End;
        }

        return default;
    }

    private static (long Width, long Height) SizeIn(
        ref HeaderSource source, uint item, IsoBox map, IsoBox container)
    {
        if (!source.TryLook(map.Start, 8, out var head))
            return default;

        var wideItem = head[0] > 0;
        var wideIndex = (head[3] & 1) != 0;
        var entries = BinaryPrimitives.ReadUInt32BigEndian(head[4..]);
        var at = map.Start + 8;
        for (var entry = 0u; entry < entries && at < map.End; entry++)
        {
            if (!TryId(ref source, at, wideItem, out var owner))
                return default;
            at += wideItem ? 4 : 2;
            if (!source.TryLook(at, 1, out var counted))
                return default;

            int count = counted[0];
            at++;
            if (owner == item)
                return FirstSize(ref source, at, count, wideIndex, container);
            at += count * (wideIndex ? 2 : 1);
        }

        return default;
    }

    private static (long Width, long Height) FirstSize(
        ref HeaderSource source, long at, int count, bool wideIndex, IsoBox container)
    {
        var width = wideIndex ? 2 : 1;
        for (var association = 0; association < count; association++)
        {
            if (!source.TryLook(at + (association * width), width, out var bytes))
                return default;

            // The topmost bit says only whether the property is essential.
            var index = wideIndex ? BinaryPrimitives.ReadUInt16BigEndian(bytes) & 0x7FFF : bytes[0] & 0x7F;
            if (IsoBox.TryFindNth(ref source, container, index, out var property))
            {
                var size = Extents(ref source, property);
                if (size.Width > 0)
                    return size;
            }
        }

        return default;
    }

    private static (long Width, long Height) Largest(ref HeaderSource source, IsoBox container)
    {
        var (at, best) = (container.Start, default((long Width, long Height)));
        while (IsoBox.TryFind(ref source, at, container.End, "ispe"u8, out var property))
        {
            var size = Extents(ref source, property);
            if ((double)size.Width * size.Height > (double)best.Width * best.Height)
                best = size;
            at = property.End;
        }

        return best;
    }

    private static (long Width, long Height) Extents(ref HeaderSource source, IsoBox property) =>
        property.Is("ispe"u8) && source.TryLook(property.Start + FullBox, 8, out var size)
            ? (BinaryPrimitives.ReadUInt32BigEndian(size), BinaryPrimitives.ReadUInt32BigEndian(size[4..]))
            : default;

    private static bool TryId(ref HeaderSource source, long at, bool wide, out uint id)
    {
        id = 0;
        if (!source.TryLook(at, wide ? 4 : 2, out var bytes))
            return false;

        id = wide ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
        return true;
    }

    private enum Kind
    {
        Avif,
        Heic,
        Heif,
    }
}
