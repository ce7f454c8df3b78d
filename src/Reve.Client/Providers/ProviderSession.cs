using System;
using Reve.Http;
using Reve.Threading;

namespace Reve.Providers;

/// <summary>What a provider needs to serve one job. It gives no access to rate limit, budget or journal.</summary>
internal sealed class ProviderSession
{
    public required ReveConnection Connection { get; init; }

    public required Clock Clock { get; init; }

    /// <summary>Sends single attempts.</summary>
    public required HttpSender Sender { get; init; }

    /// <summary>Sends requests that cost nothing, with retries.</summary>
    public required FreeRequestSender FreeRequests { get; init; }

    public required CallErrors Errors { get; init; }

    public required HttpLog Log { get; init; }

    /// <summary>Keeps paid responses that cannot be read.</summary>
    public required ResponseArchive Archive { get; init; }

    /// <summary>Addresses of uploaded images by the hash of their content, shared by all jobs of a client.</summary>
    public required AsyncCache<string, string> Uploads { get; init; }

    /// <summary>Results of requests that are sent once, shared by all clients of the process.</summary>
    public required AsyncCache<string, object> Lookups { get; init; }

    /// <summary>
    /// Creates the file for an image inside a response, by its number in the response, or returns null to keep the image
    /// in memory.
    /// </summary>
    public Func<int, IImageFile?> CreateImageFile { get; init; } = static _ => null;

    /// <summary>Receives the notices of the job.</summary>
    public required Action<ReveNotice> Post { get; init; }

    public void Notify(ReveNoticeLevel level, string message) => Post(new ReveNotice(level, message));
}
