using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;

namespace Reve.ResumedRun;

/// <summary>A run, and its items: all operations of a provider in turn, with images from a file and from the web.</summary>
public static class RunItem
{
    /// <summary>The exit code of a run whose folder is locked by another one.</summary>
    public const int InUseExitCode = 2;

    /// <summary>Starts a run in a process of its own, in this time zone or in another one.</summary>
    public static Process Start(IEnumerable<string> arguments, string? timeZone = null)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Reve.ResumedRun"), arguments);
        if (timeZone is not null) start.Environment["TZ"] = timeZone;
        return Process.Start(start)!;
    }

    /// <summary>Creates the request of an item.</summary>
    public static ImageRequest RequestOf(ProviderInfo provider, int index, string inputFile)
    {
        var operation = provider.Operations[index % provider.Operations.Count];
        var isFile = index / provider.Operations.Count % 2 == 0;
        var input = isFile ? ImageInput.FromFile(inputFile) : ImageInput.FromUrl("https://example.com/fox.png");
        return new ImageRequest
        {
            Operation = operation.Operation,
            Prompt = $"fox number {index}",
            Inputs = [.. Enumerable.Repeat(input, operation.MinimumInputs)],
            Index = index,
        };
    }
}
