using System;
using System.Globalization;
using System.Linq;
using System.Management.Automation;

namespace Reve.Hosting;

/// <summary>How a job is told of: by -WhatIf, by -Confirm, and in its errors.</summary>
internal static class JobText
{
    private const int LongestPrompt = 60;
    private const int LongestLabel = 40;

    public static string Target(ImageJob job, ProviderInfo provider)
    {
        var shown = Short(job.Request.Prompt, LongestPrompt);
        var names = string.Join(", ", job.Request.Inputs.Select(input => input.Name));
        var inputs = names.Length == 0 ? "" : " with " + names;
        var output = job.Output is { } target ? $" -> {target.PreviewName(job.Request, provider)}" : "";
        return shown + inputs + output;
    }

    /// <param name="job">The job.</param>
    /// <param name="provider">Who would be asked.</param>
    /// <param name="sendsAgain">Whether what may have been charged already is sent again.</param>
    public static string Action(ImageJob job, ProviderInfo provider, bool sendsAgain)
    {
        var model = job.Request.Model ?? provider.Find(job.Request.Operation)!.Model;
        return $"{job.Request.Operation} with {provider} {model}, {Prospect(job, provider, sendsAgain)}";
    }

    /// <summary>
    /// What tells an item apart in a message: its place in the run and the beginning of its words. Nothing where it is
    /// the only one.
    /// </summary>
    public static string Label(int index, string title, InvocationInfo invocation) =>
        index == 0 && !invocation.ExpectingInput ? ""
        : string.IsNullOrWhiteSpace(title) ? $"[{index}] "
        : $"[{index}] '{Short(title, LongestLabel)}': ";

    /// <summary>The beginning of a long text.</summary>
    public static string Short(string text, int longest) =>
        text.Length > longest ? $"{text.Substring(0, longest)}..." : text;

    /// <summary>How old something is, in its largest unit.</summary>
    public static string Age(TimeSpan age) => age switch
    {
        { TotalDays: >= 2 } => $"{age.TotalDays:0} days",
        { TotalHours: >= 1 } => $"{age.TotalHours:0} h",
        { TotalMinutes: >= 1 } => $"{age.TotalMinutes:0} min",
        _ => $"{Math.Max(0, age.TotalSeconds):0} s",
    };

    public static string Amount(decimal amount, ProviderInfo provider) =>
        $"{amount.ToString("0.######", CultureInfo.InvariantCulture)} {provider.Unit}";

    private static string Prospect(ImageJob job, ProviderInfo provider, bool sendsAgain) => job.ResumeAction switch
    {
        ResumeAction.Fetch => "paid for by an earlier run",
        ResumeAction.Ask => $"its task is asked after, and sent anew if it was cancelled: {Price(job, provider)}",
        ResumeAction.Report when !sendsAgain => "outcome unknown, not sent without -RetryUnknownOutcome",
        ResumeAction.Report => $"outcome unknown, sent again: {Price(job, provider)}",
        _ => Price(job, provider),
    };

    private static string Price(ImageJob job, ProviderInfo provider) =>
        job.Price is { } amount
            ? $"about {Amount(amount, provider)}"
            : "price unknown";
}
