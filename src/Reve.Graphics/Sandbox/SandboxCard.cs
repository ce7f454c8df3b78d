using System;
using System.Globalization;
using Reve.Graphics.Drawing;
using Reve.Graphics.Fonts;
using Reve.Graphics.TextLayout;

namespace Reve.Graphics.Sandbox;

/// <summary>The card with the prompt, and the caption at the bottom of the image.</summary>
internal sealed class SandboxCard
{
    private const string Caption = "Sandbox image: drawn on this machine, nothing was sent or charged";
    private const string EmptyPrompt = "(no words)";
    private const double Largest = 6.2;
    private const double Smallest = 0.72;
    private const int MaximumInputs = 8;
    private const int LongestLabel = 300;

    private static readonly Color Paper = Color.FromRgb(0xFFFDF9);
    private static readonly Color Ink = Color.FromRgb(0x1E2230);
    private static readonly Color Muted = Color.FromRgb(0x6A7080);
    private static readonly Color Line = Color.FromRgb(0xE3E1DC);

    private readonly Canvas _canvas;
    private readonly SandboxPalette _palette;
    private readonly SandboxScene _scene;
    private readonly StrokeFont _font = new();
    private readonly CoverageMask _mask;
    private readonly double _unit;
    private readonly double _margin;
    private readonly double _padding;

    public SandboxCard(Canvas canvas, SandboxPalette palette, SandboxScene scene)
    {
        _canvas = canvas;
        _palette = palette;
        _scene = scene;
        _mask = new CoverageMask(canvas.Width, canvas.Height);
        _unit = Math.Min(canvas.Width, canvas.Height) / 768.0;
        _margin = 40 * _unit;
        _padding = 38 * _unit;
    }

    public void Draw()
    {
        var foot = 62 * _unit;
        DrawCentred(Caption, 12.5 * _unit, _canvas.Height - (foot / 2), Color.White, 0.92);

        var space = new Rectangle(_margin, _margin, _canvas.Width - _margin, _canvas.Height - foot);
        var inner = Math.Max(1, space.Width - (2 * _padding));
        var around = (2 * _padding) + HeaderHeight + InputsHeight + FooterHeight;
        var prompt = _scene.Prompt.Trim();
        var run = new TextRun(_font, prompt.Length > 0 ? prompt : EmptyPrompt, findTags: true);
        var block = TextBlock.Fit(
            run, new TextRun(_font, "…"), inner, space.Height - around, Largest * _unit, Smallest);

        var least = Math.Max(space.Width * 0.62, HeaderWidth);
        var width = Math.Min(space.Width, Math.Max(block.Width + (2 * _padding), least));
        var height = Math.Min(space.Height, block.Height + around);
        var left = space.Left + ((space.Width - width) / 2);
        var top = space.Top + ((space.Height - height) * 0.44);
        var card = new Rectangle(Math.Round(left), Math.Round(top), Math.Round(left + width), Math.Round(top + height));
        DrawPaper(card);

        var text = card.Inflate(-_padding);
        DrawHeader(text);
        var y = text.Top + HeaderHeight;
        block.Draw(_mask, text.Left, y, tags: false);
        _mask.Paint(_canvas, Ink);
        block.Draw(_mask, text.Left, y, tags: true);
        _mask.Paint(_canvas, _palette.Accent);
        DrawInputs(text with { Top = text.Bottom - FooterHeight - InputsHeight });
        DrawFooter(text, prompt.Length > 0 ? run.Length : 0, block.Hidden);
    }

    private double HeaderWidth => 680 * _unit;

    private double HeaderHeight => 104 * _unit;

    private double FooterHeight => 52 * _unit;

    private double RowHeight => 34 * _unit;

    private int Columns => _canvas.Width > _canvas.Height && _scene.Inputs.Count > 3 ? 2 : 1;

    private int Rows => (Math.Min(MaximumInputs, _scene.Inputs.Count) + Columns - 1) / Columns;

    private double InputsHeight => Rows == 0 ? 0 : (Rows * RowHeight) + (46 * _unit);

    private void DrawPaper(Rectangle card)
    {
        var radius = 22 * _unit;
        var shadow = card.Offset(0, 12 * _unit);
        _canvas.FillRounded(shadow, radius, _palette.Near, 0.5, softness: 46 * _unit);
        _canvas.FillRounded(card, radius, Paper);
    }

    private void DrawHeader(Rectangle text)
    {
        var height = 46 * _unit;
        var capHeight = 19 * _unit;
        var middle = text.Top + (height / 2);
        var badge = Spaced("SANDBOX");
        var style = TextStyle.OfCapHeight(capHeight, 1.3);
        var width = (badge.Width * style.Scale) + (38 * _unit);
        var pill = new Rectangle(text.Left, text.Top, text.Left + width, text.Top + height);
        _canvas.FillRounded(pill, 10 * _unit, _palette.Accent);
        Draw(badge, style, text.Left + (19 * _unit), middle, Color.White);

        var operation = new TextRun(_font, _scene.Operation.ToLowerInvariant());
        Draw(operation, TextStyle.OfCapHeight(20 * _unit, 1.1), pill.Right + (20 * _unit), middle, Ink);

        var size = FormattableString.Invariant($"{_scene.Width} × {_scene.Height}");
        var x = DrawRight(size, 15 * _unit, text.Right, middle, Muted);
        DrawRight(_scene.AspectRatio, 20 * _unit, x - (18 * _unit), middle, Ink, 1.1);
        DrawRule(text, text.Top + (72 * _unit));
    }

    private void DrawInputs(Rectangle text)
    {
        if (Rows == 0)
            return;

        DrawRule(text, text.Top + (20 * _unit));
        var style = TextStyle.OfCapHeight(13 * _unit);
        var width = text.Width / Columns;
        for (var index = 0; index < Math.Min(MaximumInputs, _scene.Inputs.Count); index++)
        {
            var middle = text.Top + (46 * _unit) + (((index % Rows) + 0.35) * RowHeight);
            var left = text.Left + (index / Rows * width);
            if (index == MaximumInputs - 1 && _scene.Inputs.Count > MaximumInputs)
            {
                var more = "+" + Counted(_scene.Inputs.Count - index, "more image");
                Draw(new TextRun(_font, more), style, left, middle, Muted);
                return;
            }

            Draw(new TextRun(_font, $"<img>{index}</img>"), style, left, middle, _palette.Accent);
            var label = Shortened(_scene.Inputs[index], (width - (160 * _unit)) / style.Scale);
            Draw(label, style, left + (140 * _unit), middle, Ink);
        }
    }

    // Shortened in the middle, because the end of a file name distinguishes it best.
    private TextRun Shortened(string label, double width)
    {
        if (label.Length > LongestLabel)
            label = label[..(LongestLabel / 2)] + label[^(LongestLabel / 2)..];

        var run = new TextRun(_font, label);
        for (var kept = label.Length - 1; run.Width > width && kept > 1; kept--)
            run = new TextRun(_font, label[..((kept + 1) / 2)] + "…" + label[^(kept / 2)..]);
        return run;
    }

    private void DrawFooter(Rectangle text, int length, int hidden)
    {
        var middle = text.Bottom - (7 * _unit);
        var count = hidden > 0 ? "+" + Counted(hidden, "more character") : Counted(length, "character");
        DrawRight(count, 12 * _unit, text.Right, middle, hidden > 0 ? _palette.Accent : Muted);
        if (_scene.Model is { Length: > 0 } model)
        {
            var style = TextStyle.OfCapHeight(12 * _unit);
            var width = text.Width - (250 * _unit);
            Draw(Shortened(model, width / style.Scale), style, text.Left, middle, Muted);
        }
    }

    private void DrawRule(Rectangle text, double y) =>
        _canvas.FillRounded(new Rectangle(text.Left, Math.Round(y), text.Right, Math.Round(y) + (2 * _unit)), 0, Line);

    private double DrawRight(
        string content, double capHeight, double right, double middle, Color color, double weight = 1)
    {
        var run = new TextRun(_font, content);
        var style = TextStyle.OfCapHeight(capHeight, weight);
        var left = right - (run.Width * style.Scale);
        Draw(run, style, left, middle, color);
        return left;
    }

    private void DrawCentred(string content, double capHeight, double middle, Color color, double strength)
    {
        var run = new TextRun(_font, content);
        var style = TextStyle.OfCapHeight(capHeight);
        var left = (_canvas.Width - (run.Width * style.Scale)) / 2;
        run.Draw(_mask, style, left, Math.Round(middle + (capHeight / 2)), ..);
        _mask.Paint(_canvas, color, strength);
    }

    private void Draw(TextRun run, TextStyle style, double x, double middle, Color color)
    {
        var capHeight = style.Scale * StrokeFont.CapHeight;
        run.Draw(_mask, style, x, Math.Round(middle + (capHeight / 2)), ..);
        _mask.Paint(_canvas, color);
    }

    private static string Counted(int count, string what) =>
        count.ToString(CultureInfo.InvariantCulture) + " " + what + (count == 1 ? "" : "s");

    private TextRun Spaced(string word) => new(_font, string.Join("\u2009", word.ToCharArray()));
}
