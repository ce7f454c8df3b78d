using System;
using System.Runtime.CompilerServices;

namespace Reve.Graphics.Drawing;

/// <summary>The share of each pixel that a round pen covers. Crossing strokes do not add up.</summary>
internal sealed class CoverageMask
{
    private readonly int _width;
    private readonly int _height;
    private readonly byte[] _cover;
    private int _left;
    private int _top;
    private int _right;
    private int _bottom;

    public CoverageMask(int width, int height)
    {
        (_width, _height) = (width, height);
        _cover = new byte[width * height];
        ResetBounds();
    }

    /// <summary>Draws a stroke with antialiased edges.</summary>
    [MethodImpl(PixelLoop.Optimized)]
    public void Draw(Stroke stroke, double radius)
    {
        var reach = radius + 0.5;
        var (dx, dy) = (stroke.X2 - stroke.X1, stroke.Y2 - stroke.Y1);
        var length = (dx * dx) + (dy * dy);
        var top = Clamp(Math.Min(stroke.Y1, stroke.Y2) - reach, _height);
        var bottom = Clamp(Math.Max(stroke.Y1, stroke.Y2) + reach + 1, _height);
        for (var row = top; row < bottom; row++)
        {
            var y = row + 0.5;
            var (from, to) = PartNear(stroke, dy, y, reach);
            var left = Clamp(stroke.X1 + (Math.Min(from * dx, to * dx)) - reach, _width);
            var right = Clamp(stroke.X1 + (Math.Max(from * dx, to * dx)) + reach + 1, _width);
            ExtendBounds(left, right, row);
            for (var column = left; column < right; column++)
            {
                var (px, py) = (column + 0.5 - stroke.X1, y - stroke.Y1);
                var t = length > 0 ? Math.Min(1, Math.Max(0, ((px * dx) + (py * dy)) / length)) : 0;
                var (ex, ey) = (px - (t * dx), py - (t * dy));
                Cover((row * _width) + column, reach, (ex * ex) + (ey * ey));
            }
        }
    }

    /// <summary>Paints the covered pixels and clears the mask.</summary>
    [MethodImpl(PixelLoop.Optimized)]
    public void Paint(Canvas canvas, Color color, double strength = 1)
    {
        var full = (int)(strength * 256);
        for (var row = _top; row < _bottom; row++)
        {
            var line = _cover.AsSpan((row * _width) + _left, _right - _left);
            for (var index = 0; index < line.Length; index++)
            {
                if (line[index] != 0)
                    canvas.Blend(_left + index, row, color, (line[index] * full) >> 8);
            }

            line.Clear();
        }

        ResetBounds();
    }

    // The part of the stroke that touches a row, as fractions of its length.
    private static (double From, double To) PartNear(Stroke stroke, double dy, double y, double reach)
    {
        if (dy is < 1e-9 and > -1e-9)
            return (0, 1);

        var one = (y - reach - stroke.Y1) / dy;
        var other = (y + reach - stroke.Y1) / dy;
        return (Math.Min(1, Math.Max(0, Math.Min(one, other))), Math.Min(1, Math.Max(0, Math.Max(one, other))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Cover(int at, double reach, double squared)
    {
        if (squared >= reach * reach)
            return;

        var core = reach - 1;
        var cover = core > 0 && squared <= core * core ? 255 : (int)((reach - Math.Sqrt(squared)) * 255);
        if (cover > _cover[at])
            _cover[at] = (byte)Math.Min(255, cover);
    }

    private void ExtendBounds(int left, int right, int row)
    {
        if (left >= right)
            return;

        _left = Math.Min(_left, left);
        _right = Math.Max(_right, right);
        _top = Math.Min(_top, row);
        _bottom = Math.Max(_bottom, row + 1);
    }

    private void ResetBounds() => (_left, _top, _right, _bottom) = (_width, _height, 0, 0);

    private static int Clamp(double value, int limit) => (int)Math.Min(limit, Math.Max(0, value));
}
