using System;
using System.Runtime.CompilerServices;
using Reve.Graphics.Drawing;

namespace Reve.Graphics.Sandbox;

/// <summary>The background of a Sandbox image: sky, sun or moon, clouds or stars, and hills.</summary>
internal sealed class Landscape(Canvas canvas, SandboxPalette palette, SeededRandom random)
{
    private const int Hills = 5;

    private readonly double _unit = Math.Min(canvas.Width, canvas.Height) / 768.0;

    public void Draw()
    {
        for (var y = 0; y < canvas.Height; y++)
            canvas.FillRow(y, 0, canvas.Width, Sky(y));

        if (palette.IsNight)
            DrawStars();
        DrawSun();
        if (!palette.IsNight)
            DrawClouds();
        for (var hill = 0; hill < Hills; hill++)
            DrawHill((double)hill / (Hills - 1));
    }

    private Color Sky(int y) => palette.SkyTop.Mix(palette.SkyLow, Math.Min(1, y / (canvas.Height * 0.72)));

    private void DrawStars()
    {
        var mask = new CoverageMask(canvas.Width, canvas.Height);
        for (var star = 0; star < 90; star++)
        {
            var (x, y) = (random.Between(0, canvas.Width), random.Between(0, canvas.Height * 0.5));
            mask.Draw(new Stroke(x, y, x, y), random.Between(0.5, 1.5) * _unit);
        }

        mask.Paint(canvas, palette.Sun, 0.8);
    }

    private void DrawSun()
    {
        var radius = random.Between(58, 92) * _unit;
        var side = random.Between(0.07, 0.17);
        var x = canvas.Width * (random.Below(2) == 0 ? side : 1 - side);
        var y = canvas.Height * random.Between(0.13, 0.24);
        var sun = new Rectangle(x - radius, y - radius, x + radius, y + radius);
        canvas.FillRounded(sun.Inflate(radius * 0.9), radius * 1.9, palette.Sun, 0.12);
        canvas.FillRounded(sun.Inflate(radius * 0.4), radius * 1.4, palette.Sun, 0.22);
        canvas.FillRounded(sun, radius, palette.Sun);
    }

    private void DrawClouds()
    {
        var mask = new CoverageMask(canvas.Width, canvas.Height);
        for (var cloud = 3 + random.Below(3); cloud > 0; cloud--)
        {
            var (x, y) = (random.Between(-0.05, 0.95) * canvas.Width, random.Between(0.05, 0.5) * canvas.Height);
            var (length, radius) = (random.Between(120, 230) * _unit, random.Between(12, 17) * _unit);
            var (from, to) = (random.Between(0.1, 0.3) * length, random.Between(0.6, 0.85) * length);
            mask.Draw(new Stroke(x, y, x + length, y), radius);
            mask.Draw(new Stroke(x + from, y - (1.7 * radius), x + to, y - (1.7 * radius)), radius);
        }

        mask.Paint(canvas, Color.White, 0.32);
    }

    private void DrawHill(double nearness)
    {
        var (width, height) = (canvas.Width, canvas.Height);
        var color = palette.Far.Mix(palette.Near, nearness * nearness * (1.6 - (0.6 * nearness)));
        var middle = height * (0.56 + (0.29 * nearness));
        var swing = height * (0.15 - (0.1 * nearness));
        var ridge = Ridge(middle, swing, width / random.Between(3.2, 6));
        var haze = color.Mix(palette.SkyLow, 0.3 * (1 - nearness));
        for (var y = (int)(middle - swing) - 1; y < height; y++)
        {
            var row = color.Mix(haze, Math.Min(1, Math.Max(0, (y - middle + swing) / (height * 0.3))));
            if (y >= middle + swing)
                canvas.FillRow(y, 0, width, row);
            else
                DrawRidge(y, ridge, row);
        }
    }

    [MethodImpl(PixelLoop.Optimized)]
    private void DrawRidge(int y, double[] ridge, Color color)
    {
        for (var x = 0; x < ridge.Length; x++)
        {
            var cover = y + 1 - ridge[x];
            if (cover >= 1)
                canvas.Set(x, y, color);
            else if (cover > 0)
                canvas.Blend(x, y, color, (int)(cover * 255));
        }
    }

    // A uniform cubic B-spline stays within the range of its control points.
    private double[] Ridge(double middle, double swing, double spacing)
    {
        var ridge = new double[canvas.Width];
        var controls = new double[(int)(canvas.Width / spacing) + 5];
        for (var index = 0; index < controls.Length; index++)
            controls[index] = middle + random.Between(-swing, swing);
        for (var x = 0; x < ridge.Length; x++)
        {
            var place = x / spacing;
            var index = (int)place;
            var t = place - index;
            var s = 1 - t;
            ridge[x] = ((s * s * s * controls[index])
                + (((3 * t * t * t) - (6 * t * t) + 4) * controls[index + 1])
                + (((3 * s * s * s) - (6 * s * s) + 4) * controls[index + 2])
                + (t * t * t * controls[index + 3])) / 6;
        }

        return ridge;
    }
}
