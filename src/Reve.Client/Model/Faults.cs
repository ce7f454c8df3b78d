using System.Collections.Generic;
using System.Linq;
using System;
using Reve.Http;
using Reve.Providers;

namespace Reve;

/// <summary>Every error about what was asked, in words: what happened, to which input, and what to do next.</summary>
internal static partial class Faults
{
    public static ReveException PromptEmpty(string? prompt) => new(
        ReveErrorKind.PromptEmpty,
        "The prompt is empty.",
        "Say in words what the image shows.") { Target = prompt };

    public static ReveException PromptTooLong(string prompt, int length, int longest, ProviderInfo provider) => new(
        ReveErrorKind.PromptTooLong,
        $"The prompt has {length} characters; {provider} reads {longest} at the most.",
        "Shorten the prompt.") { Target = prompt, Provider = provider.Name };

    public static ReveException AspectRatioUnknown(string ratio, OperationInfo operation, ProviderInfo provider) => new(
        ReveErrorKind.AspectRatioUnknown,
        $"'{ratio}' is not an aspect ratio of {provider}.",
        $"Use one of {string.Join(", ", operation.AspectRatios)}, or leave it out.")
    { Target = ratio, Provider = provider.Name };

    public static ReveException OperationNotSupported(ReveOperation operation, ProviderInfo provider) => new(
        ReveErrorKind.OperationNotSupported,
        $"{provider} cannot {Verb(operation)} images.",
        $"Use -Provider {Names(ProviderRegistry.All.Where(p => p.Find(operation) is not null))}.")
    { Target = operation, Provider = provider.Name };

    public static ReveException BalanceNotTold(ProviderInfo provider) => new(
        ReveErrorKind.OperationNotSupported,
        $"{provider} does not tell what is left on the account.",
        $"Use -Provider {Names(ProviderRegistry.All.Where(p => p.TellsBalance))}.")
    { Target = provider.Name, Provider = provider.Name };

    public static ReveException BalanceUnreadable(ProviderInfo provider) => new(
        ReveErrorKind.ProviderFailed,
        $"{provider} answered, and told no balance that can be read.",
        "Check -BaseUri, or look at the account on the provider's own page.")
    { Target = provider.Name, Provider = provider.Name };

    public static ReveException OptionNotSupported(
        string option, object? value, ReveOperation operation, ProviderInfo provider,
        IEnumerable<ProviderInfo> others) => new(
        ReveErrorKind.OptionNotSupported,
        $"{provider} has no {option} when it {Verb(operation)}s images.",
        others.ToList() is { Count: > 0 } able
            ? $"Leave it out, or use -Provider {Names(able)}."
            : "Leave it out.")
    { Target = value, Provider = provider.Name };

    public static ReveException OptionOutOfRange(OptionInfo option, object value, ProviderInfo provider) => new(
        ReveErrorKind.OptionOutOfRange,
        $"{provider} supports -{option.Option} from {option.Minimum} to {option.Maximum}, not {value}.",
        "Correct the value, or leave it out.") { Target = value, Provider = provider.Name };

    public static ReveException AdditionalBodyTaken(string field) => new(
        ReveErrorKind.AdditionalBodyInvalid,
        $"The additional field '{field}' is sent already.",
        "Use the parameter that it belongs to.") { Target = field };

    private static string Names(IEnumerable<ProviderInfo> providers) =>
        string.Join(" or ", providers.Select(provider => provider.Name));

    private static string Verb(ReveOperation operation) => operation switch
    {
        ReveOperation.Create => "create",
        ReveOperation.Edit => "edit",
        _ => "remix",
    };
}
