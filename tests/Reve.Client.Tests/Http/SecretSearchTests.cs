using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Tests.Outcomes;
using Xunit;

namespace Reve.Tests.Http;

/// <summary>
/// The key is searched for in everything that a call of each operation leaves: notices, results, files, and the
/// requests that other hosts received.
/// </summary>
public sealed class SecretSearchTests : OutcomeTestBase
{
    private string Out => Path.Combine(Folder, "out");

    [Theory]
    [MemberData(nameof(Every))]
    public async Task The_key_reaches_the_host_of_the_provider_and_nothing_else(PaidCallCase call)
    {
        Emulator.HostsImagesElsewhere = true;
        var image = new Uri(Emulator.OtherHost, Emulator.Images.Host(PlainPng.Make((8, 8)))).AbsoluteUri;
        Emulator.Misbehave(new Misbehaviour
        {
            Path = "/generations", Status = 307, Headers = new Dictionary<string, string> { ["Location"] = image },
        });

        var result = await RunAsync(call);

        Assert.NotNull(result.Image!.FullName);
        var toProvider = Emulator.Requests.Where(request => request.Port == Emulator.BaseUri.Port).ToList();
        var toOthers = Emulator.Requests.Except(toProvider).ToList();
        Assert.Contains(toProvider, request => Find(TextOf(request)) is not null);
        Assert.True(toOthers.Count >= 2);
        Assert.All(toOthers, request => Assert.Null(Find(TextOf(request))));
        AssertNothingShowsKey(result);
    }

    [Theory]
    [MemberData(nameof(Every))]
    public async Task Signatures_of_addresses_are_not_logged(PaidCallCase call)
    {
        const string Secret = "c0ffee";
        var address = new Uri(Emulator.BaseUri, Emulator.Images.Host(PlainPng.Make((8, 8)))).AbsoluteUri;
        Change(call, body => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body)
            .Replace(".png\"", $".png?X-Amz-Signature={Secret}\"", StringComparison.Ordinal)));
        Emulator.Misbehave(new Misbehaviour
        {
            Path = "/generations", Status = 307,
            Headers = new Dictionary<string, string> { ["Location"] = $"{address}?signature={Secret}" },
        });

        Assert.Null((await RunAsync(call)).Error);

        // The lines of a stream are not logged.
        if (!call.Info.HasTasks) Assert.Contains(Notices, notice => notice.Message.Contains("?********"));
        Assert.All(Notices, notice =>
        {
            Assert.DoesNotContain(Secret, notice.Message);
            Assert.DoesNotContain("signature=", notice.Message);
        });
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task The_proxy_of_an_https_address_receives_the_key_in_no_form(PaidCallCase call)
    {
        Emulator.HostsImagesElsewhere = true;
        var connection = Connection(call.Provider) with
        {
            BaseUri = Emulator.HttpsUri,
            Network = new NetworkSettings { Proxy = Emulator.Proxy.Address, SkipCertificateCheck = true },
        };

        Assert.NotNull((await RunAsync(call, connection)).Image!.FullName);

        var received = Encoding.Latin1.GetString(Emulator.Proxy.Received);
        Assert.Contains($"CONNECT {Emulator.HttpsUri.Authority}", received);
        Assert.Contains($"GET {Emulator.OtherHost.AbsoluteUri}", received);
        Assert.Null(Find(received));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task The_proxy_of_an_http_address_receives_the_key_in_requests_to_that_address_only(PaidCallCase call)
    {
        Emulator.HostsImagesElsewhere = true;
        var connection = Connection(call.Provider) with
        {
            Network = new NetworkSettings { Proxy = Emulator.Proxy.Address },
        };

        Assert.NotNull((await RunAsync(call, connection)).Image!.FullName);

        var hosts = Emulator.Proxy.Requests.ToLookup(passed => new Uri(passed.Target).Authority);
        Assert.Contains(hosts[Emulator.BaseUri.Authority], passed => Find(passed.Text) is not null);
        Assert.NotEmpty(hosts[Emulator.OtherHost.Authority]);
        Assert.All(hosts[Emulator.OtherHost.Authority], passed => Assert.Null(Find(passed.Text)));
        Assert.Equal(2, hosts.Count);
    }

    private async Task<ReveResult> RunAsync(PaidCallCase call, ReveConnection? connection = null)
    {
        using var journal = ReveJournal.Open(Out);
        var client = new ReveClient(connection ?? Connection(call.Provider), WithAllNotices(), Clock);
        var job = client.CreateJob(RequestOf(call)) with
        {
            Output = OutputTarget.ToFolder(Out), Sidecar = true, EmbedMetadata = true,
        };
        return Assert.Single(await client.GenerateAsync(job.EnterInto(journal), Notices.Enqueue, Cancellation));
    }

    private void AssertNothingShowsKey(ReveResult result)
    {
        Assert.NotEmpty(Notices);
        Assert.All(Notices, notice => Assert.Null(Find(notice.Message)));
        Assert.Null(Find(JsonSerializer.Serialize(result.Image)));
        var files = Directory.GetFiles(Out);
        Assert.Equal(3, files.Length - files.Count(file => file.EndsWith(".lock", StringComparison.Ordinal)));
        Assert.All(files, file => Assert.Null(Find(Encoding.Latin1.GetString(File.ReadAllBytes(file)))));
    }

    /// <summary>Finds the key in a text: as it is, backwards, in hexadecimal, and in base64 at each position.</summary>
    private string? Find(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(Emulator.ApiKey);
        var base64 = Enumerable.Range(0, 3).Select(before =>
            Convert.ToBase64String([.. new byte[before], .. bytes])[(before == 0 ? 0 : 4)..][..(bytes.Length - 4)]);
        return base64.Append(Emulator.ApiKey).Append(new string([.. Emulator.ApiKey.Reverse()]))
            .Append(Convert.ToHexString(bytes))
            .FirstOrDefault(form => text.Contains(form, StringComparison.OrdinalIgnoreCase));
    }

    private static string TextOf(RecordedRequest request) =>
        $"{request.Path} {string.Join(' ', request.Headers)} {Encoding.Latin1.GetString(request.Body)}";
}
