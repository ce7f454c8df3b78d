using System;
using System.Linq;
using System.Net;
using System.Runtime.InteropServices;
using System.Security;

namespace Reve;

/// <summary>An API key that never appears in text. It is revealed only in requests to its own provider.</summary>
public sealed class ApiKey
{
    // Shorter text occurs in messages by chance and could not be redacted. No provider has such keys.
    private const int MinimumLength = 8;

    private readonly SecureString _secret;

    private ApiKey(SecureString secret) => _secret = secret;

    /// <summary>Creates a key from plain text and removes white space around it.</summary>
    public static ApiKey From(string text) =>
        new(new NetworkCredential("", (text ?? throw new ArgumentNullException(nameof(text))).Trim()).SecurePassword);

    /// <summary>Creates a key from a secure string.</summary>
    public static ApiKey From(SecureString secret) =>
        From(new NetworkCredential("", secret ?? throw new ArgumentNullException(nameof(secret))).Password);

    /// <summary>The environment variable that the key was read from; null for a key that was specified.</summary>
    public string? Variable { get; private init; }

    /// <summary>Whether the key has no characters.</summary>
    public bool IsEmpty => _secret.Length == 0;

    internal bool IsTooShort => _secret.Length < MinimumLength;

    /// <summary>Whether a header can contain the key: it has visible ASCII characters only.</summary>
    internal bool IsValidInHeader => Reveal().All(character => character is > ' ' and <= '~');

    /// <summary>Returns asterisks.</summary>
    public override string ToString() => "********";

    internal static ApiKey FromVariable(string variable, string text) =>
        new(From(text)._secret) { Variable = variable };

    /// <summary>The key in plain text.</summary>
    /// <remarks>A credential would copy the secure string for each request, and leave the copy to the finalizer.</remarks>
    internal string Reveal()
    {
        var text = Marshal.SecureStringToGlobalAllocUnicode(_secret);
        try
        {
            return Marshal.PtrToStringUni(text, _secret.Length)!;
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(text);
        }
    }
}
