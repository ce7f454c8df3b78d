using System.IO;
using Reve.Terminal;

namespace Reve;

internal static partial class Faults
{
    public static ReveException ImageFormatNotDrawn(
        string name, ImageFormat format, TerminalProtocol protocol) => new(
        ReveErrorKind.ImageNotShowable,
        $"'{name}' is a {format} image, and {protocol} can draw PNG images only.",
        "Use -External for the system's viewer, or -Protocol ITerm2 in a terminal that knows it.") { Target = name };

    public static ReveException ImageNotDecoded(string name, InvalidDataException cause) => new(
        ReveErrorKind.ImageNotShowable,
        $"'{name}' cannot be drawn. {cause.Message}",
        "Make or fetch the image again, or try the system's viewer with -External.", cause) { Target = name };

    public static ReveException ImageElsewhere(string address) => new(
        ReveErrorKind.ImageNotShowable,
        $"The image at {address} is not on this machine, and looking at it does not fetch it.",
        "Save it with Save-ReveImage first, and show the file.") { Target = address };
}
