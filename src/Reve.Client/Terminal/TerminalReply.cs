using System;
using System.Linq;
using System.Text.RegularExpressions;

namespace Reve.Terminal;

/// <summary>What a terminal says when it is asked what it can do.</summary>
public static class TerminalReply
{
    /// <summary>The question for the primary device attributes, which every terminal answers.</summary>
    public const string Question = "\e[c";

    private const string SixelGraphics = "4";

    // Consoles that read keys leave out the escape character, or report it as a key of its own.
    private static readonly Regex s_attributes = new(@"\[\?([0-9;]+)c", RegexOptions.CultureInvariant);

    /// <summary>Whether this is the whole answer and nothing more will come.</summary>
    public static bool IsWhole(string answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return s_attributes.IsMatch(answer);
    }

    /// <summary>Whether the terminal says that it draws Sixel images; null when it says nothing.</summary>
    public static bool? SpeaksOfSixel(string? answer)
    {
        if (answer is null || s_attributes.Match(answer) is not { Success: true } match) return null;

        // The first number is the terminal's class: there a 4 would mean something else.
        return match.Groups[1].Value.Split(';').Skip(1).Contains(SixelGraphics);
    }
}
