namespace Reve.Emulator;

/// <summary>What can go wrong below the level of statuses and bodies.</summary>
public enum Fault
{
    None,

    /// <summary>The connection is reset before the body is read: nothing is processed.</summary>
    ResetBeforeBody,

    /// <summary>The body is never read, and no answer ever comes: nothing is processed.</summary>
    StallBeforeBody,

    /// <summary>The body is read so slowly that sending it takes seconds.</summary>
    SlowBody,

    /// <summary>The connection is reset after the whole request was read.</summary>
    ResetAfterBody,

    /// <summary>The connection is closed in good order after the whole request was read, without an answer.</summary>
    CloseAfterBody,

    /// <summary>No answer ever comes.</summary>
    StallBeforeHeaders,

    /// <summary>A part of the answer's headers comes, and then nothing.</summary>
    StallInHeaders,

    /// <summary>The headers and a part of the body come, and then nothing.</summary>
    StallInBody,

    /// <summary>The headers and a part of the body come, and then the connection is reset.</summary>
    ResetInBody,

    /// <summary>The body is shorter than its announced length.</summary>
    TruncateBody,

    /// <summary>The body has no announced length, and the connection is closed in the middle of it.</summary>
    CloseInBody,

    /// <summary>The body is sent in chunks, and the connection is closed before the last one.</summary>
    CloseInChunks,

    /// <summary>The body is sent in chunks that end in good order in the middle of the content.</summary>
    EndChunksEarly,

    /// <summary>The body comes in small pieces.</summary>
    Drip,

    /// <summary>HTTP/2: the stream is reset before the body is read: nothing is processed.</summary>
    ResetStreamBeforeBody,

    /// <summary>HTTP/2: the stream is reset after the whole request was read.</summary>
    ResetStream,

    /// <summary>HTTP/2: the headers and a part of the body come, and then the stream is reset.</summary>
    ResetStreamInBody,

    /// <summary>HTTP/2: GOAWAY says that the stream was not and will not be processed.</summary>
    GoAwayBefore,

    /// <summary>HTTP/2: GOAWAY says that the stream may have been processed, and the connection is closed.</summary>
    GoAwayAfter,
}
