using System;
using System.IO;
using Reve.Graphics.Terminal;

namespace Reve.Hosting.Display;

/// <summary>Errors of Show-ReveImage.</summary>
internal static class DisplayErrors
{
    public static ReveException NoImages() => new(
        ReveErrorKind.InputMissing,
        "No image was specified.",
        "Pipe image files or results to the command, or use -Path, -LiteralPath or -InputObject.");

    public static ReveException ViewerOptions() => new(
        ReveErrorKind.OptionConflict,
        "-External cannot be combined with -Protocol or -Width.",
        "Remove -External, or the other parameters.");

    public static ReveException ViewerNotStarted(string file, string reason, Exception? cause = null) => new(
        ReveErrorKind.ViewerNotStarted,
        $"The viewer for '{file}' could not be started: {reason.TrimEnd('.')}.",
        "Open the file yourself, or omit -External to show the image in the terminal.", cause) { Target = file };

    public static ReveException FormatNotSupported(ImageContent image, TerminalProtocol protocol)
    {
        var format = image.Header.Format;
        var others = string.Join(" or ", TerminalImage.ProtocolsFor(image.Header.MediaType));
        return new ReveException(
            ReveErrorKind.ImageNotShowable,
            $"'{image.Name}' is a {format} image. {protocol} shows PNG images only; {others} shows {format} images.",
            $"Use -External for the system's viewer, or -Protocol {others} in a terminal that supports it.")
        { Target = image.Name };
    }

    public static ReveException NotDecoded(ImageContent image, InvalidDataException cause) => new(
        ReveErrorKind.ImageNotShowable,
        $"'{image.Name}' cannot be shown. {cause.Message}",
        "Create or download the image again, or try the system's viewer with -External.", cause)
    { Target = image.Name };

    public static ReveException NotLocal(string url) => new(
        ReveErrorKind.ImageNotShowable,
        $"The image at {url} is not on this machine. Show-ReveImage does not download images.",
        "Save the image with Save-ReveImage, and show the file.") { Target = url };
}
