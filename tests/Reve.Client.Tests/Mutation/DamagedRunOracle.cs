using System;
using System.IO;
using System.Linq;
using Reve.Imaging;
using Xunit;

namespace Reve.Tests.Mutation;

/// <summary>What is true after every run, whatever its responses contained.</summary>
internal static class DamagedRunOracle
{
    private const long MostMemory = 16 * 1024 * 1024;

    // The emulator parses what it receives in the same thread, so that the memory of larger bodies is not that of the client.
    private const int LargestMeasuredBody = 100_000;

    public static void Check(DamagedRun run)
    {
        Require(run.Failure is null or ReveException, "The error has no kind.", run);
        Require(
            run.Allocated is null or < MostMemory || run.Requests.Any(sent => sent.Body.Length > LargestMeasuredBody),
            $"{run.Allocated} bytes were allocated.", run);
        Require(run.Strays.All(request => request.Headers.Authorization is null), "Another host has the key.", run);
        foreach (var result in run.Results) CheckResult(result, run);
        CheckRetries(run);
        if (run.Failure is ReveException error) CheckBilling(error, run);
    }

    private static void CheckResult(ReveResult result, DamagedRun run)
    {
        Require(result.Image is not null || result.Error is not null, "The result is empty.", run);
        if (result.Error is { } error)
        {
            Require(error.Billing != Billing.NotCharged, "A charged call is reported as not charged.", run);
            Forget(error);
            return;
        }

        var bytes = result.Image!.Bytes;
        Require(bytes is not null && ImageHeaderReader.Read(bytes) is { } header
            && ImageCompleteness.FindMissingPart(bytes, header.Format) is null, "The image is not whole.", run);
    }

    /// <summary>A paid request is sent again only after a status that says that it was not charged.</summary>
    private static void CheckRetries(DamagedRun run)
    {
        var retried = run.Paid.SkipLast(1).Select(request => request.Status);
        Require(retried.All(status => status is >= 400 and not (504 or 520 or 524)), "It is paid for twice.", run);
    }

    /// <summary>Compares the billing of an error with the outcome table.</summary>
    private static void CheckBilling(ReveException error, DamagedRun run)
    {
        if (run.Paid.Count == 0)
        {
            Require(run.Task is not null || error.Billing == Billing.NotCharged,
                "Nothing was sent, and is reported as charged.", run);
            return;
        }

        Require(error.Kind != ReveErrorKind.OutcomeUnknown || error.Billing == Billing.Unknown
            || (error.Billing == Billing.Charged && error.Usage?.Amount > 0),
            "An unknown outcome has another billing.", run);
        if (error.TaskId is null) CheckWithoutTask(error, run.Paid[^1].Status, run);
        Forget(error);
    }

    private static void CheckWithoutTask(ReveException error, int status, DamagedRun run)
    {
        Require(error.Kind != ReveErrorKind.UnreadableResponse
            || (error.Billing == Billing.Charged && (error.Image is not null || File.Exists(error.ResponseFile))),
            "The response is lost.", run);
        Require(run.Damaged.Contains(run.Paid[^1]) || error.Status >= 400, "A call without damage failed.", run);
        if (error.Kind == ReveErrorKind.ModelRetired) return;
        Require(status is < 300 or >= 400 and not (504 or 520 or 524) || error.Kind == ReveErrorKind.OutcomeUnknown,
            "The outcome is not unknown.", run);
        Require(status is < 400 or 504 or 520 or 524 || error.Billing == Billing.NotCharged || error.Usage?.Amount > 0,
            "A rejected call is reported as charged.", run);
    }

    private static void Forget(ReveException error)
    {
        if (error.ResponseFile is { } file) File.Delete(file);
    }

    private static void Require(bool condition, string problem, DamagedRun run)
    {
        if (condition) return;
        var errors = run.Results.Select(result => result.Error);
        Assert.Fail($"{problem}\n{run}\n{run.Failure}\n{string.Join("\n", errors)}");
    }
}
