using System.Collections.Generic;
using System.Linq;

namespace Reve.Validation;

/// <summary>Errors of requests that are not valid for a provider.</summary>
internal static class RequestErrors
{
    public static ReveException PromptEmpty(string? prompt) => new(
        ReveErrorKind.PromptEmpty,
        "The prompt is empty.",
        "Describe the image in words.")
    { Target = prompt };

    public static ReveException PromptTooLong(string prompt, int length, int longest, ProviderInfo provider) => new(
        ReveErrorKind.PromptTooLong,
        $"The prompt has {length} characters; {provider} accepts at most {longest}.",
        "Shorten the prompt.")
    { Target = prompt, Provider = provider.Name };

    public static ReveException AspectRatioUnknown(string ratio, OperationInfo operation, ProviderInfo provider) => new(
        ReveErrorKind.AspectRatioUnknown,
        $"'{ratio}' is not an aspect ratio of {provider}.",
        $"Use one of {string.Join(", ", operation.AspectRatios)}, or omit it.")
    { Target = ratio, Provider = provider.Name };

    public static ReveException OptionNotSupported(
        string option, object? value, ReveOperation operation, ProviderInfo provider,
        IEnumerable<ProviderInfo> others) => new(
        ReveErrorKind.OptionNotSupported,
        $"{provider} does not support -{option} for {NounOf(operation)}.",
        others.ToList() is { Count: > 0 } able
            ? $"Omit it, or use -Provider {ProviderErrors.NamesOf(able)}."
            : "Omit it.")
    { Target = value, Provider = provider.Name };

    public static ReveException OptionOutOfRange(OptionInfo option, object value, ProviderInfo provider) => new(
        ReveErrorKind.OptionOutOfRange,
        $"-{option.Option} of {provider} must be from {option.Minimum} to {option.Maximum}, but is {value}.",
        "Correct the value, or omit it.")
    { Target = value, Provider = provider.Name };

    public static ReveException OptionValueUnknown(
        OptionInfo option, object value, ProviderInfo provider, IEnumerable<ProviderInfo> others) => new(
        ReveErrorKind.OptionOutOfRange,
        $"-{option.Option} of {provider} must be one of {string.Join(", ", option.Values)}, but is '{value}'.",
        ProviderErrors.NamesOf(others) is { Length: > 0 } able
            ? $"Correct the value, or use -Provider {able}."
            : "Correct the value, or omit it.")
    { Target = value, Provider = provider.Name };

    public static ReveException AddressNotHttps(OptionInfo option, string address, ProviderInfo provider) => new(
        ReveErrorKind.OptionOutOfRange,
        $"-{option.Option} of {provider} must be an https address, but is '{address}'.",
        "Specify an https address that the provider can reach.")
    { Target = address, Provider = provider.Name };

    public static ReveException AddressTooLong(OptionInfo option, string address, ProviderInfo provider) => new(
        ReveErrorKind.OptionOutOfRange,
        $"-{option.Option} of {provider} must have at most {option.MaximumLength} characters, but has "
        + $"{address.Length}.",
        "Specify a shorter address.")
    { Target = address, Provider = provider.Name };

    public static ReveException FormatWithoutTransparency() => new(
        ReveErrorKind.OptionConflict,
        "-RemoveBackground makes the background transparent, which a JPEG image cannot be.",
        "Use -Format png or -Format webp.");

    public static ReveException CountOutOfRange(int count, int most, ProviderInfo provider) => new(
        ReveErrorKind.OptionOutOfRange,
        $"One call of {provider} generates from 1 to {most} images, but {count} are requested.",
        "Request the images with several calls.")
    { Target = count, Provider = provider.Name };

    public static ReveException InputMissing(ReveOperation operation) => new(
        ReveErrorKind.InputMissing,
        $"There is no image to {ProviderErrors.VerbOf(operation)}.",
        "Pipe image files to the command, or name them with -Path, -LiteralPath, -Uri or -InputObject.");

    public static ReveException TooManyInputs(
        int count, int most, ReveOperation operation, ProviderInfo provider, IEnumerable<ProviderInfo> others) => new(
        ReveErrorKind.TooManyInputs,
        $"There are {count} images; {provider} accepts {most} in one {ProviderErrors.VerbOf(operation)}.",
        ProviderErrors.NamesOf(others) is { Length: > 0 } able
            ? $"Use fewer, make one image of every {most} with -GroupSize {most}, or use -Provider {able}."
            : $"Use fewer, or make one image of every {most} with -GroupSize {most}.")
    { Target = count, Provider = provider.Name };

    public static ReveException TagOutOfRange(string tag, int count) => new(
        ReveErrorKind.TagOutOfRange,
        count switch
        {
            0 => $"The prompt refers to {tag}, but there is no input image.",
            1 => $"The prompt refers to {tag}, but there is only one input image: <img>0</img>.",
            _ => $"The prompt refers to {tag}, but there are {count} input images: <img>0</img> to "
                + $"<img>{count - 1}</img>.",
        },
        "Input images are counted from 0, in their order.")
    { Target = tag };

    public static ReveException InputFormatNotSupported(
        string name, ImageFormat format, OperationInfo operation, ProviderInfo provider) => new(
        ReveErrorKind.InputFormatNotSupported,
        $"'{name}' is a {format} image, which {provider} does not accept.",
        $"Convert it to {string.Join(", ", operation.InputFormats)}.")
    { Target = name, Provider = provider.Name };

    public static ReveException InputTooLarge(string name, long length, long below, ProviderInfo provider) => new(
        ReveErrorKind.InputTooLarge,
        $"'{name}' has {length} bytes; {provider} accepts images below {below} bytes.",
        "Make it smaller, or use another provider.")
    { Target = name, Provider = provider.Name };

    public static ReveException InputTooManyPixels(string name, int width, int height, OperationInfo operation) => new(
        ReveErrorKind.InputTooManyPixels,
        $"'{name}' is {width} x {height}; an image may have {operation.MaximumInputSide} pixels on a side and "
        + $"{operation.MaximumInputPixels} pixels in all.",
        "Scale it down.")
    { Target = name };

    private static string NounOf(ReveOperation operation) => operation switch
    {
        ReveOperation.Create => "creating images",
        ReveOperation.Edit => "edits",
        _ => "remixes",
    };
}
