using System.Collections.Generic;
using System.Linq;
using System;
using Reve.Http;
using Reve.Providers;

namespace Reve;

/// <summary>Every error about what was asked, in words: what happened, to which input, and what to do next.</summary>
internal static partial class Faults
{
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
        $"'{SecretRedactor.RemoveUserInfo(address)}' is not an http or https address.",
        "Give the whole address of the host, such as https://api.example.com, and neither a user nor a query in it.")
    { Target = SecretRedactor.RemoveUserInfo(address) };

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

    private static string Names(IEnumerable<ProviderInfo> providers) =>
        string.Join(" or ", providers.Select(provider => provider.Name));
}
