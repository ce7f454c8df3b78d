using System;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Reve;

/// <summary>A user name and a password for a proxy. Credentials are compared by value and never appear in text.</summary>
public sealed class ProxyCredential : IEquatable<ProxyCredential>
{
    private static readonly byte[] s_salt = CreateSalt();

    private readonly string _digest;

    private ProxyCredential(NetworkCredential secret)
    {
        Secret = secret;
        _digest = ComputeDigest(secret);
    }

    /// <summary>Creates a credential with a copy of the user name, password and domain.</summary>
    public static ProxyCredential From(NetworkCredential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return new(new NetworkCredential(credential.UserName, credential.SecurePassword, credential.Domain));
    }

    internal NetworkCredential Secret { get; }

    /// <inheritdoc/>
    public bool Equals(ProxyCredential? other) => other is not null && _digest == other._digest;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ProxyCredential);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_digest);

    /// <summary>Returns asterisks.</summary>
    public override string ToString() => "********";

    // A salted digest compares credentials without keeping the password as text.
    private static string ComputeDigest(NetworkCredential secret)
    {
        var bytes = Encoding.UTF8.GetBytes($"{secret.Domain}\0{secret.UserName}\0{secret.Password}");
        using var hash = new HMACSHA256(s_salt);
        var digest = Convert.ToBase64String(hash.ComputeHash(bytes));
        Array.Clear(bytes, 0, bytes.Length);
        return digest;
    }

    private static byte[] CreateSalt()
    {
        var salt = new byte[32];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(salt);
        return salt;
    }
}
