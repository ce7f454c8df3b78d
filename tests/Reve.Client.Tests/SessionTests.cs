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
        Provider = ProviderRegistry.Get("OneRouter"),
        Key = ApiKey.From("session-key"),
        BaseUri = new Uri("https://session.example"),
        BareKey = true,
        Model = "some/model",
        Headers = new Dictionary<string, string> { ["X-Team"] = "session" },
        Network = new NetworkSettings { Proxy = new Uri("http://proxy.example"), SkipCertificateCheck = true },
    };

    private ConnectionResolver Resolver => new(_environment.GetValueOrDefault) { Session = _session };

    [Fact]
    public void The_session_comes_before_the_environment()
    {
        _environment["REVE_PROVIDER"] = "AimlApi";
        _environment["ONEROUTER_API_KEY"] = "from-environment";
        _environment["ONEROUTER_BASE_URI"] = "https://environment.example";

        Assert.Equal(_session, Resolver.Resolve(null));
    }

    [Fact]
    public void What_is_said_comes_before_the_session_value_by_value()
    {
        var connection = Resolver.Resolve(null, ApiKey.From("said"));

        Assert.Equal(_session with { Key = connection.Key }, connection);
        Assert.Equal("said", connection.Key!.Reveal());
        Assert.Equal(
            new Uri("https://said.example"), Resolver.Resolve("onerouter", null, "https://said.example").BaseUri);
        Assert.Empty(Resolver.Resolve(null, headers: new Dictionary<string, string>()).Headers);
    }

    [Fact]
    public void The_environment_fills_in_what_the_session_does_not_say()
    {
        _environment["ONEROUTER_API_KEY"] = "from-environment";
        _environment["ONEROUTER_BASE_URI"] = "https://environment.example";
        var resolver = new ConnectionResolver(_environment.GetValueOrDefault)
        {
            Session = new ReveConnection { Provider = _session.Provider },
        };

        var connection = resolver.Resolve(null);

        Assert.Equal("from-environment", connection.Key!.Reveal());
        Assert.Equal("ONEROUTER_API_KEY", connection.Key.Variable);
        Assert.Equal(new Uri("https://environment.example"), connection.BaseUri);
    }

    [Fact]
    public void Another_provider_gets_the_proxy_of_the_session_and_nothing_else()
    {
        _environment["AIMLAPI_API_KEY"] = "its-own";

        var connection = Resolver.Resolve("AimlApi");

        Assert.Equal("its-own", connection.Key!.Reveal());
        Assert.Equal(
            new ReveConnection
            {
                Provider = ProviderRegistry.Get("AimlApi"),
                Key = connection.Key,
                Headers = connection.Headers,
                Network = new NetworkSettings { Proxy = new Uri("http://proxy.example") },
            },
            connection);
        Assert.Empty(connection.Headers);
        Assert.Null(new ConnectionResolver(_ => null) { Session = _session }.Resolve("AimlApi").Key);
    }

    [Theory]
    [InlineData("other/model", ReveOperation.Edit, "other/model")]
    [InlineData("reve/edit-image", ReveOperation.Edit, "reve/edit-image")]
    [InlineData("reve/edit-image@v2", ReveOperation.Edit, "reve/edit-image@v2")]
    [InlineData("reve/create-image", ReveOperation.Edit, null)]
    [InlineData(null, ReveOperation.Edit, null)]
    public void A_model_of_the_session_is_for_every_operation_but_those_it_is_known_not_to_do(
        string? model, ReveOperation operation, string? expected) => Assert.Equal(
        expected, new ReveConnection { Provider = ProviderRegistry.Get("AimlApi"), Model = model }.ModelFor(operation));

    [Theory]
    [InlineData(true, true, false, false)]
    [InlineData(false, false, true, false)]
    [InlineData(false, false, false, true)]
    [InlineData(true, false, true, true)]
    public void What_excludes_each_other_is_refused(bool proxy, bool none, bool credential, bool isCurrentUser)
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
    public void What_is_no_address_of_a_proxy_is_refused_and_a_password_in_it_is_not_repeated(string address)
    {
        var settings = new NetworkSettings { Proxy = new Uri(address, UriKind.RelativeOrAbsolute) };

        var error = Assert.Throws<ReveException>(settings.Check);

        Assert.Equal(ReveErrorKind.ProxyInvalid, error.Kind);
        Assert.DoesNotContain("hidden-word", $"{error} {error.Target}");
    }

    [Fact]
    public void A_password_in_the_address_of_a_provider_is_not_repeated()
    {
        var connection = _session with { BaseUri = new Uri("https://user:hidden-word@example.com") };

        var error = Assert.Throws<ReveException>(() => new ReveClient(connection));

        Assert.DoesNotContain("hidden-word", $"{error} {error.Target}");
    }

    [Fact]
    public void A_proxy_credential_is_never_printed()
    {
        var credential = ProxyCredential.From(new NetworkCredential("hidden-name", "hidden-word"));

        var connection = _session with { Network = new NetworkSettings { ProxyCredential = credential } };

        Assert.DoesNotContain("hidden", $"{credential} {connection}");
    }
}
