using System;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Reve;

/// <summary>A user name and a password for a proxy. They are compared by value, and never printed.</summary>
public sealed class ProxyCredential : IEquatable<ProxyCredential>
{
    private static readonly byte[] s_salt = Salt();

    private readonly string _mark;

    private ProxyCredential(NetworkCredential secret)
    {
        Secret = secret;
        _mark = Mark(secret);
    }

    /// <summary>A credential of its own, which no later change of the given one touches.</summary>
    public static ProxyCredential From(NetworkCredential credential)
    {
        ArgumentNullException.ThrowIfNull(credential);
        return new(new NetworkCredential(credential.UserName, credential.SecurePassword, credential.Domain));
    }

    /// <summary>What the proxy is told, with the password as a secure string.</summary>
    internal NetworkCredential Secret { get; }

    /// <inheritdoc/>
    public bool Equals(ProxyCredential? other) => other is not null && _mark == other._mark;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ProxyCredential);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(_mark);

    /// <summary>Neither the name nor the password.</summary>
    public override string ToString() => "********";

    /// <summary>Tells equal credentials from others without keeping them as text; it means nothing elsewhere.</summary>
    private static string Mark(NetworkCredential secret)
    {
        var bytes = Encoding.UTF8.GetBytes($"{secret.Domain}\0{secret.UserName}\0{secret.Password}");
        using var hash = new HMACSHA256(s_salt);
        var mark = Convert.ToBase64String(hash.ComputeHash(bytes));
        Array.Clear(bytes, 0, bytes.Length);
        return mark;
    }

    private static byte[] Salt()
    {
        var salt = new byte[32];
        using var random = RandomNumberGenerator.Create();
        random.GetBytes(salt);
        return salt;
    }
}
