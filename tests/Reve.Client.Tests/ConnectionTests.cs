using System.Collections.Generic;
using System;
using Reve.Providers;
using Xunit;

namespace Reve.Tests;

public sealed class ConnectionTests
{
    private readonly Dictionary<string, string> _environment = [];

    private ConnectionResolver Resolver => new(_environment.GetValueOrDefault);

    [Fact]
    public void What_is_said_comes_before_the_environment()
    {
        _environment["REVE_PROVIDER"] = "Sandbox";
        _environment["AIMLAPI_API_KEY"] = "from-environment";
        _environment["AIMLAPI_BASE_URI"] = "https://environment.example";

        var said = Resolver.Resolve("aimlapi", ApiKey.From("said"), "https://said.example");

        Assert.Equal("AimlApi", said.Provider.Name);
        Assert.Equal("said", said.Key!.Reveal());
        Assert.Equal(new Uri("https://said.example"), said.BaseUri);
    }

    [Fact]
    public void The_environment_fills_in_what_is_not_said()
    {
        _environment["AIMLAPI_KEY"] = " from-environment\n";
        _environment["AIMLAPI_BASE_URI"] = "https://environment.example";

        var connection = Resolver.Resolve(null);

        Assert.Equal("AimlApi", connection.Provider.Name);
        Assert.Equal("from-environment", connection.Key!.Reveal());
        Assert.Equal(new Uri("https://environment.example"), connection.BaseUri);
    }

    [Fact]
    public void The_documented_variable_comes_before_the_other_one()
    {
        _environment["AIMLAPI_KEY"] = "second";
        _environment["AIMLAPI_API_KEY"] = "first";

        Assert.Equal("first", Resolver.Resolve("AimlApi").Key!.Reveal());
    }

    [Fact]
    public void The_sandbox_is_never_a_fallback() =>
        Assert.Equal(ReveErrorKind.ApiKeyMissing, Assert.Throws<ReveException>(() => Resolver.Resolve(null)).Kind);

    [Fact]
    public void A_key_is_never_printed()
    {
        var key = ApiKey.From("very-secret");

        var connection = new ReveConnection { Provider = ProviderRegistry.Get("AimlApi"), Key = key };
        Assert.DoesNotContain("secret", $"{key} {connection}");
        Assert.Equal("very-secret", key.Reveal());
    }

    [Theory]
    [InlineData("ftp://example.com", ReveErrorKind.BaseUriInvalid)]
    [InlineData("https://user:pass@example.com", ReveErrorKind.BaseUriInvalid)]
    [InlineData("https://example.com/?a=b", ReveErrorKind.BaseUriInvalid)]
    [InlineData("http://example.com", ReveErrorKind.BaseUriInsecure)]
    [InlineData("http://127.0.0.1.example.com", ReveErrorKind.BaseUriInsecure)]
    public void An_address_that_would_lose_or_leak_the_key_is_refused(string address, ReveErrorKind kind)
    {
        var connection = Resolver.Resolve("AimlApi", ApiKey.From("k"), address);

        Assert.Equal(kind, Assert.Throws<ReveException>(() => new ReveClient(connection)).Kind);
    }

    [Theory]
    [InlineData("https://example.com/prefix")]
    [InlineData("http://localhost:8080")]
    [InlineData("http://[::1]:8080")]
    public void An_address_that_is_safe_is_taken(string address) =>
        _ = new ReveClient(Resolver.Resolve("AimlApi", ApiKey.From("k"), address));

    [Theory]
    [InlineData("Authorization", "x")]
    [InlineData("content-length", "1")]
    [InlineData("bad name", "x")]
    [InlineData("X-Fine", "a\r\nX-Other: b")]
    [InlineData("", "x")]
    public void A_header_that_cannot_travel_is_refused(string name, string value)
    {
        var connection = Resolver.Resolve(
            "AimlApi", ApiKey.From("k"), headers: new Dictionary<string, string> { [name] = value });

        Assert.Equal(ReveErrorKind.HeaderInvalid, Assert.Throws<ReveException>(() => new ReveClient(connection)).Kind);
    }
}
