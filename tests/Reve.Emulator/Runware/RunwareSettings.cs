using System.Collections.Generic;

namespace Reve.Emulator;

/// <summary>What the emulated Runware does where its documentation leaves a choice.</summary>
public sealed record RunwareSettings
{
    /// <summary>Settings that a provider could have, for tests with random input.</summary>
    public static IReadOnlyList<RunwareSettings> Variety { get; } =
    [
        new(), new() { IsInline = true }, new() { IsFailureInItem = true }, new() { HasOtherTasks = true },
        new() { IsBalanceObject = false }, new() { IsErrorAlone = true }, new() { IsFlagged = true, IsWithheld = true },
        new() { HiddenQueries = 1 }, new() { IsForgotten = true }, new() { ErrorStatus = 200 },
        new() { IsMissingEmpty = true },
    ];

    /// <summary>How many queries of a new task are answered as if there was none.</summary>
    public int HiddenQueries { get; init; }

    /// <summary>Whether a task that has ended is in the history only.</summary>
    public bool IsForgotten { get; init; }

    /// <summary>Whether the history lacks all tasks.</summary>
    public bool HasNoHistory { get; init; }

    /// <summary>Whether a task that does not exist is answered with an empty list instead of an error.</summary>
    public bool IsMissingEmpty { get; init; }

    /// <summary>The status of all errors; null for the status that fits.</summary>
    public int? ErrorStatus { get; init; }

    /// <summary>Whether an error is alone, instead of in a list.</summary>
    public bool IsErrorAlone { get; init; }

    /// <summary>The code of a task that failed.</summary>
    public string FailureCode { get; init; } = "inferenceError";

    /// <summary>The status of a response about a task that failed.</summary>
    public int FailureStatus { get; init; } = 200;

    /// <summary>Whether the error of a task is inside its item.</summary>
    public bool IsFailureInItem { get; init; }

    /// <summary>Whether items and errors of other tasks come first.</summary>
    public bool HasOtherTasks { get; init; }

    /// <summary>Whether images are flagged as unsafe.</summary>
    public bool IsFlagged { get; init; }

    /// <summary>Whether flagged images are withheld.</summary>
    public bool IsWithheld { get; init; }

    /// <summary>Whether images come as base64 although a URL is requested.</summary>
    public bool IsInline { get; init; }

    /// <summary>Whether the balance is an object with a currency.</summary>
    public bool IsBalanceObject { get; init; } = true;

    /// <summary>The status of the model in its schema.</summary>
    public string ModelStatus { get; init; } = "live";

    /// <summary>The price in the schema of the model.</summary>
    public string Pricing { get; init; } = "$0.20 per image";
}
