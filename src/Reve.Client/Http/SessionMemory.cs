using System;
using System.Collections.Concurrent;
using System.Threading.Tasks;

namespace Reve.Http;

/// <summary>What is asked once in a session and then known.</summary>
internal sealed class SessionMemory
{
    private readonly ConcurrentDictionary<string, Lazy<Task<object>>> _known = new(StringComparer.Ordinal);

    /// <summary>The memory of this process.</summary>
    public static SessionMemory Shared { get; } = new();

    public async Task<T> OnceAsync<T>(string question, Func<Task<T>> ask)
        where T : notnull =>
        (T)await _known.GetOrAdd(question, _ => new(async () => await ask().ConfigureAwait(false))).Value
            .ConfigureAwait(false);
}
