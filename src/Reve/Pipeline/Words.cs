using System.Globalization;
using System.Linq;

namespace Reve.Pipeline;

/// <summary>What -WhatIf and -Confirm say about a job.</summary>
internal static class Words
{
    private const int LongestPrompt = 60;

    public static string Target(ReveJob job)
    {
        var prompt = job.Request.Prompt;
        var shown = prompt.Length > LongestPrompt ? $"{prompt.Substring(0, LongestPrompt)}..." : prompt;
        var names = string.Join(", ", job.Request.Inputs.Select(input => input.Name));
        var inputs = names.Length == 0 ? "" : " with " + names;
        var output = job.Output is { } target ? $" -> {target.FullName ?? target.Folder}" : "";
        return shown + inputs + output;
    }

    public static string Action(ReveJob job, ProviderInfo provider)
    {
        var operation = provider.Find(job.Request.Operation)!;
        var model = job.Request.Model ?? operation.Model;
        var price = operation.PriceOf(job.Request) is { } amount
            ? $"about {amount.ToString(CultureInfo.InvariantCulture)} {provider.Unit}"
            : "price unknown";
        return $"{job.Request.Operation} with {provider} {model}, {price}";
    }
}
