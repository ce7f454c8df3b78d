using System;

namespace Reve;

/// <summary>Errors about input images themselves, whatever they are used for.</summary>
internal static class InputErrors
{
    public static ReveException NotFound(string name, Exception? cause = null) => new(
        ReveErrorKind.InputNotFound,
        $"There is no file '{name}'.",
        "Check the name. Use -LiteralPath for names that contain brackets.", cause)
    { Target = name };

    public static ReveException Unreadable(string name, Exception cause) => new(
        ReveErrorKind.InputUnreadable,
        $"'{name}' cannot be read: {cause.Message}",
        "Check that it is a file and that you may read it.", cause)
    { Target = name };

    public static ReveException Empty(string name) => new(
        ReveErrorKind.InputEmpty, $"'{name}' is empty.", "Use an image.") { Target = name };

    public static ReveException NotImage(string name) => new(
        ReveErrorKind.InputNotImage,
        $"'{name}' is not an image: its first bytes match no known format.",
        "Use a PNG, JPEG, WebP, GIF, AVIF, HEIC or TIFF image.")
    { Target = name };

    public static ReveException Changed(string name) => new(
        ReveErrorKind.InputChanged,
        $"'{name}' changed after it was validated. The request was not completed, and nothing was charged.",
        "Run the command again when no program writes to the file.")
    { Target = name };
}
