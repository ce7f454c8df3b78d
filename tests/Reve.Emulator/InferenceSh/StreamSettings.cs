using System.Collections.Generic;

namespace Reve.Emulator;

/// <summary>How a task's stream behaves.</summary>
public sealed record StreamSettings
{
    public StreamStart Start { get; init; }

    public StreamForm Form { get; init; }

    /// <summary>Whether a heartbeat goes before each line.</summary>
    public bool HasHeartbeats { get; init; } = true;

    /// <summary>How many bytes of a line are written at a time; 0: whole lines.</summary>
    public int PieceLength { get; init; }

    /// <summary>After how many lines the stream is cut; null: never.</summary>
    public int? CutAfter { get; init; }

    public StreamCut Cut { get; init; }

    /// <summary>How many streams of a task fail to start, are cut or are raw before one is right.</summary>
    public int Troubles { get; init; } = int.MaxValue;

    /// <summary>
    /// Exactly what is written, piece by piece, instead of the task's lines; {id} stands for the task's id.
    /// Each piece moves the task on as a line would.
    /// </summary>
    public IReadOnlyList<string>? Raw { get; init; }
}
