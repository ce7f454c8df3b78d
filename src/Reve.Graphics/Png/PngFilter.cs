using System;

namespace Reve.Graphics.Png;

/// <summary>The five filters of PNG, which store bytes as differences from their neighbors.</summary>
internal static class PngFilter
{
    public const byte None = 0;
    public const byte Sub = 1;
    public const byte Up = 2;
    public const byte Average = 3;
    public const byte Paeth = 4;

    /// <summary>Restores the bytes of a filtered row in place.</summary>
    public static void Undo(byte filter, Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        if (filter == None)
            return;

        for (var at = 0; at < row.Length; at++)
        {
            var left = at < step ? 0 : row[at - step];
            var corner = at < step ? 0 : above[at - step];
            row[at] += (byte)Predict(filter, left, above[at], corner);
        }
    }

    private static int Predict(byte filter, int left, int up, int corner) => filter switch
    {
        Sub => left,
        Up => up,
        Average => (left + up) / 2,
        Paeth => Nearest(left, up, corner),
        _ => 0,
    };

    private static int Nearest(int left, int up, int corner)
    {
        var fromLeft = Math.Abs(up - corner);
        var fromUp = Math.Abs(left - corner);
        var fromCorner = Math.Abs(left + up - (2 * corner));
        if (fromLeft <= fromUp && fromLeft <= fromCorner)
            return left;
        return fromUp <= fromCorner ? up : corner;
    }
}
