using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Threading;

namespace Reve.Http;

/// <summary>What was uploaded in a run, by content: each content goes up once, however many calls use it.</summary>
internal sealed class UploadCache
{
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _uploads = new();

    /// <summary>
    /// The address of the content, uploading it when nobody has yet. An upload that failed is not remembered, and one
    /// that its caller stopped is begun anew by whoever waits for it as well.
    /// </summary>
    public async Task<string> GetAsync(string hash, Func<Task<string>> upload, CancellationToken cancellation)
    {
        while (true)
        {
            var entry = _uploads.GetOrAdd(hash, _ => new Lazy<Task<string>>(upload));
            await AsyncSignal.WaitForEndAsync(entry.Value, cancellation).ConfigureAwait(false);
            if (entry.Value.Status == TaskStatus.RanToCompletion) return entry.Value.Result;
            ((ICollection<KeyValuePair<string, Lazy<Task<string>>>>)_uploads).Remove(new(hash, entry));
            cancellation.ThrowIfCancellationRequested();
            if (entry.Value.IsFaulted) return await entry.Value.ConfigureAwait(false);
        }
    }
}
