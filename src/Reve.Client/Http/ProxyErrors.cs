using System;
using System.Net.Http;
using System.Text;
using Reve.Connections;

namespace Reve.Http;

/// <summary>What goes wrong on the way through a proxy.</summary>
internal static class ProxyErrors
{
    /// <summary>Whether a proxy let nothing through for want of a user name and a password.</summary>
    public static bool IsRefusal(Exception failure) =>
#if NET
        failure is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } tunnel
        && tunnel.StatusCode == System.Net.HttpStatusCode.ProxyAuthenticationRequired;
#else
        // The .NET Framework answers 407 as any other status; other hosts of this build say it in words only.
        failure is HttpRequestException && failure.Message.Contains("'407'");
#endif

    /// <summary>
    /// The failure without the password that the environment's proxy may have in its address: the HTTP stack repeats
    /// that address in its messages.
    /// </summary>
    public static Exception Cleaned(Exception failure)
    {
        for (var part = failure; part is not null; part = part.InnerException)
        {
            if (UserInfo.Remove(part.Message) == part.Message) continue;
            return new HttpRequestException(UserInfo.Remove(failure.GetBaseException().Message));
        }

        return failure;
    }

    /// <summary>
    /// Tells an http proxy at once who we are, where it sees the whole request: it would refuse the first one, and a
    /// body is not sent twice. An https request is announced by CONNECT, which the HTTP stack may well send twice.
    /// </summary>
    /// <returns>What the HTTP stack still has to say by itself.</returns>
    public static NetworkSettings Introduce(HttpRequestMessage request, NetworkSettings settings)
    {
        var isSeen = request.RequestUri!.Scheme == "http" && settings.Proxy is { Scheme: "http" or "https" };
        if (!isSeen || settings.ProxyCredential?.Secret is not { } secret) return settings;
        if (IsPassedBy(settings.Proxy!, request.RequestUri)) return settings;

        var name = secret.Domain.Length > 0 ? $@"{secret.Domain}\{secret.UserName}" : secret.UserName;
        var words = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{secret.Password}"));
        request.Headers.TryAddWithoutValidation("Proxy-Authorization", "Basic " + words);
        return settings with { ProxyCredential = null };
    }

    /// <summary>The .NET Framework asks this machine's own addresses directly, whatever the proxy.</summary>
    private static bool IsPassedBy(Uri proxy, Uri address) => new System.Net.WebProxy(proxy).IsBypassed(address);
}
