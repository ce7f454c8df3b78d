using System.Collections.Generic;
using System;
using Reve.Providers;
using Xunit;

namespace Reve.Tests;

public sealed class ConnectionTests
{
    private readonly Dictionary<string, string> _environment = [];

    private ConnectionResolver Resolver => new(ProviderRegistry.All, _environment.GetValueOrDefault);

    [Fact]
    public void Specified_values_take_precedence_over_the_environment()
    {
        _environment["REVE_PROVIDER"] = "Sandbox";
        _environment["AIMLAPI_API_KEY"] = "from-environment";
        _environment["AIMLAPI_BASE_URI"] = "https://environment.example";

        var connection = Resolver.Resolve("aimlapi", ApiKey.From("specified"), "https://specified.example");

        Assert.Equal(TestProviders.Any.Name, connection.Provider.Name);
        Assert.Equal("specified", connection.Key!.Reveal());
        Assert.Equal(new Uri("https://specified.example"), connection.BaseUri);
    }

    [Fact]
    public void The_environment_supplies_the_values_that_are_not_specified()
    {
        _environment["AIMLAPI_KEY"] = " from-environment\n";
        _environment["AIMLAPI_BASE_URI"] = "https://environment.example";

        var connection = Resolver.Resolve(null);

        Assert.Equal(TestProviders.Any.Name, connection.Provider.Name);
        Assert.Equal("from-environment", connection.Key!.Reveal());
        Assert.Equal(new Uri("https://environment.example"), connection.BaseUri);
    }

    [Fact]
    public void The_first_key_variable_takes_precedence()
    {
        _environment["AIMLAPI_KEY"] = "second";
        _environment["AIMLAPI_API_KEY"] = "first";

        Assert.Equal("first", Resolver.Resolve(TestProviders.Any.Name).Key!.Reveal());
    }

    [Fact]
    public void The_Sandbox_is_never_used_by_default() =>
        Assert.Equal(ReveErrorKind.ApiKeyMissing, Assert.Throws<ReveException>(() => Resolver.Resolve(null)).Kind);

    [Fact]
    public void A_key_never_appears_in_text()
    {
        var key = ApiKey.From("very-secret");

        var connection = new ReveConnection { Provider = TestProviders.Any, Key = key };
        Assert.DoesNotContain("secret", $"{key} {connection}");
        Assert.Equal("very-secret", key.Reveal());
    }

    [Theory]
    [InlineData("ftp://example.com", ReveErrorKind.BaseUriInvalid)]
    [InlineData("https://user:pass@example.com", ReveErrorKind.BaseUriInvalid)]
    [InlineData("https://example.com/?a=b", ReveErrorKind.BaseUriInvalid)]
    [InlineData("http://example.com", ReveErrorKind.BaseUriInsecure)]
    [InlineData("http://127.0.0.1.example.com", ReveErrorKind.BaseUriInsecure)]
    public void An_address_that_would_expose_the_key_is_refused(string address, ReveErrorKind kind)
    {
        var connection = Resolver.Resolve(TestProviders.Any.Name, ApiKey.From("key-0123"), address);

        Assert.Equal(kind, Assert.Throws<ReveException>(() => new ReveClient(connection)).Kind);
    }

    [Theory]
    [InlineData("https://example.com/prefix")]
    [InlineData("http://localhost:8080")]
    [InlineData("http://[::1]:8080")]
    public void A_safe_address_is_accepted(string address) =>
        _ = new ReveClient(Resolver.Resolve(TestProviders.Any.Name, ApiKey.From("key-0123"), address));

    [Theory]
    [InlineData("Authorization", "x")]
    [InlineData("content-length", "1")]
    [InlineData("bad name", "x")]
    [InlineData("X-Fine", "a\r\nX-Other: b")]
    [InlineData("", "x")]
    public void An_invalid_or_reserved_header_is_refused(string name, string value)
    {
        var connection = Resolver.Resolve(TestProviders.Any.Name, ApiKey.From("key-0123")) with
        {
            Headers = HeaderCollection.From(new Dictionary<string, string> { [name] = value }),
        };

        Assert.Equal(ReveErrorKind.HeaderInvalid, Assert.Throws<ReveException>(() => new ReveClient(connection)).Kind);
    }

    [Fact]
    public void The_resolver_knows_only_the_providers_that_it_is_given()
    {
        var sandbox = ProviderRegistry.Get("Sandbox");
        var resolver = new ConnectionResolver([sandbox], _environment.GetValueOrDefault);

        Assert.Equal(sandbox, resolver.Resolve("sandbox").Provider);
        var error = Assert.Throws<ReveException>(() => resolver.Resolve(TestProviders.Any.Name));
        Assert.Equal(ReveErrorKind.ProviderUnknown, error.Kind);
        Assert.Contains("Sandbox", error.Advice);
    }
}
