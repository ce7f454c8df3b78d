using System.Linq;
using System;
using Reve.Execution;
using Reve.Providers;
using Reve.Validation;

namespace Reve;

internal static partial class Faults
{
    public static ReveException InputMissing(ReveOperation operation) => new(
        ReveErrorKind.InputMissing,
        $"There is no image to {Verb(operation)}.",
        "Pipe image files in, or name them with -Path, -LiteralPath, -Uri or -InputObject.");

    public static ReveException InputNotFound(string name, Exception? cause = null) => new(
        ReveErrorKind.InputNotFound,
        $"There is no file '{name}'.",
        "Check the name; use -LiteralPath for names with brackets in them.", cause) { Target = name };

    public static ReveException InputUnreadable(string name, Exception cause) => new(
        ReveErrorKind.InputUnreadable,
        $"'{name}' cannot be read: {cause.Message}",
        "Check that it is a file and that you may read it.", cause) { Target = name };

    public static ReveException InputEmpty(string name) => new(
        ReveErrorKind.InputEmpty, $"'{name}' is empty.", "Use an image.") { Target = name };

    public static ReveException InputNotImage(string name) => new(
        ReveErrorKind.InputNotImage,
        $"'{name}' is not an image: its first bytes are of no format known here.",
        "Use a PNG, JPEG, WebP, GIF, AVIF, HEIC or TIFF image.") { Target = name };

    public static ReveException InputFormatNotSupported(string name, ImageFormat format, OperationInfo operation,
        ProviderInfo provider) => new(
        ReveErrorKind.InputFormatNotSupported,
        $"'{name}' is a {format} image; {provider} does not read those.",
        $"Convert it to {string.Join(", ", operation.InputFormats)}.") { Target = name, Provider = provider.Name };

    public static ReveException InputTooLarge(string name, long length, long below, ProviderInfo provider) => new(
        ReveErrorKind.InputTooLarge,
        $"'{name}' has {length} bytes; {provider} takes images below {below} bytes.",
        "Make it smaller, or use another provider.") { Target = name, Provider = provider.Name };

    public static ReveException InputTooManyPixels(string name, int width, int height) => new(
        ReveErrorKind.InputTooManyPixels,
        $"'{name}' is {width} x {height}; a side may have {RequestValidator.LongestSide} pixels and the whole "
        + $"{RequestValidator.MostPixels}.",
        "Scale it down.") { Target = name };

    public static ReveException InputChanged(string name) => new(
        ReveErrorKind.InputChanged,
        $"'{name}' changed while it was being sent; the call was broken off before it could be charged.",
        "Run the command again when nothing writes to the file.") { Target = name };

    public static ReveException TooManyInputs(
        int count, int most, ReveOperation operation, ProviderInfo provider) => new(
        ReveErrorKind.TooManyInputs,
        $"There are {count} images; {provider} takes {most} in one {Verb(operation)}.",
        TakersOf(count, operation) is { Length: > 0 } takers
            ? $"Use fewer, make one image of every {most} with -GroupSize {most}, or use -Provider {takers}."
            : $"Use fewer, or make one image of every {most} with -GroupSize {most}.")
    { Target = count, Provider = provider.Name };

    public static ReveException TagOutOfRange(string tag, int count) => new(
        ReveErrorKind.TagOutOfRange,
        count switch
        {
            0 => $"The prompt speaks of {tag}, and no image goes in.",
            1 => $"The prompt speaks of {tag}, and there is one image: <img>0</img>.",
            _ => $"The prompt speaks of {tag}, and there are {count} images: <img>0</img> to <img>{count - 1}</img>.",
        },
        "Images are counted from 0, in the order in which they come.") { Target = tag };

    private static string TakersOf(int count, ReveOperation operation) =>
        Names(ProviderRegistry.All.Where(provider => provider.Find(operation)?.MaximumInputs >= count));
}
