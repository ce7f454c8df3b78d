using System.Collections.Generic;

namespace Reve;

internal static class InputErrorInfo
{
    private const string Topic = "Input images";

    public static IReadOnlyList<ErrorInfo> All { get; } =
    [
        new(Topic, ReveErrorKind.InputMissing,
            "The operation needs an input image.",
            "No image was specified, or an image of a group failed earlier.",
            "Specify an image, and correct the errors that came before."),
        new(Topic, ReveErrorKind.InputNotFound,
            "The image file does not exist.",
            "The path is wrong, or a bracket in it acts as a wildcard.",
            "Correct the path, or use -LiteralPath."),
        new(Topic, ReveErrorKind.InputNotUnderstood,
            "The input is not an image.",
            "The object is no file, result, byte array, stream, data URI or URL.",
            "Convert the object to one of these forms."),
        new(Topic, ReveErrorKind.InputUnreadable,
            "The image file cannot be read.",
            "The path is not a file, or access to the file is denied.",
            "Check the path and your permissions."),
        new(Topic, ReveErrorKind.InputEmpty,
            "The image file is empty.",
            "The file has no bytes.",
            "Use a file with an image."),
        new(Topic, ReveErrorKind.InputNotImage,
            "The file is not an image.",
            "The first bytes of the file match no image format.",
            "Use a PNG, JPEG, WebP, GIF, AVIF, HEIC or TIFF file."),
        new(Topic, ReveErrorKind.InputTruncated,
            "The image file is truncated.",
            "The end of the image is missing, for example after an interrupted copy or download.",
            "Get the complete file again."),
        new(Topic, ReveErrorKind.InputFormatNotSupported,
            "The image format is not supported.",
            "The provider does not accept images of this format.",
            "Convert the image to a format that the message names."),
        new(Topic, ReveErrorKind.InputTooLarge,
            "The image file is too large.",
            "The file has more bytes than the provider accepts.",
            "Reduce the file, or use another provider."),
        new(Topic, ReveErrorKind.InputTooManyPixels,
            "The image has too many pixels.",
            "The image has more pixels than the provider accepts.",
            "Scale the image down."),
        new(Topic, ReveErrorKind.InputChanged,
            "The image file changed during the request.",
            "Another program wrote to the file. Nothing was charged.",
            "Run the command again when the file is complete."),
        new(Topic, ReveErrorKind.TooManyInputs,
            "There are too many input images.",
            "The provider accepts fewer images in one request.",
            "Use fewer images, -GroupSize, or another provider."),
    ];
}
