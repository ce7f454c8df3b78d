using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Threading;

namespace Reve.Http;

/// <summary>What is asked once in a session and then known.</summary>
internal sealed class SessionMemory
{
    private readonly ConcurrentDictionary<string, Lazy<Task<object>>> _known = new(StringComparer.Ordinal);

    /// <summary>The memory of this process.</summary>
    public static SessionMemory Shared { get; } = new();

    /// <summary>
    /// What is known, or what the first who asks is told. When that one stops or fails, the next one asks.
    /// </summary>
    public async Task<T> OnceAsync<T>(string question, Func<Task<T>> ask, CancellationToken cancellation)
        where T : notnull
    {
        while (true)
        {
            var known = _known.GetOrAdd(question, _ => new(async () => await ask().ConfigureAwait(false)));
            await AsyncSignal.WaitForEndAsync(known.Value, cancellation).ConfigureAwait(false);
            if (known.Value.Status == TaskStatus.RanToCompletion) return (T)known.Value.Result;
            ((ICollection<KeyValuePair<string, Lazy<Task<object>>>>)_known).Remove(new(question, known));
            cancellation.ThrowIfCancellationRequested();
            if (known.Value.IsFaulted) return (T)await known.Value.ConfigureAwait(false);
        }
    }
}
