using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Providers;
using Reve.Threading;
using Xunit;

namespace Reve.Tests.Providers;

public sealed class AimlApiBalanceTests : EmulatorTests
{
    private const string Path = "/v2/billing";

    [Fact]
    public async Task The_balance_is_in_the_currency_of_the_provider()
    {
        var balance = await AskAsync();

        Assert.Equal(("AimlApi", 12.5m, "USD"), (balance.Provider, balance.Amount, balance.Unit));
        Assert.Equal(Clock.UtcNow, balance.AskedAt);
        Assert.Equal("12.5 USD", balance.ToString());
        Assert.Empty(balance.Details);
        var request = Assert.Single(Emulator.Requests);
        Assert.Equal(("GET", Path), (request.Method, request.Path));
        Assert.Equal($"Bearer {Emulator.ApiKey}", request.Header("Authorization"));
        Assert.Empty(request.Body);
    }

    [Fact]
    public async Task The_older_endpoint_returns_the_balance_in_credits()
    {
        Emulator.Misbehave(new Misbehaviour { Path = Path, Status = 404, Body = """{"message":"Cannot GET"}""" });

        var balance = await AskAsync();

        Assert.Equal((25_000_000m, "credits"), (balance.Amount, balance.Unit));
        Assert.Equal(false, balance.Details["lowBalance"]);
        Assert.Equal("current", balance.Details["status"]);
    }

    [Theory]
    [InlineData(504)]
    [InlineData(503)]
    [InlineData(429)]
    public async Task The_query_is_free_and_is_retried(int status)
    {
        Emulator.Misbehave(new Misbehaviour { Path = Path, Status = status, Body = "{}" });
        Emulator.Misbehave(new Misbehaviour { Path = Path, Fault = Fault.ResetAfterBody });

        Assert.Equal(12.5m, (await AskAsync()).Amount);
        Assert.Equal(3, Emulator.Requests.Count);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task A_rejected_key_is_an_authentication_error(int status)
    {
        Emulator.Misbehave(new Misbehaviour { Path = Path, Status = status, Body = """{"message":"not yours"}""" });

        var error = await Assert.ThrowsAsync<ReveException>(() => AskAsync());

        Assert.Equal(ReveErrorKind.AuthenticationFailed, error.Kind);
        Assert.Equal("not yours", error.ProviderMessage);
        Assert.Single(Emulator.Requests);
    }

    [Fact]
    public async Task A_response_without_a_balance_is_an_error()
    {
        Emulator.Misbehave(new Misbehaviour { Method = "GET", Body = """{"currency":"USD"}""", Times = 2 });

        var error = await Assert.ThrowsAsync<ReveException>(() => AskAsync());

        Assert.Equal(ReveErrorKind.ProviderFailed, error.Kind);
        Assert.Contains("no balance", error.Message);
    }

    public static TheoryData<string> WithoutBalance =>
        [.. TestProviders.Remote.Where(provider => !provider.ReportsBalance).Select(provider => provider.Name)];

    [Theory]
    [MemberData(nameof(WithoutBalance))]
    public async Task A_provider_without_a_balance_names_those_that_have_one(string provider)
    {
        var error = await Assert.ThrowsAsync<ReveException>(() => AskAsync(provider));

        Assert.Equal(ReveErrorKind.OperationNotSupported, error.Kind);
        Assert.Contains("AimlApi", error.Advice);
        Assert.Empty(Emulator.Requests);
    }

    [Fact]
    public void Which_providers_report_a_balance_is_data() => Assert.Contains(
        "AimlApi", ProviderRegistry.All.Where(provider => provider.ReportsBalance).Select(provider => provider.Name));

    private Task<ReveBalance> AskAsync(string provider = "AimlApi") =>
        Client(provider: provider).GetBalanceAsync(Notices.Enqueue, Cancellation);
}
