using System.IO;
using Reve.Imaging;
using Reve.Terminal;

namespace Reve;

internal static partial class Faults
{
    public static ReveException PictureFormatNotDrawn(
        string name, ImageFormat format, TerminalProtocol protocol) => new(
        ReveErrorKind.PictureNotShowable,
        $"'{name}' is a {format} picture, and {protocol} can draw PNG pictures only.",
        "Use -External for the system's viewer, or -Protocol ITerm2 in a terminal that knows it.") { Target = name };

    public static ReveException PictureNotDecoded(string name, InvalidDataException cause) => new(
        ReveErrorKind.PictureNotShowable,
        $"'{name}' cannot be drawn. {cause.Message}",
        "Make or fetch the picture again, or try the system's viewer with -External.", cause) { Target = name };

    public static ReveException PictureElsewhere(string address) => new(
        ReveErrorKind.PictureNotShowable,
        $"The picture at {address} is not on this machine, and looking at it does not fetch it.",
        "Save it with Save-ReveImage first, and show the file.") { Target = address };
}
