using System.Collections.Generic;

namespace Reve.Imaging;

/// <summary>Which letters of a run are on one line, and how wide they are in the font's units.</summary>
internal readonly record struct TextLine(int Start, int End, double Width, bool EndsWithinWord)
{
    /// <summary>Breaks a text behind its words, and within a word that is wider than a line.</summary>
    public static List<TextLine> Wrap(TextRun run, double width)
    {
        var lines = new List<TextLine>();
        var pieces = run.Pieces;
        var line = new TextLine();
        var (x, ended) = (0.0, default(TextLine?));
        for (var index = 0; index < pieces.Count; index++)
        {
            var piece = pieces[index];
            if (piece.Kind == TextPieceKind.Break)
            {
                lines.Add(line with { End = index, Width = x });
                (line, x, ended) = (new TextLine { Start = index + 1 }, 0, null);
                continue;
            }

            if (piece.Kind == TextPieceKind.Space)
                ended = line with { End = index, Width = x };
            else if (x + piece.Advance > width && index > line.Start)
            {
                var full = ended ?? line with { End = index, Width = x, EndsWithinWord = true };
                lines.Add(full);
                var start = full.End;
                while (start < index && pieces[start].Kind == TextPieceKind.Space)
                    start++;
                (line, x, ended) = (new TextLine { Start = start }, 0, null);
                index = start - 1;
                continue;
            }

            x += piece.Advance;
            if (piece.Kind == TextPieceKind.Ideograph)
                ended = line with { End = index + 1, Width = x };
        }

        lines.Add(line with { End = pieces.Count, Width = x });
        return lines;
    }
}
