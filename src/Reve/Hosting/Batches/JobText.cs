using System.Linq;
using System.Management.Automation;
using Reve.Parameters;

namespace Reve.Hosting;

/// <summary>Describes jobs in -WhatIf, -Confirm and errors.</summary>
internal static class JobText
{
    private const int MaximumPromptLength = 60;
    private const int MaximumLabelLength = 40;
    private const int MaximumNamesLength = 4000;

    /// <summary>The object that is the target of an error of the job.</summary>
    public static object TargetOf(ReveJob job) => job switch
    {
        TaskJob { Task: var task } => task,
        ReceiveJob { Task: var task } => task,
        SaveJob { Image: var image } => image,
        _ => job.Origin ?? job.Title,
    };

    /// <summary>The target of the confirmation: prompt, inputs and output.</summary>
    public static string ConfirmTarget(ImageJob job)
    {
        var names = string.Join(", ", job.Request.Inputs.Select(input => input.Name));
        var inputs = names.Length == 0 ? "" : " with " + names;
        var output = job.Output is { } target ? $" -> {target.PreviewName(job.Request, job.Providers[0])}" : "";
        return DisplayText.Of(job.Request.Prompt, MaximumPromptLength)
            + DisplayText.Of(inputs + output, MaximumNamesLength);
    }

    /// <summary>The action of the confirmation: operation, provider, model and price.</summary>
    public static string ConfirmAction(ImageJob job, bool retryUnknownOutcome)
    {
        var provider = job.Providers[0];
        var model = job.Request.Model ?? provider.Find(job.Request.Operation)!.Model;
        var images = job.Request.Count == 1 ? "" : $" {job.Request.Count} images";
        var others = job.Providers.Count == 1
            ? ""
            : " (otherwise " + string.Join(", ", job.Providers.Skip(1).Select(other => other.Name)) + ")";
        return $"{job.Request.Operation}{images} with {provider} {DisplayText.Of(model)}{others}, "
            + Expectation(job, provider, retryUnknownOutcome);
    }

    /// <summary>
    /// The position and the start of the title of an item in an error; empty for a command with one item.
    /// </summary>
    public static string Label(int index, string title, InvocationInfo invocation) =>
        index == 0 && !invocation.ExpectingInput ? ""
        : string.IsNullOrWhiteSpace(title) ? $"[{index}] "
        : $"[{index}] '{DisplayText.Of(title, MaximumLabelLength)}': ";

    public static string Amount(decimal amount, ProviderInfo provider) =>
        provider.Value(amount).ToString();

    private static string Expectation(ImageJob job, ProviderInfo provider, bool retryUnknownOutcome) =>
        job.ResumeAction switch
        {
            ResumeAction.Fetch => "paid for by an earlier run",
            ResumeAction.Ask => $"continues its task, or sends it again if it was cancelled: {Price(job, provider)}",
            ResumeAction.Report when !retryUnknownOutcome => "outcome unknown, not sent without -RetryUnknownOutcome",
            ResumeAction.Report => $"outcome unknown, sent again: {Price(job, provider)}",
            _ => Price(job, provider),
        };

    private static string Price(ImageJob job, ProviderInfo provider) =>
        job.Price is { } amount ? $"about {Amount(amount, provider)}" : "price unknown";
}
