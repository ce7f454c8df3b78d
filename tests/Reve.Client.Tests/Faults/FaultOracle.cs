using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Reve.Emulator;
using Reve.Tests.Outcomes;

namespace Reve.Tests.Faults;

/// <summary>Compares the end of an operation with the outcome table and with the bill.</summary>
internal static class FaultOracle
{
    private static readonly CallPolicy s_policy = new();
    private static readonly IReadOnlyList<ReveErrorKind?> s_all =
        [.. Enum.GetValues<ReveErrorKind>().Cast<ReveErrorKind?>()];

    /// <summary>Returns what is wrong; null when nothing is.</summary>
    public static string? FindProblem(string provider, FaultCase fault, FaultEnd end)
    {
        if (end.Error is not (null or ReveException)) return $"untyped error: {end.Error}";
        var error = end.Error as ReveException;
        return FindLeak(end) ?? FindDelay(end) ?? FindFile(end, error) ?? FindBill(end, error)
            ?? FindOutcome(provider, fault, end, error);
    }

    private static string? FindLeak(FaultEnd end) => end.Requests
        .Where(request => request.Port == end.ImageHost.Port)
        .Any(request => request.Headers.Values.Any(value => value.Contains(end.Key, StringComparison.Ordinal)))
        ? "the key was sent to another host"
        : null;

    /// <summary>Each stalled request may take its timeout, and each retry its wait.</summary>
    private static string? FindDelay(FaultEnd end)
    {
        var stalls = end.Requests.Count(request => request.IsStalled);
        var longest = (s_policy.Timeout * (stalls + 1)) + s_policy.MaximumRetryDelay;
        return end.Elapsed > longest ? $"took {end.Elapsed} with {stalls} stalled requests" : null;
    }

    private static string? FindFile(FaultEnd end, ReveException? error)
    {
        if (end.Image is { FullName: { } saved } && error is null)
        {
            return end.Files.SequenceEqual([saved]) && File.ReadAllBytes(saved).SequenceEqual(end.Expected)
                ? null
                : $"'{saved}' is not the image, or other files were left: {string.Join(", ", end.Files)}";
        }

        if (error?.ResponseFile is { } kept && !File.Exists(kept)) return $"'{kept}' does not exist";
        return end.Files.All(file => file == error?.ResponseFile)
            ? null
            : $"files were left: {string.Join(", ", end.Files)}";
    }

    private static string? FindBill(FaultEnd end, ReveException? error)
    {
        var charges = end.Bill.Count;
        if (charges > 1) return $"charged {charges} times";
        var isRight = (error?.Billing, end.Image) switch
        {
            (null, not null) or (Billing.Charged, _) => charges == 1,
            (Billing.NotCharged, _) => charges == 0,
            _ => true,
        };
        var kind = error?.Kind.ToString() ?? "success";
        return isRight ? null : $"{charges} charges, but {kind}, {error?.Billing}: {error}";
    }

    private static string? FindOutcome(string provider, FaultCase fault, FaultEnd end, ReveException? error)
    {
        var allowed = AllowedEnds(new PaidCallCase(provider, default), fault);
        if (allowed.Contains(error?.Kind)) return null;
        if (fault.IsLasting && !fault.Step.IsPaid && error is not null) return null;
        var names = allowed.Select(kind => kind?.ToString() ?? "success");
        return $"{error?.Kind.ToString() ?? "success"} instead of {string.Join(" or ", names)}: {error}";
    }

    /// <summary>The ends that the outcome table allows; null stands for success.</summary>
    private static IReadOnlyList<ReveErrorKind?> AllowedEnds(PaidCallCase call, FaultCase fault) => fault switch
    {
        { Fault.Reach: Reach.Whole } => [null],
        { Step.IsPaid: true } => OfPaidCall(call, fault),
        // A free request is repeated. A test of the connection is a result also when the host cannot be reached, a task
        // is cancelled also when the rest of the response is lost, and models are listed without their deprecations.
        { IsLasting: false } or { Operation.Name: "Test" or "Cancel" or "Models" } => [null],
        _ => [ReveErrorKind.DownloadFailed],
    };

    private static IReadOnlyList<ReveErrorKind?> OfPaidCall(PaidCallCase call, FaultCase fault) =>
        (fault.Fault.Reach, fault.IsLasting) switch
        {
            (Reach.Refused, false) => [null],
            (Reach.Refused, true) => [ReveErrorKind.ConnectionFailed],
            (Reach.Unread, false) => [null, ReveErrorKind.OutcomeUnknown],
            (Reach.Unread, true) =>
                [ReveErrorKind.OutcomeUnknown, ReveErrorKind.ConnectionFailed, ReveErrorKind.TimedOut],
            (_, false) when call.IsLookedUp && fault.Fault.IsProcessed => [null],
            (Reach.Lost, _) => [ReveErrorKind.OutcomeUnknown],
            // The id of a task can be in the headers, and what was received before a reset can be discarded.
            (_, false) when call.Info.HasTasks =>
                [null, ReveErrorKind.UnreadableResponse, ReveErrorKind.OutcomeUnknown],
            (_, true) when call.Info.HasTasks => s_all,
            _ when fault.Fault.MayTakeBackHeaders => [ReveErrorKind.UnreadableResponse, ReveErrorKind.OutcomeUnknown],
            _ => [ReveErrorKind.UnreadableResponse],
        };
}
