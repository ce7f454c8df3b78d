using System;
using System.Collections.Concurrent;
using Reve.Threading;

namespace Reve;

/// <summary>
/// The input files of a run. A file that several jobs use is validated and hashed once, while its length and its time
/// stay the same.
/// </summary>
public sealed class InputCache
{
    private const int Capacity = 1000;

    // Some file systems round times to two seconds, so that a new file can change again and keep its time.
    private static readonly TimeSpan s_youngest = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<ImageInput, ValidatedInput> _inputs = new();
    private readonly Clock _clock;

    /// <summary>Creates an empty cache.</summary>
    public InputCache()
        : this(Clock.System)
    {
    }

    internal InputCache(Clock clock) => _clock = clock;

    /// <summary>Finds an input that was validated before and has not changed since.</summary>
    internal ValidatedInput? Find(ImageInput input) =>
        _inputs.TryGetValue(input, out var known) && !known.HasChanged() ? known : null;

    /// <summary>Adds a file. Other inputs are in memory already, and a file that is too young is read each time.</summary>
    internal void Add(ValidatedInput input)
    {
        if (input.WrittenAt is not { } written || _clock.UtcNow.UtcDateTime - written < s_youngest) return;
        if (_inputs.Count >= Capacity) _inputs.Clear();
        _inputs[input.Input] = input;
    }
}
