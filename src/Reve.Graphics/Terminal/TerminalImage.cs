using System;
using System.Collections.Generic;
using System.IO;
using Reve.Graphics.Drawing;
using Reve.Graphics.Png;

namespace Reve.Graphics.Terminal;

/// <summary>An image file that can be rendered as text for a terminal.</summary>
public sealed class TerminalImage
{
    private const string PngMediaType = "image/png";

    /// <param name="file">The bytes of the file. They are not copied.</param>
    /// <param name="width">The width in pixels, or null if it is unknown.</param>
    /// <param name="height">The height in pixels, or null if it is unknown.</param>
    public TerminalImage(byte[] file, int? width = null, int? height = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        File = file;
        Width = width;
        Height = height;
    }

    internal byte[] File { get; }

    internal int? Width { get; }

    internal int? Height { get; }

    /// <summary>The protocols that display images of a media type. Only iTerm2 takes formats other than PNG.</summary>
    public static IReadOnlyList<TerminalProtocol> ProtocolsFor(string mediaType) => mediaType == PngMediaType
        ? [TerminalProtocol.Kitty, TerminalProtocol.ITerm2, TerminalProtocol.Sixel, TerminalProtocol.Blocks]
        : [TerminalProtocol.ITerm2];

    /// <summary>Renders the image as text, without a line break at the end.</summary>
    /// <exception cref="InvalidDataException">
    /// The protocol requires a PNG file, and the file is in another format, damaged or too large.
    /// </exception>
    public string Render(TerminalProtocol protocol, TerminalSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        ITerminalRenderer renderer = protocol switch
        {
            TerminalProtocol.Kitty => new KittyRenderer(),
            TerminalProtocol.ITerm2 => new ITerm2Renderer(),
            TerminalProtocol.Sixel => new SixelRenderer(),
            TerminalProtocol.Blocks => new BlocksRenderer(),
            _ => throw new ArgumentOutOfRangeException(nameof(protocol), protocol, null),
        };
        return renderer.Render(this, space);
    }

    internal Bitmap Decode() => PngReader.Read(File);
}
