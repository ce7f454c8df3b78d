namespace Reve.Graphics.Drawing;

/// <summary>A straight line of a pen; a dot has zero length.</summary>
internal readonly record struct Stroke(double X1, double Y1, double X2, double Y2)
{
    public bool IsDot => X1 == X2 && Y1 == Y2;

    public Stroke Scale(double x, double y) => new(X1 * x, Y1 * y, X2 * x, Y2 * y);

    public Stroke Offset(double x, double y) => new(X1 + x, Y1 + y, X2 + x, Y2 + y);
}
