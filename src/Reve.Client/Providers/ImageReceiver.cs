using System.IO;
using System.Linq;
using Reve.Http;
using Reve.Imaging;

namespace Reve.Providers;

/// <summary>Replaces the placeholders that a parser has read by the images that they stand for.</summary>
internal static class ImageReceiver
{
    public static ProviderResponse Receive(ProviderResponse response, ResponseBody body) => body.HasImages
        ? response with { Images = [.. response.Images.Select(image => Receive(image, body))] }
        : response;

    /// <summary>As for a response: a task that has ended already can contain its images.</summary>
    public static ReveTask Receive(ReveTask task, ResponseBody body) => body.HasImages && task.Images.Count > 0
        ? task with { Images = [.. task.Images.Select(image => Receive(image, body))] }
        : task;

    private static GeneratedImage Receive(GeneratedImage image, ResponseBody body)
    {
        if (image.Bytes is not { } bytes || body.Find(bytes) is not { } found) return image;
        // A truncated image is missing, and the response is kept. The same image twice is one image.
        if (!IsComplete(found) || body.Take(bytes) is not { } received) return image with { Bytes = null };
        return received.Bytes is { } inMemory
            ? image with { Bytes = inMemory }
            : image with { Bytes = null, Received = received };
    }

    private static bool IsComplete(ReceivedImage image)
    {
        if (ImageHeaderReader.Read(image.Read()) is not { } header) return false;
        return ImageCompleteness.FindMissingPart(image.Read(), header.Format) is null;
    }
}
