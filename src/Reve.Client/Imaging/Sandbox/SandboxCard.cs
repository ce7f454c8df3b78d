using System.Globalization;
using System;
using Reve.Providers;

namespace Reve.Imaging;

/// <summary>The card with the words on it, and the line at the foot of the image.</summary>
internal sealed class SandboxCard
{
    private const string Caption = "Sandbox image: drawn on this machine, nothing was sent or charged";
    private const string NoWords = "(no words)";
    private const double Largest = 6.2;
    private const double Smallest = 0.72;
    private const int MostInputs = 8;
    private const int LongestLabel = 300;

    private static readonly Colour Paper = Colour.Of(0xFFFDF9);
    private static readonly Colour Ink = Colour.Of(0x1E2230);
    private static readonly Colour Muted = Colour.Of(0x6A7080);
    private static readonly Colour Line = Colour.Of(0xE3E1DC);

    private readonly Canvas _canvas;
    private readonly Palette _palette;
    private readonly SandboxScene _scene;
    private readonly StrokeFont _font = new();
    private readonly InkMask _mask;
    private readonly double _unit;
    private readonly double _margin;
    private readonly double _padding;

    public SandboxCard(Canvas canvas, Palette palette, SandboxScene scene)
    {
        _canvas = canvas;
        _palette = palette;
        _scene = scene;
        _mask = new InkMask(canvas.Width, canvas.Height);
        _unit = Math.Min(canvas.Width, canvas.Height) / 768.0;
        _margin = 40 * _unit;
        _padding = 38 * _unit;
    }

    public void Draw()
    {
        var foot = 62 * _unit;
        DrawCentred(Caption, 12.5 * _unit, _canvas.Height - (foot / 2), Colour.White, 0.92);

        var space = new Frame(_margin, _margin, _canvas.Width - _margin, _canvas.Height - foot);
        var inner = Math.Max(1, space.Width - (2 * _padding));
        var around = (2 * _padding) + HeaderHeight + InputsHeight + FooterHeight;
        var prompt = _scene.Prompt.Trim();
        var run = new TextRun(_font, prompt.Length > 0 ? prompt : NoWords, findTags: true);
        var block = TextBlock.Fit(
            run, new TextRun(_font, "…"), inner, space.Height - around, Largest * _unit, Smallest);

        var least = Math.Max(space.Width * 0.62, HeaderWidth);
        var width = Math.Min(space.Width, Math.Max(block.Width + (2 * _padding), least));
        var height = Math.Min(space.Height, block.Height + around);
        var left = space.Left + ((space.Width - width) / 2);
        var top = space.Top + ((space.Height - height) * 0.44);
        var card = new Frame(Math.Round(left), Math.Round(top), Math.Round(left + width), Math.Round(top + height));
        DrawPaper(card);

        var text = card.Grown(-_padding);
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

    private int Rows => (Math.Min(MostInputs, _scene.Inputs.Count) + Columns - 1) / Columns;

    private double InputsHeight => Rows == 0 ? 0 : (Rows * RowHeight) + (46 * _unit);

    private void DrawPaper(Frame card)
    {
        var radius = 22 * _unit;
        var shadow = card.Moved(0, 12 * _unit);
        _canvas.FillRounded(shadow, radius, _palette.Near, 0.5, softness: 46 * _unit);
        _canvas.FillRounded(card, radius, Paper);
    }

    private void DrawHeader(Frame text)
    {
        var height = 46 * _unit;
        var capitals = 19 * _unit;
        var middle = text.Top + (height / 2);
        var badge = Spaced("SANDBOX");
        var lettering = Lettering.OfHeight(capitals, 1.3);
        var width = (badge.Width * lettering.Scale) + (38 * _unit);
        var pill = new Frame(text.Left, text.Top, text.Left + width, text.Top + height);
        _canvas.FillRounded(pill, 10 * _unit, _palette.Accent);
        Draw(badge, lettering, text.Left + (19 * _unit), middle, Colour.White);

        var operation = new TextRun(_font, _scene.Operation.ToString().ToLowerInvariant());
        Draw(operation, Lettering.OfHeight(20 * _unit, 1.1), pill.Right + (20 * _unit), middle, Ink);

        var size = FormattableString.Invariant($"{_scene.Width} × {_scene.Height}");
        var x = DrawRight(size, 15 * _unit, text.Right, middle, Muted);
        DrawRight(_scene.AspectRatio, 20 * _unit, x - (18 * _unit), middle, Ink, 1.1);
        DrawRule(text, text.Top + (72 * _unit));
    }

    private void DrawInputs(Frame text)
    {
        if (Rows == 0)
            return;

        DrawRule(text, text.Top + (20 * _unit));
        var lettering = Lettering.OfHeight(13 * _unit);
        var width = text.Width / Columns;
        for (var index = 0; index < Math.Min(MostInputs, _scene.Inputs.Count); index++)
        {
            var middle = text.Top + (46 * _unit) + (((index % Rows) + 0.35) * RowHeight);
            var left = text.Left + (index / Rows * width);
            if (index == MostInputs - 1 && _scene.Inputs.Count > MostInputs)
            {
                var more = "+" + Counted(_scene.Inputs.Count - index, "more image");
                Draw(new TextRun(_font, more), lettering, left, middle, Muted);
                return;
            }

            Draw(new TextRun(_font, $"<img>{index}</img>"), lettering, left, middle, _palette.Accent);
            var label = Shortened(_scene.Inputs[index], (width - (160 * _unit)) / lettering.Scale);
            Draw(label, lettering, left + (140 * _unit), middle, Ink);
        }
    }

    // The middle goes: the end of a file's name tells more than what stands before it.
    private TextRun Shortened(string label, double width)
    {
        if (label.Length > LongestLabel)
            label = label[..(LongestLabel / 2)] + label[^(LongestLabel / 2)..];

        var run = new TextRun(_font, label);
        for (var kept = label.Length - 1; run.Width > width && kept > 1; kept--)
            run = new TextRun(_font, label[..((kept + 1) / 2)] + "…" + label[^(kept / 2)..]);
        return run;
    }

    private void DrawFooter(Frame text, int length, int hidden)
    {
        var middle = text.Bottom - (7 * _unit);
        var count = hidden > 0 ? "+" + Counted(hidden, "more character") : Counted(length, "character");
        DrawRight(count, 12 * _unit, text.Right, middle, hidden > 0 ? _palette.Accent : Muted);
        if (_scene.Model is { Length: > 0 } model)
        {
            var lettering = Lettering.OfHeight(12 * _unit);
            var width = text.Width - (250 * _unit);
            Draw(Shortened(model, width / lettering.Scale), lettering, text.Left, middle, Muted);
        }
    }

    private void DrawRule(Frame text, double y) =>
        _canvas.FillRounded(new Frame(text.Left, Math.Round(y), text.Right, Math.Round(y) + (2 * _unit)), 0, Line);

    private double DrawRight(
        string words, double capitals, double right, double middle, Colour colour, double weight = 1)
    {
        var run = new TextRun(_font, words);
        var lettering = Lettering.OfHeight(capitals, weight);
        var left = right - (run.Width * lettering.Scale);
        Draw(run, lettering, left, middle, colour);
        return left;
    }

    private void DrawCentred(string words, double capitals, double middle, Colour colour, double strength)
    {
        var run = new TextRun(_font, words);
        var lettering = Lettering.OfHeight(capitals);
        var left = (_canvas.Width - (run.Width * lettering.Scale)) / 2;
        run.Draw(_mask, lettering, left, Math.Round(middle + (capitals / 2)), ..);
        _mask.Paint(_canvas, colour, strength);
    }

    private void Draw(TextRun run, Lettering lettering, double x, double middle, Colour colour)
    {
        var capitals = lettering.Scale * StrokeFont.CapHeight;
        run.Draw(_mask, lettering, x, Math.Round(middle + (capitals / 2)), ..);
        _mask.Paint(_canvas, colour);
    }

    private static string Counted(int count, string what) =>
        count.ToString(CultureInfo.InvariantCulture) + " " + what + (count == 1 ? "" : "s");

    private TextRun Spaced(string word) => new(_font, string.Join("\u2009", word.ToCharArray()));
}
