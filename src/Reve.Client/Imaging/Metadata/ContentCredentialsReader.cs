using System;

namespace Reve.Imaging;

/// <summary>Reads the claim of the active manifest of content credentials. Nothing is verified.</summary>
internal static class ContentCredentialsReader
{
    private const string ClaimLabel = "c2pa.claim";
    private const int MaximumText = 500;

    /// <summary>The credentials of an image; null when it carries none.</summary>
    public static ContentCredentials? Read(ImageMetadata metadata)
    {
        if (!metadata.HasCredentials) return null;
        return metadata.Manifest is { } store && TryFindClaim(store, out var claim)
            ? ReadClaim(new CborReader(claim))
            : new ContentCredentials();
    }

    private static bool TryFindClaim(ReadOnlySpan<byte> bytes, out ReadOnlySpan<byte> claim)
    {
        claim = default;
        if (!JumbfBox.TryRead(ref bytes, out var store)) return false;
        ReadOnlySpan<byte> active = default;
        var manifests = store.Content;
        while (JumbfBox.TryRead(ref manifests, out var manifest))
        {
            // The active manifest is the last one.
            if (manifest.IsSuperbox) active = manifest.Content;
        }

        while (JumbfBox.TryRead(ref active, out var part))
        {
            if (!part.Label.StartsWith(ClaimLabel, StringComparison.Ordinal)) continue;
            var contents = part.Content;
            while (JumbfBox.TryRead(ref contents, out var content))
            {
                if (!content.Type.SequenceEqual("cbor"u8)) continue;
                claim = content.Content;
                return true;
            }
        }

        return false;
    }

    private static ContentCredentials ReadClaim(CborReader claim)
    {
        string? generator = null, product = null, title = null;
        if (!claim.TryEnter(CborReader.MapType, out var count)) return new ContentCredentials();
        for (ulong index = 0; claim.HasNext(count, index) && claim.TryReadText(out var key); index++)
        {
            var isRead = key switch
            {
                "claim_generator" when claim.NextType == CborReader.TextType => claim.TryReadText(out generator),
                "claim_generator_info" => TryReadProduct(ref claim, ref product),
                "dc:title" when claim.NextType == CborReader.TextType => claim.TryReadText(out title),
                _ => claim.TrySkip(),
            };
            if (!isRead) break;
        }

        return new ContentCredentials
        {
            ClaimGenerator = DisplayText.OfNullable(NullIfEmpty(product) ?? NullIfEmpty(generator), MaximumText),
            Title = DisplayText.OfNullable(NullIfEmpty(title), MaximumText),
        };
    }

    /// <summary>Reads the name and the version of the program, from a map or from the first map of a list.</summary>
    private static bool TryReadProduct(ref CborReader claim, ref string? product)
    {
        if (claim.NextType != CborReader.ArrayType) return TryReadNameAndVersion(ref claim, ref product);
        if (!claim.TryEnter(CborReader.ArrayType, out var count)) return false;
        for (ulong index = 0; claim.HasNext(count, index); index++)
        {
            if (index == 0 ? !TryReadNameAndVersion(ref claim, ref product) : !claim.TrySkip()) return false;
        }

        return true;
    }

    private static bool TryReadNameAndVersion(ref CborReader claim, ref string? product)
    {
        string? name = null, version = null;
        if (!claim.TryEnter(CborReader.MapType, out var count)) return claim.TrySkip();
        for (ulong index = 0; claim.HasNext(count, index); index++)
        {
            if (!claim.TryReadText(out var key)) return false;
            var isText = claim.NextType == CborReader.TextType;
            var isRead = key switch
            {
                "name" when isText => claim.TryReadText(out name),
                "version" when isText => claim.TryReadText(out version),
                _ => claim.TrySkip(),
            };
            if (!isRead) return false;
        }

        product = name is null ? null : $"{name} {version}".Trim();
        return true;
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
