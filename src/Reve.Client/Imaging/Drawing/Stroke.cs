namespace Reve.Imaging;

/// <summary>A straight piece of a pen's way; a dot has no length.</summary>
internal readonly record struct Stroke(double X1, double Y1, double X2, double Y2)
{
    public bool IsDot => X1 == X2 && Y1 == Y2;

    public Stroke Scaled(double x, double y) => new(X1 * x, Y1 * y, X2 * x, Y2 * y);

    public Stroke Moved(double x, double y) => new(X1 + x, Y1 + y, X2 + x, Y2 + y);
}
