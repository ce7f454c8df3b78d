using System;
using System.Runtime.CompilerServices;

namespace Reve.Graphics.Drawing;

/// <summary>A rectangle on a canvas, in pixels.</summary>
internal readonly record struct Rectangle(double Left, double Top, double Right, double Bottom)
{
    public double Width => Right - Left;

    public double Height => Bottom - Top;

    public Rectangle Inflate(double by) => new(Left - by, Top - by, Right + by, Bottom + by);

    public Rectangle Offset(double x, double y) => new(Left + x, Top + y, Right + x, Bottom + y);

    /// <summary>The distance of a point from the edge of the rounded rectangle; negative inside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double DistanceTo(double x, double y, double radius)
    {
        var dx = Math.Abs(x - ((Left + Right) / 2)) - (Width / 2) + radius;
        var dy = Math.Abs(y - ((Top + Bottom) / 2)) - (Height / 2) + radius;
        var (outX, outY) = (Math.Max(0, dx), Math.Max(0, dy));
        return Math.Sqrt((outX * outX) + (outY * outY)) + Math.Min(0, Math.Max(dx, dy)) - radius;
    }
}
