using System;
using System.Linq;
using Reve.Platform;
using Xunit;

namespace Reve.Tests.Http.Bodies;

/// <summary>Searches that compare many bytes at once must give the same results as one byte at a time.</summary>
public sealed class TextBytesTests
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    public static TheoryData<int> Lengths => [1, 7, 31, 32, 33, 63, 64, 65, 100, 200];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void The_characters_of_base64_are_counted_up_to_any_other_byte(int length)
    {
        var text = Enumerable.Range(0, length).Select(place => (byte)Alphabet[place % Alphabet.Length]).ToArray();
        Assert.Equal(length, TextBytes.CountBase64(text));
        Assert.All(Enumerable.Range(0, length), place =>
        {
            for (var value = 0; value <= byte.MaxValue; value++)
            {
                var changed = (byte[])text.Clone();
                changed[place] = (byte)value;
                var expected = Alphabet.Contains((char)value, StringComparison.Ordinal) ? length : place;
                if (TextBytes.CountBase64(changed) != expected) Assert.Fail($"{value} at {place}");
            }
        });
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Control_characters_and_malformed_text_are_found_anywhere(int length)
    {
        var text = Enumerable.Repeat((byte)'~', length).ToArray();
        Assert.True(TextBytes.IsWellFormed(text));
        Assert.All(Enumerable.Range(0, length), place =>
        {
            for (var value = 0; value <= byte.MaxValue; value++)
            {
                var changed = (byte[])text.Clone();
                changed[place] = (byte)value;
                if (TextBytes.IsWellFormed(changed) != (value is >= 0x20 and <= 0x7F)) Assert.Fail($"{value} at {place}");
            }
        });
    }
}
