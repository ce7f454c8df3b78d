using System.Text;

namespace Reve.Json;

/// <summary>
/// Text that cannot be written as UTF-8 because it holds half of a surrogate pair, as a string that was cut through an
/// emoji does.
/// </summary>
internal static class WellFormedText
{
    private const char Replacement = '\uFFFD';

    public static bool IsWellFormed(string text) => FirstLoneSurrogate(text, 0) < 0;

    /// <summary>The text with a replacement character in place of each lone surrogate.</summary>
    public static string Repair(string text)
    {
        var index = FirstLoneSurrogate(text, 0);
        if (index < 0) return text;
        var repaired = new StringBuilder(text);
        for (; index >= 0; index = FirstLoneSurrogate(text, index + 1)) repaired[index] = Replacement;
        return repaired.ToString();
    }

    private static int FirstLoneSurrogate(string text, int start)
    {
        for (var index = start; index < text.Length; index++)
        {
            if (!char.IsSurrogate(text[index])) continue;
            if (index + 1 == text.Length || !char.IsSurrogatePair(text[index], text[index + 1])) return index;
            index++;
        }

        return -1;
    }
}
