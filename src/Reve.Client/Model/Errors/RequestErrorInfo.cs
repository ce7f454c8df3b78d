using System.Collections.Generic;

namespace Reve;

internal static class RequestErrorInfo
{
    private const string Topic = "Prompt and options";

    public static IReadOnlyList<ErrorInfo> All { get; } =
    [
        new(Topic, ReveErrorKind.PromptEmpty,
            "The prompt is empty.",
            "The prompt has no visible characters.",
            "Specify a prompt that describes the image."),
        new(Topic, ReveErrorKind.PromptTooLong,
            "The prompt is too long.",
            "The prompt has more characters than the provider accepts.",
            "Shorten the prompt to the limit in the message."),
        new(Topic, ReveErrorKind.TagOutOfRange,
            "The prompt refers to an input image that does not exist.",
            "The number in an img tag is not the number of an image.",
            "Number the input images from 0, in their input order."),
        new(Topic, ReveErrorKind.AspectRatioUnknown,
            "The aspect ratio is not supported.",
            "The provider does not accept this ratio for the operation.",
            "Use a ratio that the message lists, or omit -AspectRatio."),
        new(Topic, ReveErrorKind.OperationNotSupported,
            "The provider does not support the operation.",
            "Not every provider can create, edit and join images.",
            "Use a provider that the message names."),
        new(Topic, ReveErrorKind.OptionNotSupported,
            "The provider does not support the option.",
            "The option exists for another provider or operation only.",
            "Omit the option, or use a provider that the message names."),
        new(Topic, ReveErrorKind.OptionInvalid,
            "The value of an option is not valid.",
            "A property of a record has a value of another type, such as text in place of a number.",
            "Correct the value, or leave it empty."),
        new(Topic, ReveErrorKind.OptionOutOfRange,
            "The value of the option is out of range.",
            "The value is lower or higher than the provider accepts.",
            "Use a value in the range that the message states."),
        new(Topic, ReveErrorKind.OptionConflict,
            "Two parameters exclude each other.",
            "Both parameters were specified in one command.",
            "Omit one of the two parameters."),
        new(Topic, ReveErrorKind.AdditionalBodyInvalid,
            "A field of -AdditionalBody cannot be sent.",
            "Its value has no JSON form, or the module sets the field itself.",
            "Use simple values, or the parameter that sets the field."),
    ];
}
