using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Reve.Http;
using Reve.Imaging;
using Reve.Json;

namespace Reve.Providers;

/// <summary>Reads responses whose images are in a list named "data".</summary>
internal abstract class ImageListParser : IResponseParser
{
    public abstract ProviderError ReadError(JsonResponse response);

    public ResponseContent Read(JsonResponse response)
    {
        if (ReadEmbeddedError(response) is var (status, error)) return ResponseContent.OfError(status, error);
        if (response.Root.Get("data") is not { ValueKind: JsonValueKind.Array } data || data.GetArrayLength() == 0)
        {
            return ResponseContent.Unreadable("contains no image");
        }

        var images = data.EnumerateArray().Select(ReadImage).ToList();
        return images.Any(image => image.IsMissing)
            ? ResponseContent.Unreadable("contains no image that can be read")
            : ResponseContent.OfImages(Describe(response, images));
    }

    /// <summary>Adds what the response says about the call as a whole.</summary>
    protected abstract ProviderResponse Describe(JsonResponse response, IReadOnlyList<GeneratedImage> images);

    /// <summary>Reads an error from a response of success; null when it contains none.</summary>
    protected virtual (int Status, ProviderError Error)? ReadEmbeddedError(JsonResponse response) => null;

    private static GeneratedImage ReadImage(JsonElement item) => new()
    {
        Url = item.Address("url"),
        Bytes = ReadBytes(item, "b64_json") ?? ReadBytes(item, "url"),
        RequestId = item.Text("request_id"),
        ContentViolation = item.Flag("content_violation"),
        RevisedPrompt = item.Text("revised_prompt"),
    };

    /// <summary>The image in a base64 field; null when the field contains anything else.</summary>
    private static byte[]? ReadBytes(JsonElement item, string field) =>
        item.Base64(field) is { } bytes && ImageHeaderReader.Read(bytes) is not null ? bytes : null;
}
