using System;
using System.IO;

namespace Reve;

/// <summary>The complete content of an image on this machine.</summary>
public sealed class ImageContent
{
    /// <summary>The largest input image in bytes. Larger files are not read.</summary>
    public const long MaximumLength = 100 * 1024 * 1024;

    private ImageContent(string name, byte[] bytes, ImageHeader header)
    {
        Name = name;
        Bytes = bytes;
        Header = header;
    }

    /// <summary>The name of the image in messages; for a file its full name.</summary>
    public string Name { get; }

    /// <summary>The bytes of the file.</summary>
    public byte[] Bytes { get; }

    /// <summary>The format and size according to the first bytes.</summary>
    public ImageHeader Header { get; }

    /// <summary>Reads an image from a file or from memory.</summary>
    /// <exception cref="ArgumentException">The input is a URL.</exception>
    /// <exception cref="ReveException">The image does not exist, cannot be read, or is not an image.</exception>
    public static ImageContent Read(ImageInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input is not LocalInput local) throw new ArgumentException("The input is a URL.", nameof(input));

        var bytes = ReadAll(local);
        if (bytes.Length == 0) throw InputErrors.Empty(input.Name);
        var header = ImageHeaderReader.Read(bytes) ?? throw InputErrors.NotImage(input.Name);
        return new ImageContent(input.Name, bytes, header);
    }

    internal static void RequireLength(string name, long length)
    {
        if (length <= MaximumLength) return;
        throw new ReveException(
            ReveErrorKind.InputTooLarge,
            $"'{name}' has {length} bytes. The maximum is {MaximumLength} bytes.",
            "Use a smaller image.") { Target = name };
    }

    private static byte[] ReadAll(LocalInput input)
    {
        if (input is BytesInput memory) return memory.Bytes;
        try
        {
            using var file = input.Open();
            RequireLength(input.Name, file.Length);
            var content = new MemoryStream();
            file.CopyTo(content);
            return content.ToArray();
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
}
