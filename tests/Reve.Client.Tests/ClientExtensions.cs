using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Reve.Tests;

internal static class ClientExtensions
{
    /// <summary>Runs a job that is more than its request.</summary>
    public static Task<IReadOnlyList<ReveResult>> GenerateAsync(
        this ReveClient client, ImageRequest request, Func<ImageJob, ImageJob> configure,
        Action<ReveNotice>? notify = null, CancellationToken cancellation = default) =>
        client.GenerateAsync(configure(client.CreateJob(request)), notify, cancellation);
}
