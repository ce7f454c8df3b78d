using System;
using System.Collections.Generic;
using System.Text;

namespace Reve.Graphics.Fonts;

/// <summary>
/// The glyph definitions of the stroke font. A line holds a character, the spacing at its left and right (<c>s</c>
/// straight, <c>r</c> round, <c>o</c> open, <c>n</c> none) and a path as <see cref="PathParser"/> reads it. Instead of
/// spacing and path, a line may refer to another character: <c>=</c> same glyph, <c>~</c> small capital, <c>^</c>
/// superscript. An indented line continues the previous one. Capitals are 14 units high, small letters 10.
/// </summary>
internal static class GlyphTable
{
    private static readonly Dictionary<int, string> Definitions = Read();

    public static bool TryGet(int letter, out string definition) =>
        Definitions.TryGetValue(letter, out definition!);

    /// <summary>Splits a table into lines. Tables are UTF-8, which takes half the space in the assembly.</summary>
    public static List<string> LinesOf(ReadOnlySpan<byte> table)
    {
        var lines = new List<string>();
        foreach (var part in Encoding.UTF8.GetString(table.ToArray()).Split('\n'))
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
        AddLines(LatinGlyphs.Lines);
        AddLines(SymbolGlyphs.Lines);
        AddLines(GreekAndCyrillicGlyphs.Lines);
        return definitions;

        void AddLines(ReadOnlySpan<byte> table)
        {
            foreach (var line in LinesOf(table)) definitions.Add(line[0], line[2..]);
        }
    }
}
