using System;
using System.Linq;
using System.Net.Http;
using Reve.Http;

namespace Reve.Providers.Fal;

/// <summary>
/// The requests about a task: to the addresses that the provider returned for it, or, when only its id is known, to
/// addresses that are built from the id and the app.
/// </summary>
internal sealed class FalTaskCalls(ReveTask task, ReveConnection connection)
{
    private readonly ProviderInfo _provider = connection.Provider;

    public HttpCall Status => CallTo(HttpMethod.Get, task.Links?.Status, "/status");

    public HttpCall Stream
    {
        get
        {
            var status = Status;
            var query = status.Path.IndexOf('?');
            var end = query < 0 ? status.Path.Length : query;
            return status with { Path = status.Path.Insert(end, "/stream"), Accept = "text/event-stream" };
        }
    }

    /// <summary>The result contains the images themselves when sync_mode was requested.</summary>
    public HttpCall Result => CallTo(HttpMethod.Get, task.Links?.Response, "") with { ExpectsImages = true };

    public HttpCall Cancel => CallTo(HttpMethod.Put, task.Links?.Cancel, "/cancel");

    private HttpCall CallTo(HttpMethod method, Uri? link, string suffix)
    {
        if (link is null)
        {
            var app = FalRequestBuilder.PathOf(task.Model ?? connection.Model ?? FalInfo.DefaultModel, segments: 2);
            return new HttpCall(method, $"{app}/requests/{Uri.EscapeDataString(task.Id)}{suffix}");
        }

        if (link.UserInfo.Length == 0)
        {
            if (connection.BaseUri is { } specified && PathBelow(specified, link) is { } path)
            {
                return new HttpCall(method, path);
            }

            // With a specified base address, the path of an own address is requested below it.
            if (IsSameHost(_provider.BaseUri!, link)) return new HttpCall(method, link.PathAndQuery);
            if (_provider.OtherAddresses.FirstOrDefault(address => IsSameHost(address, link)) is { } other)
            {
                return new HttpCall(method, link.PathAndQuery) { Address = other };
            }
        }

        throw TaskErrors.LinkRefused(SecretRedactor.Redact(task, connection.Key), link, _provider);
    }

    /// <summary>The path of an address relative to a base address; null when it is not below it.</summary>
    private static string? PathBelow(Uri address, Uri link)
    {
        var folder = address.AbsolutePath.TrimEnd('/');
        return IsSameHost(address, link) && link.AbsolutePath.StartsWith(folder + "/", StringComparison.Ordinal)
            ? link.PathAndQuery.Substring(folder.Length)
            : null;
    }

    private static bool IsSameHost(Uri address, Uri link) => Uri.Compare(
        address, link, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
