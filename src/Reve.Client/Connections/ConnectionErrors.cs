using System;
using System.Collections.Generic;
using System.Linq;

namespace Reve.Connections;

/// <summary>The errors about providers, keys, addresses, headers and proxies.</summary>
internal static class ConnectionErrors
{
    /// <summary>The advice for a proxy that requires credentials.</summary>
    public const string ProxyAdvice =
        "Run Connect-Reve with -Proxy and with -ProxyCredential or -ProxyUseDefaultCredentials, or with -NoProxy.";

    public static ReveException ProviderUnknown(string name, IEnumerable<ProviderInfo> providers) => new(
        ReveErrorKind.ProviderUnknown,
        $"There is no provider '{name}'.",
        $"Use one of {Names(providers)}.") { Target = name };

    public static ReveException ProviderAmbiguous(IReadOnlyList<ProviderInfo> providers) => new(
        ReveErrorKind.ProviderUndecided,
        $"There are keys for {Names(providers, "and")}, and no provider was specified.",
        "Specify one with -Provider or Connect-Reve, or set the environment variable REVE_PROVIDER.");

    public static ReveException ProviderNotSpecified(IEnumerable<ProviderInfo> providers) => new(
        ReveErrorKind.ProviderUndecided,
        "A key was specified without a provider.",
        $"Specify the provider with -Provider: {Names(providers)}.");

    public static ReveException ApiKeyMissing(IReadOnlyList<ProviderInfo> providers) => new(
        ReveErrorKind.ApiKeyMissing,
        providers.Count == 1
            ? $"There is no API key for {providers[0]}."
            : "There is no API key for any provider.",
        $"Set the environment variable {string.Join(" or ", providers.Select(info => info.KeyVariables[0]))}, or "
        + "specify the key with -ApiKey or Connect-Reve. To try the module without a key and at no cost, use "
        + "-Provider Sandbox.")
    { Provider = providers.Count == 1 ? providers[0].Name : null };

    public static ReveException ApiKeyInvalid(ProviderInfo provider) => new(
        ReveErrorKind.ApiKeyInvalid,
        $"The API key for {provider} contains a character that no key contains, such as a space or a line break.",
        "Copy the key again, as one line.") { Provider = provider.Name, Target = provider.Name };

    public static ReveException ApiKeyTooShort(ProviderInfo provider) => new(
        ReveErrorKind.ApiKeyInvalid,
        $"The API key for {provider} is too short: keys have at least 8 characters.",
        "Copy the whole key again.") { Provider = provider.Name, Target = provider.Name };

    public static ReveException BareKeyNotSupported(ProviderInfo provider, IEnumerable<ProviderInfo> providers) => new(
        ReveErrorKind.OptionNotSupported,
        $"{provider} does not support -BareKey.",
        $"Omit -BareKey, or use -Provider {Names(providers.Where(info => info.TakesBareKey))}.")
    { Target = provider.Name, Provider = provider.Name };

    public static ReveException BaseUriInvalid(string address) => new(
        ReveErrorKind.BaseUriInvalid,
        $"'{UserInfo.Remove(address)}' is not an http or https address.",
        "Specify the whole address of the host, such as https://api.example.com, without a user name or a query.")
    { Target = UserInfo.Remove(address) };

    public static ReveException BaseUriInsecure(Uri address) => new(
        ReveErrorKind.BaseUriInsecure,
        $"The key would be sent to {address.Host} unencrypted.",
        "Use an https address. An http address is allowed for this machine only.") { Target = address };

    public static ReveException HeaderInvalid(string name, string problem) => new(
        ReveErrorKind.HeaderInvalid,
        $"The header '{name}' {problem}.",
        "Omit or correct the header. Specify the key with -ApiKey.") { Target = name };

    public static ReveException ProxyAndNoProxy() => new(
        ReveErrorKind.OptionConflict,
        "-NoProxy and -Proxy cannot be used together.",
        "Omit one of them.");

    public static ReveException ProxyCredentialAndDefaultCredentials() => new(
        ReveErrorKind.OptionConflict,
        "-ProxyCredential and -ProxyUseDefaultCredentials cannot be used together.",
        "Omit one of them.");

    public static ReveException ProxyMissing(string parameter) => new(
        ReveErrorKind.OptionConflict,
        $"{parameter} requires -Proxy.",
        $"Specify the proxy with -Proxy, or omit {parameter}.");

    public static ReveException ProxyHasPassword() => new(
        ReveErrorKind.ProxyInvalid,
        "The proxy address contains an @, and with it a user name or a password.",
        "Specify the address alone, and the user name and password with -ProxyCredential.");

    public static ReveException ProxyInvalid(string address, IEnumerable<string> schemes) => new(
        ReveErrorKind.ProxyInvalid,
        $"'{address}' is not a proxy address.",
        "Specify the whole address, such as http://proxy.example.com:8080. It starts with "
        + $"{string.Join(" or ", schemes)}.") { Target = address };

    public static ReveException ProxyInsecure(Uri address, Uri proxy) => new(
        ReveErrorKind.BaseUriInsecure,
        $"The key would be sent to the proxy {proxy.Host} unencrypted, because {address} is an http address.",
        "Use an https address, or connect without the proxy.") { Target = proxy };

    /// <summary>The message for a proxy that responded with 407.</summary>
    public static string ProxyRefused(ReveConnection connection) =>
        connection.Network.ProxyCredential is null && !connection.Network.ProxyUseDefaultCredentials
            ? "The proxy requires a user name and a password (407); nothing was charged."
            : "The proxy rejected the user name or the password (407); nothing was charged.";

    private static string Names(IEnumerable<ProviderInfo> providers, string conjunction = "or") =>
        string.Join($" {conjunction} ", providers.Select(info => info.Name));
}
