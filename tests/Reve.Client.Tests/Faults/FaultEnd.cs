using System;
using System.Collections.Generic;
using Reve.Emulator;

namespace Reve.Tests.Faults;

/// <summary>What an operation ended with, and what the emulator recorded.</summary>
/// <param name="Error">The error; null for none.</param>
/// <param name="Image">The image; null for none.</param>
internal sealed record FaultEnd(Exception? Error, ReveImage? Image)
{
    public required IReadOnlyList<Charge> Bill { get; init; }

    public required IReadOnlyList<RecordedRequest> Requests { get; init; }

    /// <summary>The files in the output folder.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The image that the emulator generates.</summary>
    public required byte[] Expected { get; init; }

    /// <summary>The time that the operation took on its own clock.</summary>
    public required TimeSpan Elapsed { get; init; }

    public required string Key { get; init; }

    /// <summary>The host of uploads and images, which never gets the key.</summary>
    public required Uri ImageHost { get; init; }
}
