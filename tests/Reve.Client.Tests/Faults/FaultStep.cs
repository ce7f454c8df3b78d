using System;
using Reve.Emulator;

namespace Reve.Tests.Faults;

/// <summary>One request of an operation, as it is without faults.</summary>
/// <param name="Number">Its number in the operation, from 0.</param>
/// <param name="Phase">What the request is for.</param>
internal sealed record FaultStep(int Number, string Phase)
{
    public bool IsPaid => Phase == "paid call";

    public static FaultStep Of(RecordedRequest request, int number) => new(number, PhaseOf(request));

    public override string ToString() => $"request {Number + 1} ({Phase})";

    private static string PhaseOf(RecordedRequest request) => request switch
    {
        { PaidAt: not null } => "paid call",
        { TaskAt: not null } when request.Path.Contains("cancel", StringComparison.OrdinalIgnoreCase) => "cancel",
        { TaskAt: not null } when request.Path.Contains("/stream", StringComparison.Ordinal) => "stream",
        { TaskAt: not null } => "task query",
        _ when request.Path.StartsWith("/generations", StringComparison.Ordinal) => "download",
        { Method: "PUT" } => "upload",
        _ => "free request",
    };
}
