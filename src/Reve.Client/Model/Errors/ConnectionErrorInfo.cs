using System.Collections.Generic;

namespace Reve;

internal static class ConnectionErrorInfo
{
    private const string Topic = "Connection and key";

    public static IReadOnlyList<ErrorInfo> All { get; } =
    [
        new(Topic, ReveErrorKind.ProviderUnknown,
            "The provider does not exist.",
            "The name is misspelled.",
            "Use a name that Get-ReveProvider lists."),
        new(Topic, ReveErrorKind.ProviderUndecided,
            "No provider was specified.",
            "No provider or more than one has a key.",
            "Use -Provider, Connect-Reve or the variable REVE_PROVIDER."),
        new(Topic, ReveErrorKind.ApiKeyMissing,
            "The provider needs a key.",
            "No key was specified, and its environment variable is not set.",
            "Set the environment variable, or use -ApiKey or Connect-Reve."),
        new(Topic, ReveErrorKind.ApiKeyInvalid,
            "The key is not valid.",
            "The key has a character that no key contains, or fewer than 8 characters.",
            "Copy the whole key again, on one line."),
        new(Topic, ReveErrorKind.BaseUriInvalid,
            "The base address is not valid.",
            "It is not an absolute http or https URL.",
            "Specify the full URL of the host."),
        new(Topic, ReveErrorKind.BaseUriInsecure,
            "The base address is not encrypted.",
            "An http URL of another computer would expose the key.",
            "Use an https URL."),
        new(Topic, ReveErrorKind.ProxyInvalid,
            "The proxy address is not valid.",
            "It is not an absolute http URL, or it contains a password.",
            "Specify the full URL, and the password with -ProxyCredential."),
        new(Topic, ReveErrorKind.HeaderInvalid,
            "The header cannot be sent.",
            "Its name or value is not valid, or the module sets it itself.",
            "Correct or omit the header."),
        new(Topic, ReveErrorKind.ConnectionFailed,
            "The host could not be reached. Nothing was charged.",
            "The network, the name lookup, TLS or a proxy failed.",
            "Check the network, -BaseUri and the proxy settings."),
    ];
}
