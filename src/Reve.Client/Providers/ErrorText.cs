using System;
using System.Linq;

namespace Reve.Providers;

/// <summary>What the words of a refusal speak of, where its status leaves that open.</summary>
internal static class ErrorText
{
    private static readonly string[] s_creditSigns =
        ["credit", "quota", "balance", "funds", "billing", "plan limit", "top up", "run out", "exhausted"];

    public static bool MentionsCredit(string? message) => s_creditSigns.Any(sign => Speak(message, sign));

    public static bool Speak(string? message, string of) =>
        message?.IndexOf(of, StringComparison.OrdinalIgnoreCase) >= 0;
}
