using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System;
using Reve.Imaging;

namespace Reve.Tests.Terminal;

/// <summary>What a terminal of 24-bit colour makes of half blocks: two pixels for each character.</summary>
internal static partial class BlocksScreen
{
    private static readonly byte[] Background = [0, 0, 0, 0];

    public static Bitmap Show(string text)
    {
        var rows = text.Split('\n').Select(ShowRow).ToArray();
        var width = rows[0].Upper.Length / 4;
        if (rows.Any(row => row.Upper.Length != width * 4)) throw new InvalidDataException("The rows differ in width.");
        return new Bitmap(width, rows.Length * 2, [.. rows.SelectMany(row => row.Upper.Concat(row.Lower))]);
    }

    private static (byte[] Upper, byte[] Lower) ShowRow(string line)
    {
        if (!line.EndsWith("\e[0m", StringComparison.Ordinal)) throw new InvalidDataException("The colours go on.");

        var (ink, paper) = (Background, Background);
        var (upper, lower) = (new MemoryStream(), new MemoryStream());
        foreach (Match token in Token().Matches(line))
        {
            switch (token.Value[0])
            {
                case '\u2580': (upper, lower) = (With(upper, ink), With(lower, paper)); break;
                case '\u2584': (upper, lower) = (With(upper, paper), With(lower, ink)); break;
                case ' ': (upper, lower) = (With(upper, paper), With(lower, paper)); break;
                case var _ when token.Value == "\e[49m": paper = Background; break;
                case var _ when token.Value == "\e[0m": (ink, paper) = (Background, Background); break;
                case var _ when token.Groups[1].Value == "38": ink = Colour(token); break;
                case var _ when token.Groups[1].Value == "48": paper = Colour(token); break;
                default: throw new InvalidDataException($"'{token.Value}' is no half block.");
            }
        }

        return (upper.ToArray(), lower.ToArray());
    }

    private static MemoryStream With(MemoryStream row, byte[] colour)
    {
        row.Write(colour);
        return row;
    }

    private static byte[] Colour(Match token) =>
        [.. token.Groups[2].Value.Split(';').Select(byte.Parse), byte.MaxValue];

    [GeneratedRegex(@"\e\[(?:([34]8);2;(\d+;\d+;\d+)|49|0)m|.")]
    private static partial Regex Token();
}
