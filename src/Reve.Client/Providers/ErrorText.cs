using System;
using System.Linq;

namespace Reve.Providers;

/// <summary>Searches error messages for terms, where the status alone is ambiguous.</summary>
internal static class ErrorText
{
    private static readonly string[] s_creditTerms =
        ["credit", "quota", "balance", "funds", "billing", "plan limit", "top up", "run out", "exhausted"];

    private static readonly string[] s_policyTerms =
        ["content policy", "policy violation", "content violation", "moderation"];

    public static bool MentionsCredit(string? message) => s_creditTerms.Any(term => Contains(message, term));

    /// <summary>Whether a message or an error code refers to the content policy.</summary>
    public static bool MentionsContentPolicy(string? message) =>
        message?.Replace('_', ' ').Replace('-', ' ') is { } words && s_policyTerms.Any(term => Contains(words, term));

    public static bool Contains(string? message, string term) =>
        message?.IndexOf(term, StringComparison.OrdinalIgnoreCase) >= 0;
}
