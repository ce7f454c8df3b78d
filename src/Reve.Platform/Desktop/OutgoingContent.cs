using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Reve.Platform;

/// <summary>The body of a request that is written while it is sent.</summary>
public abstract class OutgoingContent : HttpContent
{
    /// <summary>Writes the body.</summary>
    protected abstract Task SendAsync(Stream stream, CancellationToken cancellation);

    /// <inheritdoc/>
    protected sealed override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SendAsync(stream, CancellationToken.None);
}
