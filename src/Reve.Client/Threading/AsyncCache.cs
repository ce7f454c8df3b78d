using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Reve.Threading;

/// <summary>Runs an asynchronous operation once for each key and shares its result among all callers.</summary>
internal sealed class AsyncCache<TKey, TValue>
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Lazy<Task<TValue>>> _entries = new();

    /// <summary>
    /// Returns the cached value, or runs the operation. A failure is not cached. When the caller that started the
    /// operation cancels it, the next waiting caller starts it again.
    /// </summary>
    public async Task<TValue> GetAsync(TKey key, Func<Task<TValue>> create, CancellationToken cancellation)
    {
        if (_entries.TryGetValue(key, out var known) && known is { IsValueCreated: true, Value: { } value }
            && value.Status == TaskStatus.RanToCompletion)
        {
            return await value.ConfigureAwait(false);
        }

        while (true)
        {
            var entry = _entries.GetOrAdd(key, _ => new Lazy<Task<TValue>>(create));
            await AsyncSignal.WaitForEndAsync(entry.Value, cancellation).ConfigureAwait(false);
            if (entry.Value.Status == TaskStatus.RanToCompletion) return entry.Value.Result;
            ((ICollection<KeyValuePair<TKey, Lazy<Task<TValue>>>>)_entries).Remove(new(key, entry));
            cancellation.ThrowIfCancellationRequested();
            if (entry.Value.IsFaulted) return await entry.Value.ConfigureAwait(false);
        }
    }
}
