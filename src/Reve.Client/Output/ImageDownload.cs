using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Reve.Output;

/// <summary>Downloads an image into a stream, from its beginning.</summary>
/// <param name="url">The address of the image.</param>
/// <param name="destination">The stream that is written to.</param>
/// <param name="cancellation">Cancels the download.</param>
/// <returns>The header of the image.</returns>
internal delegate Task<ImageHeader> ImageDownload(string url, Stream destination, CancellationToken cancellation);
