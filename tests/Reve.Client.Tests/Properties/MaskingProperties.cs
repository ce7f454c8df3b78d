using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.Json;
using CsCheck;
using Reve.Http;
using Xunit;

namespace Reve.Tests.Properties;

/// <summary>Keys are masked in any text, in each form in which a host can repeat them.</summary>
public sealed class MaskingProperties
{
    // A form of fewer characters is not searched for, because it occurs in other text by chance.
    private const int ShortestPart = 12;

    private static readonly Gen<string> s_otherText =
        Gen.Char[" abcdefgh<>{}\n\u00E9\uD83E\uDD8A"].Array[0, 200].Select(string.Concat);

    private static readonly Func<string, string>[] s_forms =
    [
        key => key,
        Uri.EscapeDataString,
        WebUtility.UrlEncode,
        WebUtility.HtmlEncode,
        key => JsonSerializer.Serialize(key).Trim('"'),
        key => Convert.ToHexString(Encoding.UTF8.GetBytes(key)),
        key => Convert.ToHexString(Encoding.UTF8.GetBytes(key)).ToLowerInvariant(),
        key => key[..ShortestPart],
        key => key[^ShortestPart..],
    ];

    [Fact]
    public void No_form_of_the_key_remains_in_a_text() => Property.Holds(
        Gen.Select(Values.Key, Values.Text, Values.Text, Gen.Int[0, s_forms.Length - 1]), values =>
        {
            var (secret, before, after, form) = values;
            var repeated = s_forms[form](secret);

            var masked = SecretRedactor.Redact(before + repeated + after, ApiKey.From(secret))!;

            AssertHidden(repeated, masked);
        });

    [Fact]
    public void No_base64_of_the_key_remains_whatever_is_encoded_with_it() => Property.Holds(
        Gen.Select(Values.Key, Gen.Byte.Array[0, 9], Gen.Byte.Array[0, 9]), values =>
        {
            var (secret, before, after) = values;
            byte[] bytes = [.. before, .. Encoding.UTF8.GetBytes(secret), .. after];

            var masked = SecretRedactor.Redact(Convert.ToBase64String(bytes), ApiKey.From(secret))!;

            // The characters that depend on the key alone.
            var (first, end) = ((before.Length * 8 + 5) / 6, (before.Length + secret.Length) * 8 / 6);
            AssertHidden(Convert.ToBase64String(bytes)[first..end], masked);
        });

    [Fact]
    public void Masked_bytes_have_the_same_length_and_are_changed_at_the_key_only() => Property.Holds(
        Gen.Select(Values.Key, Gen.Byte.Array[0, 99], Gen.Byte.Array[0, 99]), values =>
        {
            var (secret, before, after) = values;
            byte[] bytes = [.. before, .. Encoding.UTF8.GetBytes(secret), .. after];

            var masked = SecretRedactor.Redact(bytes, ApiKey.From(secret)).ToArray();

            Assert.Equal(bytes.Length, masked.Length);
            Assert.All(Enumerable.Range(before.Length, secret.Length), at => Assert.Equal((byte)'*', masked[at]));
            Assert.DoesNotContain(
                Enumerable.Range(0, bytes.Length), at => masked[at] != bytes[at] && masked[at] != (byte)'*');
        });

    [Fact]
    public void Text_without_the_key_is_not_changed() => Property.Holds(
        Gen.Select(Values.Key, s_otherText),
        values => Assert.Equal(values.Item2, SecretRedactor.Redact(values.Item2, ApiKey.From("KEY" + values.Item1))));

    private static void AssertHidden(string repeated, string masked)
    {
        for (var at = 0; at + ShortestPart <= repeated.Length; at++)
        {
            Assert.DoesNotContain(repeated.Substring(at, ShortestPart), masked);
        }
    }
}
