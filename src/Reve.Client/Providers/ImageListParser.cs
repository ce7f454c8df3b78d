using System.Collections.Generic;
using System.Linq;
using Reve.Http;
using Reve.Json;

namespace Reve.Providers;

/// <summary>Reads responses that contain their images, or the URLs of their images.</summary>
internal abstract class ImageListParser : IResponseParser
{
    public abstract ProviderError ReadError(JsonResponse response);

    /// <summary>An image counts before an error: hosts fill unused fields, also those of errors.</summary>
    public ResponseContent Read(JsonResponse response)
    {
        var images = ResponseImages.Find(response.Root);
        if (images.Any(image => !image.IsMissing)) return ResponseContent.OfImages(Describe(response, images));
        if (ReadEmbeddedError(response) is var (status, error)) return ResponseContent.OfError(status, error);
        // The documentation of errors may have an address of its own, so this field counts after them.
        if (response.Root.Address("url") is { } url)
        {
            return ResponseContent.OfImages(Describe(response, [new GeneratedImage { Url = url }]));
        }

        return ResponseContent.Unreadable(
            images.Count == 0 ? "contains no image" : "contains no image that can be read");
    }

    /// <summary>Adds what the response says about the call as a whole.</summary>
    protected abstract ProviderResponse Describe(JsonResponse response, IReadOnlyList<GeneratedImage> images);

    /// <summary>Reads an error from a response of success without images; null when it contains none.</summary>
    protected abstract (int Status, ProviderError Error)? ReadEmbeddedError(JsonResponse response);
}
