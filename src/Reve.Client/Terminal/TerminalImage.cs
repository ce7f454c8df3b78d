using System;
using System.IO;
using Reve.Imaging;

namespace Reve.Terminal;

/// <summary>An image that was read, and can be drawn as the text that a terminal shows it by.</summary>
public sealed class TerminalImage
{
    private TerminalImage(string name, byte[] content, ImageHeader header)
    {
        Name = name;
        Content = content;
        Header = header;
    }

    /// <summary>What messages call the image.</summary>
    public string Name { get; }

    /// <summary>What the image's first bytes say about it.</summary>
    public ImageHeader Header { get; }

    /// <summary>The bytes of its file.</summary>
    public ReadOnlyMemory<byte> Bytes => Content;

    internal byte[] Content { get; }

    /// <summary>Reads an image from its file or from memory; one that is only an address is not fetched.</summary>
    /// <exception cref="ReveException">It is not there, cannot be read, or is no image.</exception>
    public static TerminalImage Read(ImageInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input is not LocalInput local) throw Faults.ImageElsewhere(input.Name);

        var content = ReadAll(local);
        if (content.Length == 0) throw InputErrors.Empty(input.Name);
        var header = ImageHeaderReader.Read(content) ?? throw InputErrors.NotImage(input.Name);
        return new TerminalImage(input.Name, content, header);
    }

    /// <summary>The image as text, without a line break at its end.</summary>
    /// <param name="protocol">How the terminal takes images.</param>
    /// <param name="space">The room that there is for it.</param>
    /// <exception cref="ReveException">The protocol cannot draw this image, or its file is damaged.</exception>
    public string Draw(TerminalProtocol protocol, TerminalSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        ITerminalDrawing drawing = protocol switch
        {
            TerminalProtocol.Kitty => new KittyDrawing(),
            TerminalProtocol.ITerm2 => new ITerm2Drawing(),
            TerminalProtocol.Sixel => new SixelDrawing(),
            TerminalProtocol.Blocks => new BlocksDrawing(),
            _ => throw new ArgumentOutOfRangeException(nameof(protocol), protocol, null),
        };
        return drawing.Draw(this, space);
    }

    /// <summary>The image's pixels, for a protocol that cannot do without them.</summary>
    internal Bitmap Decode(TerminalProtocol protocol)
    {
        if (Header.Format != ImageFormat.Png) throw Faults.ImageFormatNotDrawn(Name, Header.Format, protocol);
        try
        {
            return PngReader.Read(Content);
        }
        catch (InvalidDataException exception)
        {
            throw Faults.ImageNotDecoded(Name, exception);
        }
    }

    private static byte[] ReadAll(LocalInput input)
    {
        if (input is BytesInput held) return held.Bytes;
        try
        {
            using var file = input.Open();
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
