using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;

namespace Reve.Http;

/// <summary>The forms in which a host can repeat a key: as it is, escaped, encoded, and in part.</summary>
internal sealed class SecretForms
{
    // A shorter part occurs in other text by chance.
    private const int ShortestPart = 12;
    private const int BlockLength = 8;

    private readonly Form<char>[] _ofText;
    private readonly Form<byte>[] _ofBytes;

    public SecretForms(string secret)
    {
        List<string> forms = [.. Encode(secret).Where(form => form.Length >= BlockLength).Distinct()];
        _ofText = [.. forms.Select(form => new Form<char>(form.ToCharArray()))];
        _ofBytes = [.. forms.Select(form => new Form<byte>(Encoding.UTF8.GetBytes(form)))];
    }

    /// <summary>Returns the parts of the text that repeat the key, in order and without overlaps.</summary>
    public List<(int Start, int End)> FindIn(ReadOnlySpan<char> text) => Find(text, _ofText);

    /// <summary>Returns the parts of the bytes that repeat the key, in order and without overlaps.</summary>
    public List<(int Start, int End)> FindIn(ReadOnlySpan<byte> bytes) => Find(bytes, _ofBytes);

    private static List<(int Start, int End)> Find<T>(ReadOnlySpan<T> source, Form<T>[] forms)
        where T : IEquatable<T>
    {
        var found = new List<(int Start, int End)>();
        foreach (var form in forms) form.FindIn(source, found);
        if (found.Count < 2) return found;

        found.Sort();
        var merged = new List<(int Start, int End)> { found[0] };
        foreach (var (start, end) in found.Skip(1))
        {
            var last = merged[merged.Count - 1];
            if (start > last.End) merged.Add((start, end));
            else if (end > last.End) merged[merged.Count - 1] = (last.Start, end);
        }

        return merged;
    }

    private static IEnumerable<string> Encode(string secret)
    {
        yield return secret;
        yield return new string([.. secret.Reverse()]);
        yield return JavaScriptEncoder.Default.Encode(secret);
        yield return JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret);
        yield return secret.Replace("/", "\\/");
        yield return WebUtility.HtmlEncode(secret);
        yield return string.Concat(secret.Select(character => $"\\u{(int)character:x4}"));
        yield return string.Concat(secret.Select(character => $"\\u{(int)character:X4}"));

        var percent = Uri.EscapeDataString(secret);
        yield return percent;
        yield return WebUtility.UrlEncode(secret);
        yield return Uri.EscapeDataString(percent);
        yield return LowerEscapes(percent);

        var bytes = Encoding.UTF8.GetBytes(secret);
        var hexadecimal = string.Concat(bytes.Select(value => value.ToString("X2", CultureInfo.InvariantCulture)));
        yield return hexadecimal;
        yield return hexadecimal.ToLowerInvariant();
        foreach (var base64 in EncodeAsBase64(bytes))
        {
            yield return base64;
            yield return base64.Replace('+', '-').Replace('/', '_');
            yield return base64.Replace("/", "\\/");
            yield return JavaScriptEncoder.Default.Encode(base64);
            yield return Uri.EscapeDataString(base64);
        }
    }

    /// <summary>
    /// The base64 characters that depend on the key alone, for each position that it can have in the encoded text.
    /// </summary>
    private static IEnumerable<string> EncodeAsBase64(byte[] secret)
    {
        for (var offset = 0; offset < 3; offset++)
        {
            var shifted = new byte[offset + secret.Length];
            secret.CopyTo(shifted, offset);
            var first = (offset * 8 + 5) / 6;
            var end = shifted.Length * 8 / 6;
            yield return Convert.ToBase64String(shifted).Substring(first, end - first);
        }
    }

    private static string LowerEscapes(string percent)
    {
        var lower = new StringBuilder(percent);
        for (var index = 0; index + 2 < lower.Length; index++)
        {
            if (lower[index] != '%') continue;
            lower[index + 1] = char.ToLowerInvariant(lower[index + 1]);
            lower[index + 2] = char.ToLowerInvariant(lower[index + 2]);
        }

        return lower.ToString();
    }

    /// <summary>One form. Every part of it with two block lengths contains a block, which is searched for.</summary>
    private sealed class Form<T>(T[] secret)
        where T : IEquatable<T>
    {
        private readonly int _shortest = Math.Min(ShortestPart, secret.Length);

        public void FindIn(ReadOnlySpan<T> source, List<(int Start, int End)> found)
        {
            for (var block = 0; ; block += BlockLength)
            {
                var offset = Math.Min(block, secret.Length - BlockLength);
                FindIn(source, offset, found);
                if (block >= secret.Length - BlockLength) return;
            }
        }

        private void FindIn(ReadOnlySpan<T> source, int offset, List<(int Start, int End)> found)
        {
            var block = secret.AsSpan(offset, BlockLength);
            var from = 0;
            while (source.Slice(from).IndexOf(block) is >= 0 and var index)
            {
                var (start, end) = Extend(source, from + index, offset);
                if (end - start >= _shortest) found.Add((start, end));
                from += index + 1;
            }
        }

        /// <summary>Extends a block in both directions as far as the source repeats the secret.</summary>
        private (int Start, int End) Extend(ReadOnlySpan<T> source, int at, int offset)
        {
            var start = at;
            for (var index = offset; index > 0 && start > 0 && source[start - 1].Equals(secret[index - 1]); index--)
            {
                start--;
            }

            var end = at + BlockLength;
            for (var index = offset + BlockLength;
                index < secret.Length && end < source.Length && source[end].Equals(secret[index]); index++)
            {
                end++;
            }

            return (start, end);
        }
    }
}
