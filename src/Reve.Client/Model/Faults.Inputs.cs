using System;
using System.Linq;
using Reve.Imaging;

namespace Reve;

internal static partial class Faults
{
    public static ReveException InputMissing(ReveOperation operation) => new(
        ReveErrorKind.InputMissing,
        $"There is no picture to {Verb(operation)}.",
        "Pipe picture files in, or name them with -Path, -LiteralPath, -Uri or -InputObject.");

    public static ReveException InputNotFound(string name, Exception? cause = null) => new(
        ReveErrorKind.InputNotFound,
        $"There is no file '{name}'.",
        "Check the name; use -LiteralPath for names with brackets in them.", cause) { Target = name };

    public static ReveException InputUnreadable(string name, Exception cause) => new(
        ReveErrorKind.InputUnreadable,
        $"'{name}' cannot be read: {cause.Message}",
        "Check that it is a file and that you may read it.", cause) { Target = name };

    public static ReveException InputEmpty(string name) => new(
        ReveErrorKind.InputEmpty, $"'{name}' is empty.", "Use a picture.") { Target = name };

    public static ReveException InputNotPicture(string name) => new(
        ReveErrorKind.InputNotPicture,
        $"'{name}' is not a picture: its first bytes are of no format known here.",
        "Use a PNG, JPEG, WebP, GIF, AVIF, HEIC or TIFF picture.") { Target = name };

    public static ReveException InputFormatNotSupported(string name, ImageFormat format, OperationInfo operation,
        ProviderInfo provider) => new(
        ReveErrorKind.InputFormatNotSupported,
        $"'{name}' is a {format} picture; {provider} does not read those.",
        $"Convert it to {string.Join(", ", operation.InputFormats)}.") { Target = name, Provider = provider.Name };

    public static ReveException InputTooLarge(string name, long length, long below, ProviderInfo provider) => new(
        ReveErrorKind.InputTooLarge,
        $"'{name}' has {length} bytes; {provider} takes pictures below {below} bytes.",
        "Make it smaller, or use another provider.") { Target = name, Provider = provider.Name };

    public static ReveException InputTooManyPixels(string name, int width, int height) => new(
        ReveErrorKind.InputTooManyPixels,
        $"'{name}' is {width} x {height}; a side may have {RequestCheck.LongestSide} pixels and the whole "
        + $"{RequestCheck.MostPixels}.",
        "Scale it down.") { Target = name };

    public static ReveException InputChanged(string name) => new(
        ReveErrorKind.InputChanged,
        $"'{name}' changed while it was being sent; the call was broken off before it could be charged.",
        "Run the command again when nothing writes to the file.") { Target = name };

    public static ReveException TooManyInputs(
        int count, int most, ReveOperation operation, ProviderInfo provider) => new(
        ReveErrorKind.TooManyInputs,
        $"There are {count} pictures; {provider} takes {most} in one {Verb(operation)}.",
        TakersOf(count, operation) is { Length: > 0 } takers
            ? $"Use fewer, make one picture of every {most} with -GroupSize {most}, or use -Provider {takers}."
            : $"Use fewer, or make one picture of every {most} with -GroupSize {most}.")
    { Target = count, Provider = provider.Name };

    public static ReveException TagOutOfRange(string tag, int count) => new(
        ReveErrorKind.TagOutOfRange,
        count switch
        {
            0 => $"The prompt speaks of {tag}, and no picture goes in.",
            1 => $"The prompt speaks of {tag}, and there is one picture: <img>0</img>.",
            _ => $"The prompt speaks of {tag}, and there are {count} pictures: <img>0</img> to <img>{count - 1}</img>.",
        },
        "Pictures are counted from 0, in the order in which they come.") { Target = tag };

    private static string TakersOf(int count, ReveOperation operation) =>
        Names(ProviderRegistry.All.Where(provider => provider.Find(operation)?.MaximumInputs >= count));
}
