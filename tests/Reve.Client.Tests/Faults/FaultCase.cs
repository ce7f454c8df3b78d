using Reve.Emulator;

namespace Reve.Tests.Faults;

/// <summary>A fault of one request of an operation.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Step">The request of the operation that fails first.</param>
/// <param name="Fault">The fault.</param>
/// <param name="IsLasting">Whether all later requests fail in the same way.</param>
internal sealed record FaultCase(FaultOperation Operation, FaultStep Step, WireFault Fault, bool IsLasting)
{
    public Misbehaviour Misbehaviour => new()
    {
        Skip = Step.Number,
        Times = IsLasting ? int.MaxValue : 1,
        Fault = Fault.Fault,
        ErrorCode = Fault.ErrorCode,
        IsCharged = Fault.IsProcessed,
    };

    public override string ToString() =>
        $"{Operation}, {Step}: {Fault}{(IsLasting ? ", and so all later requests" : "")}";
}
