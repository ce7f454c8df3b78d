using System.Collections.Generic;
using System.Globalization;
using Reve.Graphics.Drawing;

namespace Reve.Graphics.Fonts;

/// <summary>
/// Parses pen paths: <c>m</c> move to, <c>l</c> line to, <c>d</c> dot at, <c>c</c> cubic Bézier curve, <c>h</c> and
/// <c>v</c> a quarter of an ellipse that starts horizontally or vertically.
/// </summary>
internal static class PathParser
{
    private const int Segments = 9;

    // Position of the control points toward the corner. 0.552 gives a circle; a larger value makes bowls squarer.
    private const double Fullness = 0.575;

    public static List<Stroke> Read(string path)
    {
        var strokes = new List<Stroke>();
        var words = path.Split(' ');
        var (x, y) = (0.0, 0.0);
        for (var at = 0; at < words.Length;)
        {
            var command = words[at][0];
            double Number(int index) => double.Parse(words[at + index], CultureInfo.InvariantCulture);

            var count = command == 'c' ? 6 : 2;
            var (toX, toY) = (Number(count - 1), Number(count));
            switch (command)
            {
                case 'l':
                    strokes.Add(new Stroke(x, y, toX, toY));
                    break;
                case 'd':
                    strokes.Add(new Stroke(toX, toY, toX, toY));
                    break;
                case 'c':
                    AddCurve(strokes, x, y, Number(1), Number(2), Number(3), Number(4), toX, toY);
                    break;
                case 'h':
                    AddQuarter(strokes, x, y, toX, toY, cornerX: toX, cornerY: y);
                    break;
                case 'v':
                    AddQuarter(strokes, x, y, toX, toY, cornerX: x, cornerY: toY);
                    break;
            }

            (x, y) = (toX, toY);
            at += count + 1;
        }

        return strokes;
    }

    private static void AddQuarter(
        List<Stroke> strokes, double x, double y, double toX, double toY, double cornerX, double cornerY) =>
        AddCurve(strokes, x, y,
            x + (Fullness * (cornerX - x)), y + (Fullness * (cornerY - y)),
            toX + (Fullness * (cornerX - toX)), toY + (Fullness * (cornerY - toY)), toX, toY);

    private static void AddCurve(
        List<Stroke> strokes, double x, double y, double x1, double y1, double x2, double y2, double x3, double y3)
    {
        var (fromX, fromY) = (x, y);
        for (var segment = 1; segment <= Segments; segment++)
        {
            var t = (double)segment / Segments;
            var s = 1 - t;
            var (a, b, c, d) = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t);
            var atX = (a * x) + (b * x1) + (c * x2) + (d * x3);
            var atY = (a * y) + (b * y1) + (c * y2) + (d * y3);
            strokes.Add(new Stroke(fromX, fromY, atX, atY));
            (fromX, fromY) = (atX, atY);
        }
    }
}
