using System;
using System.Collections.Concurrent;
using System.Threading.Tasks;

namespace Reve.Http;

/// <summary>What was uploaded in a run, by content: each content goes up once, however many calls use it.</summary>
internal sealed class UploadCache
{
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _uploads = new();

    /// <summary>
    /// The address of the content, uploading it when nobody has yet. An upload that failed is not remembered.
    /// </summary>
    public async Task<string> GetAsync(string hash, Func<Task<string>> upload)
    {
        var entry = _uploads.GetOrAdd(hash, _ => new Lazy<Task<string>>(upload));
        try
        {
            return await entry.Value.ConfigureAwait(false);
        }
        catch
        {
            _uploads.TryRemove(hash, out _);
            throw;
        }
    }
}
