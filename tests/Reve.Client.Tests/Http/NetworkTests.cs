using System.IO;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using System;
using Reve.Emulator;
using Reve.Http;
using Reve.Providers;
using Reve.Threading;
using Reve.Platform;
using Xunit;

namespace Reve.Tests.Http;

/// <summary>The way out: proxies, certificates, HTTP/2, and connections that are shared.</summary>
public sealed class NetworkTests : EmulatorTests
{
    private static readonly Uri s_anywhere = new("https://example.com");

    private readonly CallPolicy _patient = new();

    private NetworkSettings ThroughProxy => new() { Proxy = Emulator.Proxy.Address };

    [Fact]
    public async Task A_call_and_its_download_go_through_the_proxy()
    {
        await MakeAsync(ThroughProxy);

        Assert.Equal(
            Emulator.Requests.Select(request => $"{request.Method} {new Uri(Emulator.BaseUri, request.Path)}"),
            Emulator.Proxy.Requests.Select(request => $"{request.Method} {request.Target}"));
        Assert.Equal(2, Emulator.Proxy.Requests.Count(request => request.Method == "GET"));
        Assert.Single(Emulator.Bill);
    }

    [Fact]
    public async Task A_signed_upload_goes_through_the_proxy()
    {
        var file = Path.Combine(Folder, "in.png");
        await File.WriteAllBytesAsync(file, PlainPng.Make((8, 8)), Cancellation);
        var request = new ImageRequest
        {
            Operation = ReveOperation.Edit, Prompt = "night", Inputs = [ImageInput.FromFile(file)],
        };

        await Client(ThroughProxy, Emulator.BaseUri, TestProviders.AnyWithTasks.Name)
            .GenerateAsync(request, cancellation: Cancellation);

        Assert.Contains(Emulator.Proxy.Requests, passed => passed.Method == "PUT");
        Assert.Equal(Emulator.Requests.Count, Emulator.Proxy.Requests.Count);
    }

    [Fact]
    public async Task The_proxy_of_an_https_address_sees_a_tunnel_and_never_the_key()
    {
        await MakeAsync(ThroughProxy with { SkipCertificateCheck = true }, Emulator.HttpsUri);

        Assert.Contains(Emulator.Proxy.Requests, request =>
            request.Method == "CONNECT" && request.Target == Emulator.HttpsUri.Authority);
        Assert.All(Emulator.Proxy.Requests, request => Assert.DoesNotContain(Emulator.ApiKey, request.Text));
    }

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    public async Task The_proxy_gets_the_credentials_and_the_provider_does_not(string scheme)
    {
        Emulator.Proxy.Credential = "ada:pass word";
        var settings = ThroughProxy with { ProxyCredential = Ada("pass word"), SkipCertificateCheck = true };

        await MakeAsync(settings, AddressOf(scheme));

        Assert.Single(Emulator.Bill);
        Assert.Contains(Emulator.Proxy.Requests, request => request is { Authorization: not null, Status: 0 });
        Assert.All(Emulator.Requests, request => Assert.Null(request.Header("Proxy-Authorization")));
    }

    [Theory]
    [InlineData("http", false, "requires a user name")]
    [InlineData("http", true, "rejected the user name")]
    [InlineData("https", false, "requires a user name")]
    [InlineData("https", true, "rejected the user name")]
    public async Task A_proxy_that_requires_credentials_is_an_error_without_a_retry(
        string scheme, bool withCredential, string words)
    {
        Emulator.Proxy.Credential = "ada:right";
        var settings = ThroughProxy with { ProxyCredential = withCredential ? Ada("wrong-password") : null };

        var error = await FailAsync(settings, AddressOf(scheme));

        Assert.Equal(ReveErrorKind.ConnectionFailed, error.Kind);
        Assert.Contains(words, error.Message);
        Assert.Contains("nothing was charged", error.Message);
        Assert.Contains("-ProxyCredential", error.Advice);
        Assert.DoesNotContain("wrong-password", error.ToString());
        Assert.Empty(Clock.Waits);
        Assert.Empty(Emulator.Requests);
    }

    [Fact]
    public async Task A_proxy_that_cannot_reach_the_host_is_retried()
    {
        Emulator.Proxy.Refusal = 502;

        var error = await FailAsync(ThroughProxy, Emulator.HttpsUri);

        Assert.Equal(ReveErrorKind.ConnectionFailed, error.Kind);
        Assert.Equal(_patient.MaximumRetryCount, Clock.Waits.Count);
    }

    [Fact]
    public async Task An_untrusted_certificate_is_rejected_before_the_key_is_sent()
    {
        var error = await FailAsync(NetworkSettings.Default with { NoProxy = true }, Emulator.HttpsUri);

        Assert.Equal(ReveErrorKind.ConnectionFailed, error.Kind);
        Assert.Contains("-SkipCertificateCheck", error.Advice);
        Assert.Empty(Emulator.Requests);
    }

    [Fact]
    public async Task An_untrusted_certificate_is_accepted_when_requested()
    {
        await MakeAsync(new NetworkSettings { NoProxy = true, SkipCertificateCheck = true }, Emulator.HttpsUri);

        Assert.Single(Emulator.Bill);
    }

    [Fact]
    public async Task HTTP_2_is_used_for_free_requests_when_the_host_supports_it()
    {
        var settings = new NetworkSettings { NoProxy = true, SkipCertificateCheck = true };

        await Client(settings, Emulator.HttpsUri).GetBalanceAsync(Notices.Enqueue, Cancellation);
        await MakeAsync(settings, Emulator.HttpsUri);

        Assert.Equal(Edition.IsDesktop ? "HTTP/1.1" : "HTTP/2", Emulator.Requests[0].Protocol);
        Assert.Equal("HTTP/1.1", Paid.Single().Protocol);
    }

    [Fact]
    public void Skipping_the_certificate_check_does_not_allow_http()
    {
        var connection = Connection() with
        {
            BaseUri = new Uri("http://example.com"),
            Network = new NetworkSettings { SkipCertificateCheck = true },
        };

        Assert.Equal(
            ReveErrorKind.BaseUriInsecure, Assert.Throws<ReveException>(() => new ReveClient(connection)).Kind);
    }

    [Fact]
    public void A_key_is_never_sent_over_http_to_a_remote_proxy()
    {
        var connection = Connection() with
        {
            Network = new NetworkSettings { Proxy = new Uri("http://proxy.example.com:8080") },
        };

        var error = Assert.Throws<ReveException>(() => new ReveClient(connection));

        Assert.Equal(ReveErrorKind.BaseUriInsecure, error.Kind);
        Assert.Contains("proxy.example.com", error.Message);
    }

    [Fact]
    public void Equal_settings_share_a_client_and_different_ones_do_not()
    {
        NetworkSettings[] different =
        [
            new(),
            new() { NoProxy = true },
            new() { SkipCertificateCheck = true },
            new() { Proxy = new Uri("http://one.example") },
            new() { Proxy = new Uri("http://two.example") },
            new() { Proxy = new Uri("http://one.example"), ProxyUseDefaultCredentials = true },
            new() { Proxy = new Uri("http://one.example"), ProxyCredential = Ada("one") },
            new() { Proxy = new Uri("http://one.example"), ProxyCredential = Ada("two") },
        ];

        var clients = different.Select(settings => HttpClientPool.For(settings, s_anywhere)).ToList();

        Assert.Equal(different.Length, clients.Distinct().Count());
        Assert.Equal(clients, different.Select(settings => HttpClientPool.For(
            settings with { ProxyCredential = Copy(settings.ProxyCredential) }, s_anywhere)));
    }

    [Fact]
    public async Task Clients_of_unused_settings_are_removed_and_their_calls_complete()
    {
        Emulator.Misbehave(new Misbehaviour { Method = "POST", Fault = Fault.Drip });
        Emulator.IsHeld = true;
        var mine = ThroughProxy with { ProxyCredential = Ada("mine") };
        var before = HttpClientPool.For(mine, s_anywhere);
        var making = MakeAsync(mine);
        await UntilAsync(() => Paid.Any());

        for (var number = 0; number < 40; number++)
        {
            HttpClientPool.For(new NetworkSettings { Proxy = new Uri($"http://{number}.example") }, s_anywhere);
        }

        Assert.NotSame(before, HttpClientPool.For(mine, s_anywhere));
        Emulator.IsHeld = false;
        await making;
    }

    private Uri AddressOf(string scheme) => scheme == "https" ? Emulator.HttpsUri : Emulator.BaseUri;

    private static ProxyCredential Ada(string password) => ProxyCredential.From(new NetworkCredential("ada", password));

    private static ProxyCredential? Copy(ProxyCredential? credential) =>
        credential is null ? null : ProxyCredential.From(credential.Secret);

    private ReveClient Client(NetworkSettings network, Uri address, string? provider = null) =>
        new(Connection(provider) with { Network = network, BaseUri = address }, _patient, Clock);

    private async Task MakeAsync(NetworkSettings network, Uri? address = null)
    {
        var results = await Client(network, address ?? Emulator.BaseUri)
            .GenerateAsync(Create(), Notices.Enqueue, Cancellation);
        Assert.Null(Assert.Single(results).Error);
    }

    private Task<ReveException> FailAsync(NetworkSettings network, Uri address) =>
        Assert.ThrowsAsync<ReveException>(() =>
            Client(network, address).GenerateAsync(Create(), Notices.Enqueue, Cancellation));
}
