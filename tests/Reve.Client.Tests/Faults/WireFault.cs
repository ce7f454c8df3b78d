using System.Collections.Generic;
using System.Linq;
using Reve.Emulator;

namespace Reve.Tests.Faults;

/// <summary>A fault of a connection or of a stream, in one protocol.</summary>
/// <param name="Fault">What the emulator does.</param>
/// <param name="Reach">How far the exchange gets.</param>
internal sealed record WireFault(Fault Fault, Reach Reach)
{
    private const int NoError = 0, ProtocolError = 1, InternalError = 2, FlowControlError = 3, RefusedStream = 7,
        Cancel = 8, EnhanceYourCalm = 11, Http11Required = 13;

    private static readonly IReadOnlyList<WireFault> s_everywhere =
    [
        new(Fault.ResetBeforeBody, Reach.Unread),
        new(Fault.StallBeforeBody, Reach.Unread),
        .. Lost(Fault.ResetAfterBody),
        .. Lost(Fault.CloseAfterBody),
        .. Lost(Fault.StallBeforeHeaders),
        new(Fault.StallInBody, Reach.Cut),
        new(Fault.ResetInBody, Reach.Cut),
        new(Fault.TruncateBody, Reach.Cut),
        new(Fault.CloseInBody, Reach.Cut),
        new(Fault.EndChunksEarly, Reach.Cut),
        new(Fault.Drip, Reach.Whole),
    ];

    // In HTTP/2, a part of the headers breaks the connection for all requests.
    private static readonly IReadOnlyList<WireFault> s_http1 =
        [.. Lost(Fault.StallInHeaders), new(Fault.CloseInChunks, Reach.Cut)];

    private static readonly IReadOnlyList<WireFault> s_http2 =
    [
        .. With(Reach.Refused, Fault.ResetStream, RefusedStream),
        .. With(Reach.Refused, Fault.ResetStreamBeforeBody, RefusedStream),
        .. With(Reach.Refused, Fault.GoAwayBefore, NoError, InternalError, EnhanceYourCalm),
        .. With(Reach.Unread, Fault.ResetStreamBeforeBody, InternalError, Cancel, FlowControlError),
        .. With(Reach.Lost, Fault.ResetStream, NoError, ProtocolError, InternalError, Cancel, EnhanceYourCalm,
            Http11Required),
        .. With(Reach.Lost, Fault.GoAwayAfter, NoError, InternalError),
        .. With(Reach.Cut, Fault.ResetStreamInBody, NoError, InternalError, RefusedStream, Cancel),
    ];

    /// <summary>The error code in HTTP/2.</summary>
    public int ErrorCode { get; private init; }

    /// <summary>Whether the host processed the request before the fault.</summary>
    public bool IsProcessed { get; private init; } = Reach is Reach.Lost or Reach.Cut or Reach.Whole;

    /// <summary>Whether the response stops, and the timeout of the client ends the request.</summary>
    public bool IsStall => Fault is Fault.StallBeforeBody or Fault.StallBeforeHeaders or Fault.StallInHeaders
        or Fault.StallInBody;

    /// <summary>Whether the client may not see the headers that it received before the fault.</summary>
    public bool MayTakeBackHeaders => Fault is Fault.StallInBody or Fault.ResetInBody or Fault.ResetStreamInBody;

    /// <summary>The faults that are possible in a protocol.</summary>
    public static IReadOnlyList<WireFault> Of(WireProtocol protocol) =>
        [.. s_everywhere, .. protocol == WireProtocol.Http2 ? s_http2 : s_http1];

    public override string ToString() =>
        $"{Fault}{(ErrorCode > 0 ? $"({ErrorCode})" : "")}{(IsProcessed ? "" : ", not processed")}";

    /// <summary>A response that is lost, to a request that was processed and to one that was not.</summary>
    private static IEnumerable<WireFault> Lost(Fault fault) =>
        [new(fault, Reach.Lost), new(fault, Reach.Lost) { IsProcessed = false }];

    private static IEnumerable<WireFault> With(Reach reach, Fault fault, params int[] errorCodes) =>
        errorCodes.Select(code => new WireFault(fault, reach) { ErrorCode = code });
}
