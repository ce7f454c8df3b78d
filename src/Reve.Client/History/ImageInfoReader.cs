using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Reve.History;
using Reve.Imaging;
using Reve.Journal;
using Reve.Output;

namespace Reve;

/// <summary>
/// Reads what is known about images: from the file itself, the JSON file beside it, and the journal of its folder. It
/// keeps the journals that it has read, and is not thread-safe.
/// </summary>
public sealed class ImageInfoReader
{
    private const long MaximumCheckedLength = 256L * 1024 * 1024;

    private readonly SavedImageIndex _journals = new();

    /// <summary>Reads an image without decoding it.</summary>
    /// <exception cref="ArgumentException">The image is at a URL.</exception>
    /// <exception cref="ReveException">The image does not exist, cannot be read, or is not an image.</exception>
    public ReveImageInfo Read(ImageInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input is not LocalInput local) throw new ArgumentException("The image is at a URL.", nameof(input));
        return Read(local, isChecked: true);
    }

    /// <summary>Reads an image file without checking whether it is complete, which takes time.</summary>
    internal ReveImageInfo ReadHistory(string fullName) => Read(new FileInput(fullName), isChecked: false);

    private ReveImageInfo Read(LocalInput input, bool isChecked)
    {
        try
        {
            using var stream = input.Open();
            return Read(stream, input, isChecked);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw InputErrors.NotFound(input.Name, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw InputErrors.Unreadable(input.Name, exception);
        }
    }

    private ReveImageInfo Read(Stream stream, LocalInput input, bool isChecked)
    {
        var length = stream.Length;
        if (length == 0) throw InputErrors.Empty(input.Name);
        var header = ImageHeaderReader.Read(stream) ?? throw InputErrors.NotImage(input.Name);
        stream.Position = 0;
        var metadata = ImageMetadataReader.Read(stream, header.Format);
        var fullName = (input as FileInput)?.FullName;
        var info = Describe(fullName, XmpPacket.Read(metadata.Xmp)?.ToImage(), length);
        return info with
        {
            FullName = fullName,
            ContentType = header.MediaType,
            Width = header.Width,
            Height = header.Height,
            Length = length,
            MissingPart = isChecked ? FindMissingPart(stream, header.Format) : null,
            ContentCredentials = ContentCredentialsReader.Read(metadata),
        };
    }

    private static string? FindMissingPart(Stream stream, ImageFormat format)
    {
        if (stream.Length > MaximumCheckedLength) return null;
        stream.Position = 0;
        return ImageCompleteness.FindMissingPart(stream, format);
    }

    private ReveImageInfo Describe(string? fullName, ReveImage? embedded, long length)
    {
        var history = new ImageHistory();
        history.Add(ImageInfoOrigin.Embedded, embedded);
        if (fullName is not null)
        {
            history.Add(ImageInfoOrigin.Sidecar, SidecarFile.Read(fullName));
            history.Add(ImageInfoOrigin.Journal, _journals.Find(fullName));
        }

        return history.Describe(length);
    }
}
