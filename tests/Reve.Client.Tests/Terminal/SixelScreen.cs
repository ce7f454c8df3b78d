using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System;
using Reve.Imaging;

namespace Reve.Tests.Terminal;

/// <summary>
/// What a terminal that knows Sixel makes of a text: the pixels, with what is not painted see-through. Stricter than
/// any: nothing is painted twice, or beyond the size that was said.
/// </summary>
internal sealed partial class SixelScreen
{
    private readonly Dictionary<int, byte[]> _palette = [];
    private readonly Bitmap _bitmap;
    private int _colour = -1;
    private int _left;
    private int _top;

    private SixelScreen(int width, int height) => _bitmap = new Bitmap(width, height, new byte[width * height * 4]);

    public static Bitmap Show(string text)
    {
        var frame = Frame().Match(text);
        if (!frame.Success) throw new InvalidDataException("This is no Sixel image.");

        var screen = new SixelScreen(int.Parse(frame.Groups[1].Value), int.Parse(frame.Groups[2].Value));
        var body = frame.Groups[3].Value;
        var tokens = Token().Matches(body);
        if (tokens.Sum(token => token.Length) != body.Length) throw new InvalidDataException("There is other text.");
        foreach (Match token in tokens)
            screen.Take(token);
        return screen._bitmap;
    }

    private void Take(Match token)
    {
        switch (token.Value[0])
        {
            case '$': _left = 0; break;
            case '-': (_left, _top) = (0, _top + 6); break;
            case '#': TakeColour(token); break;
            case '!': Paint(int.Parse(token.Groups[3].Value), token.Value[^1] - '?'); break;
            default: Paint(1, token.Value[0] - '?'); break;
        }
    }

    private void TakeColour(Match token)
    {
        _colour = int.Parse(token.Groups[1].Value);
        if (_colour > 255) throw new InvalidDataException("There are 256 colours and no more.");
        if (token.Groups[2].Success)
        {
            _palette[_colour] = [.. token.Groups[2].Value.Split(';').Select(percent =>
                (byte)Math.Round(int.Parse(percent) * 255 / 100.0))];
        }
    }

    private void Paint(int count, int sixel)
    {
        for (; count > 0; count--, _left++)
        {
            for (var bit = 0; bit < 6; bit++)
            {
                if ((sixel >> bit & 1) == 0) continue;
                if (_left >= _bitmap.Width || _top + bit >= _bitmap.Height) throw new InvalidDataException("Beyond.");
                var pixel = _bitmap.Rgba.AsSpan((((_top + bit) * _bitmap.Width) + _left) * 4, 4);
                if (pixel[3] != 0) throw new InvalidDataException("Painted twice.");
                _palette[_colour].CopyTo(pixel);
                pixel[3] = byte.MaxValue;
            }
        }
    }

    [GeneratedRegex("""^\eP0;1q"1;1;(\d+);(\d+)(.*)\e\\$""")]
    private static partial Regex Frame();

    [GeneratedRegex(@"#(\d+)(?:;2;(\d+;\d+;\d+))?|!(\d+)[?-~]|[?-~]|\$|-")]
    private static partial Regex Token();
}
