using System;
using System.Linq;

namespace Reve.Providers;

/// <summary>Searches error messages for terms, where the status alone is ambiguous.</summary>
internal static class ErrorText
{
    private static readonly string[] s_creditTerms =
        ["credit", "quota", "balance", "funds", "billing", "plan limit", "top up", "run out", "exhausted"];

    public static bool MentionsCredit(string? message) => s_creditTerms.Any(term => Contains(message, term));

    public static bool Contains(string? message, string term) =>
        message?.IndexOf(term, StringComparison.OrdinalIgnoreCase) >= 0;
}
