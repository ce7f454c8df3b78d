using System;
using System.Collections.Generic;

namespace Reve;

/// <summary>Every error about proxies.</summary>
internal static partial class Faults
{
    public static ReveException ProxyAndNoProxy() => new(
        ReveErrorKind.OptionConflict,
        "-NoProxy and -Proxy exclude each other.",
        "Leave one of them out.");

    public static ReveException ProxyCredentialTwice() => new(
        ReveErrorKind.OptionConflict,
        "-ProxyCredential and -ProxyUseDefaultCredentials exclude each other.",
        "Leave one of them out.");

    public static ReveException ProxyMissing(string option) => new(
        ReveErrorKind.OptionConflict,
        $"{option} is for the proxy that -Proxy names, and there is none.",
        $"Name the proxy with -Proxy, or leave {option} out.");

    public static ReveException ProxyHasPassword() => new(
        ReveErrorKind.ProxyInvalid,
        "The address of the proxy has an @ in it, and with it a user name or a password.",
        "Give the address alone, and the user name and the password with -ProxyCredential.");

    public static ReveException ProxyInvalid(string address, IEnumerable<string> schemes) => new(
        ReveErrorKind.ProxyInvalid,
        $"'{address}' is not the address of a proxy.",
        "Give the whole address, such as http://proxy.example.com:8080. It begins with "
        + $"{string.Join(" or ", schemes)}.") { Target = address };

    public static ReveException ProxyInsecure(Uri address, Uri proxy) => new(
        ReveErrorKind.BaseUriInsecure,
        $"The key would travel unencrypted to the proxy {proxy.Host}, because {address} is an http address.",
        "Use an https address, or leave the proxy out.") { Target = proxy };
}
