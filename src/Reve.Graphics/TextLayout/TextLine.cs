using System.Collections.Generic;

namespace Reve.Graphics.TextLayout;

/// <summary>The elements of a run that are on one line, and their width in font units.</summary>
internal readonly record struct TextLine(int Start, int End, double Width, bool EndsWithinWord)
{
    /// <summary>Wraps a text after words, and within words that are wider than a line.</summary>
    public static List<TextLine> Wrap(TextRun run, double width)
    {
        var lines = new List<TextLine>();
        var elements = run.Elements;
        var line = new TextLine();
        var (x, ended) = (0.0, default(TextLine?));
        for (var index = 0; index < elements.Count; index++)
        {
            var element = elements[index];
            if (element.Kind == TextElementKind.Break)
            {
                lines.Add(line with { End = index, Width = x });
                (line, x, ended) = (new TextLine { Start = index + 1 }, 0, null);
                continue;
            }

            if (element.Kind == TextElementKind.Space)
                ended = line with { End = index, Width = x };
            else if (x + element.Advance > width && index > line.Start)
            {
                var full = ended ?? line with { End = index, Width = x, EndsWithinWord = true };
                lines.Add(full);
                var start = full.End;
                while (start < index && elements[start].Kind == TextElementKind.Space)
                    start++;
                (line, x, ended) = (new TextLine { Start = start }, 0, null);
                index = start - 1;
                continue;
            }

            x += element.Advance;
            if (element.Kind == TextElementKind.Ideograph)
                ended = line with { End = index + 1, Width = x };
        }

        lines.Add(line with { End = elements.Count, Width = x });
        return lines;
    }
}
