using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using System.Threading.Tasks;

namespace Reve.Threading;

/// <summary>Runs an asynchronous operation once for each key and shares its result among all callers.</summary>
internal sealed class AsyncCache<TKey, TValue>
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, Lazy<Task<TValue>>> _entries = new();

    /// <summary>Gets a value that is cached already.</summary>
    public bool TryGet(TKey key, [NotNullWhen(true)] out TValue? value)
    {
        var isKnown = _entries.TryGetValue(key, out var entry) && entry.IsValueCreated
            && entry.Value.Status == TaskStatus.RanToCompletion;
        value = isKnown ? entry!.Value.Result : default;
        return isKnown && value is not null;
    }

    /// <summary>
    /// Returns the cached value, or runs the operation. A failure is not cached. When the caller that started the
    /// operation cancels it, the next waiting caller starts it again.
    /// </summary>
    public async Task<TValue> GetAsync(TKey key, Func<Task<TValue>> create, CancellationToken cancellation)
    {
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
