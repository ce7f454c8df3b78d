using System;
using System.Linq;
using System.Text.RegularExpressions;

namespace Reve.Graphics.Terminal.Detection;

/// <summary>The primary device attributes (DA1), by which a terminal reports what it supports.</summary>
public static class DeviceAttributes
{
    /// <summary>The DA1 query, to which every terminal replies.</summary>
    public const string Query = "\e[c";

    private const string SixelGraphics = "4";

    // Consoles that read keys drop the escape character or report it as a separate key.
    private static readonly Regex s_reply = new(@"\[\?([0-9;]+)c", RegexOptions.CultureInvariant);

    /// <summary>Whether the text contains a complete reply.</summary>
    public static bool IsComplete(string reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        return s_reply.IsMatch(reply);
    }

    /// <summary>Whether the reply reports Sixel support; null without a complete reply.</summary>
    public static bool? HasSixel(string? reply)
    {
        if (reply is null || s_reply.Match(reply) is not { Success: true } match) return null;

        // The first number is the class of the terminal, in which 4 has another meaning.
        return match.Groups[1].Value.Split(';').Skip(1).Contains(SixelGraphics);
    }
}
