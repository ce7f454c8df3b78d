using System.Collections.Generic;

namespace Reve.Imaging;

/// <summary>
/// The letters of the stroke font as they are written down. A line is a letter, the room it wants at its left and
/// right (<c>s</c> straight, <c>r</c> round, <c>o</c> open, <c>n</c> none) and the way of the pen, or instead of
/// both <c>=</c>, <c>~</c> or <c>^</c> before another letter: the same, as a small capital, raised.
/// A deeper line goes on with the one above. Capitals are 14 high, small letters 10, and the baseline is zero.
/// </summary>
internal static class GlyphTable
{
    private static readonly Dictionary<int, string> Definitions = Read();

    public static bool TryGet(int letter, out string definition) =>
        Definitions.TryGetValue(letter, out definition!);

    public static List<string> LinesOf(string text)
    {
        var lines = new List<string>();
        foreach (var part in text.Split('\n'))
        {
            var line = part.TrimEnd();
            if (line is [' ', ..])
                lines[^1] += " " + line.Trim();
            else
                lines.Add(line);
        }

        return lines;
    }

    private static Dictionary<int, string> Read()
    {
        var definitions = new Dictionary<int, string>();
        foreach (var script in new[] { LatinLetters.Lines, Signs.Lines, GreekAndCyrillic.Lines })
        {
            foreach (var line in LinesOf(script))
                definitions.Add(line[0], line[2..]);
        }

        return definitions;
    }
}
