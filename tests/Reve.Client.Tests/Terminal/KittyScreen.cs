using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System;

namespace Reve.Tests.Terminal;

/// <summary>What a terminal that knows Kitty's graphics makes of a text.</summary>
internal sealed partial record KittyScreen(IReadOnlyDictionary<string, string> Order, byte[] File, int[] PieceLengths)
{
    public static KittyScreen Show(string text)
    {
        var pieces = Piece().Matches(text);
        if (pieces.Sum(piece => piece.Length) != text.Length) throw new InvalidDataException("There is other text.");

        var keys = pieces.Select(piece => piece.Groups[1].Value.Split(',')
            .ToDictionary(pair => pair.Split('=')[0], pair => pair.Split('=')[1])).ToList();
        if (keys.Skip(1).Any(piece => piece.Keys.Any(key => key != "m")))
            throw new InvalidDataException("A later piece says more than whether another one follows.");
        if (keys.SkipLast(1).Any(piece => piece["m"] != "1") || keys[^1]["m"] != "0")
            throw new InvalidDataException("The pieces do not say rightly which is the last.");

        // Each piece is decoded by itself, as terminals do.
        return new KittyScreen(
            keys[0],
            [.. pieces.SelectMany(piece => Convert.FromBase64String(piece.Groups[2].Value))],
            [.. pieces.Select(piece => piece.Groups[2].Length)]);
    }

    [GeneratedRegex(@"\e_G([^;\e]*);([^\e]*)\e\\")]
    private static partial Regex Piece();
}
