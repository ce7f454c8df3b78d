using System.Collections.Generic;
using System.Net;
using System;
using Reve.Providers;
using Xunit;

namespace Reve.Tests;

/// <summary>What a session's connection stands in for, and what of it no other provider ever gets.</summary>
public sealed class SessionTests
{
    private readonly Dictionary<string, string> _environment = [];

    private readonly ReveConnection _session = new()
    {
        Provider = TestProviders.WithoutCreate,
        Key = ApiKey.From("session-key"),
        BaseUri = new Uri("https://session.example"),
        BareKey = true,
        Model = "some/model",
        Headers = HeaderCollection.From(new Dictionary<string, string> { ["X-Team"] = "session" }),
        MaximumRetryDelay = TimeSpan.FromSeconds(7),
        Network = new NetworkSettings { Proxy = new Uri("http://proxy.example"), SkipCertificateCheck = true },
    };

    private ConnectionResolver Resolver =>
        new(ProviderRegistry.All, _environment.GetValueOrDefault) { Session = _session };

    [Fact]
    public void The_connection_of_the_session_takes_precedence_over_the_environment()
    {
        _environment["REVE_PROVIDER"] = TestProviders.Any.Name;
        _environment["ONEROUTER_API_KEY"] = "from-environment";
        _environment["ONEROUTER_BASE_URI"] = "https://environment.example";

        Assert.Equal(_session, Resolver.Resolve(null));
    }

    [Fact]
    public void Each_specified_value_takes_precedence_over_the_session()
    {
        var connection = Resolver.Resolve(null, ApiKey.From("specified"));

        Assert.Equal(_session with { Key = connection.Key }, connection);
        Assert.Equal("specified", connection.Key!.Reveal());
        Assert.Equal(
            new Uri("https://specified.example"), Resolver.Resolve("onerouter", null, "https://specified.example").BaseUri);
    }

    [Fact]
    public void The_environment_adds_the_values_that_the_session_lacks()
    {
        _environment["ONEROUTER_API_KEY"] = "from-environment";
        _environment["ONEROUTER_BASE_URI"] = "https://environment.example";
        var resolver = new ConnectionResolver(ProviderRegistry.All, _environment.GetValueOrDefault)
        {
            Session = new ReveConnection { Provider = _session.Provider },
        };

        var connection = resolver.Resolve(null);

        Assert.Equal("from-environment", connection.Key!.Reveal());
        Assert.Equal("ONEROUTER_API_KEY", connection.Key.Variable);
        Assert.Equal(new Uri("https://environment.example"), connection.BaseUri);
    }

    [Fact]
    public void Another_provider_uses_the_proxy_and_retry_delay_of_the_session_and_nothing_else()
    {
        _environment["AIMLAPI_API_KEY"] = "its-own";

        var connection = Resolver.Resolve(TestProviders.Any.Name);

        Assert.Equal("its-own", connection.Key!.Reveal());
        Assert.Equal(
            new ReveConnection
            {
                Provider = TestProviders.Any,
                Key = connection.Key,
                MaximumRetryDelay = _session.MaximumRetryDelay,
                Network = new NetworkSettings { Proxy = new Uri("http://proxy.example") },
            },
            connection);
        Assert.Empty(connection.Headers.Names);
        Assert.Null(new ConnectionResolver(ProviderRegistry.All, _ => null) { Session = _session }.Resolve(TestProviders.Any.Name).Key);
    }

    [Theory]
    [InlineData("other/model", ReveOperation.Edit, "other/model")]
    [InlineData("reve/edit-image", ReveOperation.Edit, "reve/edit-image")]
    [InlineData("reve/edit-image@v2", ReveOperation.Edit, "reve/edit-image@v2")]
    [InlineData("reve/create-image", ReveOperation.Edit, null)]
    [InlineData(null, ReveOperation.Edit, null)]
    public void The_model_of_a_connection_is_used_unless_it_is_the_Reve_model_of_another_operation(
        string? model, ReveOperation operation, string? expected) => Assert.Equal(
        expected, new ReveConnection { Provider = TestProviders.Any, Model = model }.ModelFor(operation));

    [Theory]
    [InlineData(true, true, false, false)]
    [InlineData(false, false, true, false)]
    [InlineData(false, false, false, true)]
    [InlineData(true, false, true, true)]
    public void Contradicting_network_settings_are_refused(bool proxy, bool none, bool credential, bool isCurrentUser)
    {
        var settings = new NetworkSettings
        {
            Proxy = proxy ? new Uri("http://proxy.example") : null,
            NoProxy = none,
            ProxyCredential = credential ? ProxyCredential.From(new NetworkCredential("a", "b")) : null,
            ProxyUseDefaultCredentials = isCurrentUser,
        };

        Assert.Equal(ReveErrorKind.OptionConflict, Assert.Throws<ReveException>(settings.Check).Kind);
    }

    [Theory]
    [InlineData("proxy.example:8080")]
    [InlineData("proxy.example")]
    [InlineData("ftp://proxy.example")]
    [InlineData("http://user:hidden-word@proxy.example")]
    public void An_invalid_proxy_address_is_refused_without_repeating_its_password(string address)
    {
        var settings = new NetworkSettings { Proxy = new Uri(address, UriKind.RelativeOrAbsolute) };

        var error = Assert.Throws<ReveException>(settings.Check);

        Assert.Equal(ReveErrorKind.ProxyInvalid, error.Kind);
        Assert.DoesNotContain("hidden-word", $"{error} {error.Target}");
    }

    [Fact]
    public void The_error_about_an_address_does_not_repeat_its_password()
    {
        var connection = _session with { BaseUri = new Uri("https://user:hidden-word@example.com") };

        var error = Assert.Throws<ReveException>(() => new ReveClient(connection));

        Assert.DoesNotContain("hidden-word", $"{error} {error.Target}");
    }

    [Fact]
    public void Header_values_are_sent_but_never_appear_in_text()
    {
        var headers = HeaderCollection.From(new Dictionary<string, string> { ["X-Token"] = "hidden-word" });

        var connection = _session with { Headers = headers };

        Assert.Equal("hidden-word", headers.Values["x-token"]);
        Assert.Equal(["X-Token"], headers.Names);
        Assert.DoesNotContain("hidden", $"{headers} {connection}");
        Assert.DoesNotContain("hidden", System.Text.Json.JsonSerializer.Serialize(headers));
    }

    [Fact]
    public void A_proxy_credential_never_appears_in_text()
    {
        var credential = ProxyCredential.From(new NetworkCredential("hidden-name", "hidden-word"));

        var connection = _session with { Network = new NetworkSettings { ProxyCredential = credential } };

        Assert.DoesNotContain("hidden", $"{credential} {connection}");
    }
}
