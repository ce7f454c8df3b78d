using System;
using System.Linq;
using System.Net;
using System.Security;

namespace Reve;

/// <summary>A key that is never printed: only the header of a request to its own provider reveals it.</summary>
public sealed class ApiKey
{
    private readonly SecureString _secret;

    private ApiKey(SecureString secret) => _secret = secret;

    /// <summary>A key from plain text; white space around it is dropped.</summary>
    public static ApiKey From(string text) =>
        new(new NetworkCredential("", (text ?? throw new ArgumentNullException(nameof(text))).Trim()).SecurePassword);

    /// <summary>A key from a secure string.</summary>
    public static ApiKey From(SecureString secret) =>
        From(new NetworkCredential("", secret ?? throw new ArgumentNullException(nameof(secret))).Password);

    /// <summary>The environment variable that it was read from; null when it was given.</summary>
    public string? Variable { get; private init; }

    /// <summary>Whether there is nothing in it.</summary>
    public bool IsEmpty => _secret.Length == 0;

    /// <summary>Whether it can stand in a header; one with a line break or a letter beyond ASCII cannot.</summary>
    internal bool CanTravel => Reveal().All(letter => letter is > ' ' and <= '~');

    /// <summary>Never the key.</summary>
    public override string ToString() => "********";

    internal static ApiKey Read(string variable, string text) => new(From(text)._secret) { Variable = variable };

    internal string Reveal() => new NetworkCredential("", _secret).Password;
}
