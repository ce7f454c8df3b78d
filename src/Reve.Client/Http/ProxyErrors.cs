using System;
using System.Net.Http;
using System.Text;
using Reve.Connections;

namespace Reve.Http;

/// <summary>Handles errors and credentials of proxies.</summary>
internal static class ProxyErrors
{
    /// <summary>
    /// Removes the password that the address of the environment's proxy may contain: the HTTP stack repeats the address
    /// in its messages.
    /// </summary>
    public static Exception WithoutPassword(Exception failure)
    {
        for (var part = failure; part is not null; part = part.InnerException)
        {
            if (UserInfo.Remove(part.Message) == part.Message) continue;
            return new HttpRequestException(UserInfo.Remove(failure.GetBaseException().Message));
        }

        return failure;
    }

    /// <summary>
    /// Adds the credentials to a request that an http proxy receives as a whole. The proxy would refuse a first request
    /// without them, and a body is not sent twice. For https the HTTP stack sends the credentials with CONNECT.
    /// </summary>
    /// <returns>The settings for the HTTP stack.</returns>
    public static NetworkSettings Authenticate(HttpRequestMessage request, NetworkSettings settings)
    {
        var isForwarded = request.RequestUri!.Scheme == "http" && settings.Proxy is { Scheme: "http" or "https" };
        if (!isForwarded || settings.ProxyCredential?.Secret is not { } secret) return settings;
        if (IsBypassed(settings.Proxy!, request.RequestUri)) return settings;

        var name = secret.Domain.Length > 0 ? $@"{secret.Domain}\{secret.UserName}" : secret.UserName;
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{secret.Password}"));
        request.Headers.TryAddWithoutValidation("Proxy-Authorization", "Basic " + credentials);
        return settings with { ProxyCredential = null };
    }

    /// <summary>The .NET Framework bypasses the proxy for local addresses.</summary>
    private static bool IsBypassed(Uri proxy, Uri address) => new System.Net.WebProxy(proxy).IsBypassed(address);
}
