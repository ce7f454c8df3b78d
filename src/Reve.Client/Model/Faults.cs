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

    public static ReveException ProviderUnknown(string name) => new(
        ReveErrorKind.ProviderUnknown,
        $"There is no provider '{name}'.",
        $"Use one of {Names(ProviderRegistry.All)}.") { Target = name };

    public static ReveException ProviderAmbiguous(IReadOnlyList<ProviderInfo> providers) => new(
        ReveErrorKind.ProviderUndecided,
        $"There are keys for {Names(providers)}, and none of them was chosen.",
        "Name one with -Provider or Connect-Reve, or set the environment variable REVE_PROVIDER.");

    public static ReveException ProviderNotSaid() => new(
        ReveErrorKind.ProviderUndecided,
        "There is a key, and no word of which provider it is for.",
        $"Name the provider with -Provider: {Names(ProviderRegistry.All.Where(p => p.NeedsKey))}.");

    public static ReveException ApiKeyMissing(IReadOnlyList<ProviderInfo> providers) => new(
        ReveErrorKind.ApiKeyMissing,
        providers.Count == 1
            ? $"There is no API key for {providers[0]}."
            : "There is no API key for any provider.",
        $"Set the environment variable {string.Join(" or ", providers.Select(p => p.KeyVariables[0]))}, or give the "
        + "key with -ApiKey or Connect-Reve. To try things out without a key and at no cost, use -Provider Sandbox.")
    { Provider = providers.Count == 1 ? providers[0].Name : null };

    public static ReveException BaseUriInvalid(string address) => new(
        ReveErrorKind.BaseUriInvalid,
        $"'{SecretRedactor.HideUserInfo(address)}' is not an http or https address.",
        "Give the whole address of the host, such as https://api.example.com, and neither a user nor a query in it.")
    { Target = SecretRedactor.HideUserInfo(address) };

    public static ReveException BaseUriInsecure(Uri address) => new(
        ReveErrorKind.BaseUriInsecure,
        $"The key would travel unencrypted to {address.Host}.",
        "Use an https address; http is for this machine only.") { Target = address };

    public static ReveException HeaderInvalid(string name, string why) => new(
        ReveErrorKind.HeaderInvalid,
        $"The header '{name}' {why}.",
        "Leave it out or correct it. The key goes into -ApiKey.") { Target = name };

    public static ReveException ApiKeyInvalid(ProviderInfo provider) => new(
        ReveErrorKind.ApiKeyInvalid,
        $"The API key for {provider} has a character that no key has, such as a blank or a line break.",
        "Copy the key again, as one line.") { Provider = provider.Name, Target = provider.Name };

    public static ReveException BareKeyNotSupported(ProviderInfo provider) => new(
        ReveErrorKind.OptionNotSupported,
        $"{provider} takes no bare key.",
        $"Leave -BareKey out, or use -Provider {Names(ProviderRegistry.All.Where(p => p.TakesBareKey))}.")
    { Target = provider.Name, Provider = provider.Name };

    public static ReveException OptionOutOfRange(OptionInfo option, object value, ProviderInfo provider) => new(
        ReveErrorKind.OptionOutOfRange,
        $"{provider} takes a {option.Option} from {option.Minimum} to {option.Maximum}; this is {value}.",
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
