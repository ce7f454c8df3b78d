using System;

namespace Reve.Parameters;

/// <summary>The errors about values that should be images.</summary>
internal static class InputErrors
{
    private const string SaveAdvice =
        "Use a result, an object with a Url or Bytes, an http or https address, a data URI, or a byte array.";

    public static ReveException NotFound(string path, string reason, Exception? cause = null) => new(
        ReveErrorKind.InputNotFound,
        $"'{path}' was not found: {reason.TrimEnd('.')}.",
        "Check the name. Use -LiteralPath for names that contain brackets.", cause) { Target = path };

    public static ReveException IsFolder(string path) => new(
        ReveErrorKind.InputUnreadable,
        $"'{path}' is a folder.",
        "Specify image files, or use -Recurse for the images in a folder.") { Target = path };

    public static ReveException NotInFileSystem(string path, string provider) => new(
        ReveErrorKind.InputUnreadable,
        $"'{path}' is not in the file system but in '{provider}'.",
        "Specify image files.") { Target = path };

    public static ReveException NotAddress(string address) => new(
        ReveErrorKind.InputNotUnderstood,
        $"'{address}' is not an http or https address.",
        "Specify the whole address of the image, or use -Path for files.") { Target = address };

    public static ReveException NotImage(object input, string advice) => new(
        ReveErrorKind.InputNotUnderstood,
        $"A value of type {PipelineValue.Unwrap(input)!.GetType().Name} is not an image.",
        advice) { Target = input };

    public static ReveException SeparateBytes(object value) => new(
        ReveErrorKind.InputNotUnderstood,
        "A single byte is not an image: the pipeline takes a byte array apart.",
        "Keep the bytes together: ,$bytes | ... or -InputObject $bytes.") { Target = value };

    public static ReveException DataUriInvalid(string uri, string advice) => new(
        ReveErrorKind.InputNotUnderstood,
        "The data URI cannot be read.",
        advice) { Target = uri };

    public static ReveException StreamUnreadable(Exception cause) => new(
        ReveErrorKind.InputUnreadable,
        $"The stream cannot be read: {cause.Message}",
        "Use a stream that is open and can be read.", cause);

    public static ReveException ResultWithoutImage(ReveImage image) => new(
        ReveErrorKind.InputMissing,
        $"The result {image} has no file, no bytes and no URL.",
        "Use a result that has at least one of them.") { Target = image };

    public static ReveException CallWithoutImage(ReveCall call) => new(
        ReveErrorKind.InputMissing,
        $"The call has no image: {DisplayText.Of(call.ToString())}.",
        "Use Get-ReveHistory -Outcome Succeeded.") { Target = call };

    public static ReveException Truncated(ReveImageInfo info) => new(
        ReveErrorKind.InputTruncated,
        $"'{info}' is truncated: {info.MissingPart} is missing.",
        "Copy, download or create the image again.") { Target = info };

    public static ReveException NotLocal(string address) => new(
        ReveErrorKind.InputNotUnderstood,
        $"'{address}' is not on this computer.",
        "Save the image with Save-ReveImage first.") { Target = address };

    public static ReveException NoImage() => new(
        ReveErrorKind.InputMissing,
        "No image was specified.",
        "Pipe image files to the command, or use -Path or -LiteralPath.");

    public static ReveException NothingToSave(object? record) => new(
        ReveErrorKind.InputMissing,
        "There is no image to save: the input has neither Bytes nor a Url.",
        SaveAdvice) { Target = record };

    public static ReveException NotSavable(string text) => new(
        ReveErrorKind.InputNotUnderstood,
        $"'{text}' is neither an http or https address nor a data URI.",
        SaveAdvice) { Target = text };
}
