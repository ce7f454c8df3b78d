using System;
using System.Buffers.Binary;
using System.Text;

namespace Reve.Imaging;

/// <summary>A box of a JUMBF structure, which contains the manifests of content credentials.</summary>
internal readonly ref struct JumbfBox
{
    private const int HeaderLength = 8;
    private const int LargeHeaderLength = 16;
    private const int IdLength = 16;
    private const int HasLabel = 2;
    private const string StoreLabel = "c2pa";

    private JumbfBox(ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Type = type;
        Content = content;
    }

    public ReadOnlySpan<byte> Type { get; }

    public ReadOnlySpan<byte> Content { get; }

    /// <summary>Whether the box contains a description and other boxes.</summary>
    public bool IsSuperbox => Type.SequenceEqual("jumb"u8);

    /// <summary>The label in the description of a superbox; empty for none.</summary>
    public string Label
    {
        get
        {
            var rest = Content;
            if (!IsSuperbox || !TryRead(ref rest, out var description)) return "";
            if (!description.Type.SequenceEqual("jumd"u8) || description.Content.Length <= IdLength) return "";
            if ((description.Content[IdLength] & HasLabel) == 0) return "";
            var label = description.Content[(IdLength + 1)..];
            var end = label.IndexOf((byte)0);
            return Encoding.UTF8.GetString(label[..(end < 0 ? label.Length : end)].ToArray());
        }
    }

    /// <summary>Whether bytes are the manifest store of content credentials.</summary>
    public static bool IsManifestStore(ReadOnlySpan<byte> bytes) =>
        TryRead(ref bytes, out var store) && store.Label == StoreLabel;

    /// <summary>Reads the next box. A box that is cut short ends with the bytes.</summary>
    public static bool TryRead(scoped ref ReadOnlySpan<byte> rest, out JumbfBox box)
    {
        box = default;
        if (rest.Length < HeaderLength) return false;
        ulong length = BinaryPrimitives.ReadUInt32BigEndian(rest);
        var header = HeaderLength;
        if (length == 1)
        {
            if (rest.Length < LargeHeaderLength) return false;
            length = BinaryPrimitives.ReadUInt64BigEndian(rest[HeaderLength..]);
            header = LargeHeaderLength;
        }
        else if (length == 0)
        {
            length = (ulong)rest.Length;
        }

        if (length < (ulong)header) return false;
        var end = (int)Math.Min(length, (ulong)rest.Length);
        box = new JumbfBox(rest.Slice(4, 4), rest[header..end]);
        rest = rest[end..];
        return true;
    }
}
