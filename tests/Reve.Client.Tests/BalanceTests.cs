using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Providers;
using Reve.Threading;
using Xunit;

namespace Reve.Tests;

public sealed class BalanceTests : EmulatorTests
{
    private const string Path = "/v2/billing";

    [Fact]
    public async Task What_is_left_comes_in_the_providers_own_currency()
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
    public async Task Where_only_the_older_question_is_known_it_comes_in_credits()
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
    public async Task The_question_costs_nothing_and_is_asked_again_freely(int status)
    {
        Emulator.Misbehave(new Misbehaviour { Path = Path, Status = status, Body = "{}" });
        Emulator.Misbehave(new Misbehaviour { Path = Path, Fault = Fault.ResetAfterBody });

        Assert.Equal(12.5m, (await AskAsync()).Amount);
        Assert.Equal(3, Emulator.Requests.Count);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task A_key_that_may_not_ask_is_told_as_such(int status)
    {
        Emulator.Misbehave(new Misbehaviour { Path = Path, Status = status, Body = """{"message":"not yours"}""" });

        var fault = await Assert.ThrowsAsync<ReveException>(() => AskAsync());

        Assert.Equal(ReveErrorKind.AuthenticationFailed, fault.Kind);
        Assert.Equal("not yours", fault.ProviderMessage);
        Assert.Single(Emulator.Requests);
    }

    [Fact]
    public async Task An_answer_without_a_balance_is_no_balance_of_zero()
    {
        Emulator.Misbehave(new Misbehaviour { Method = "GET", Body = """{"currency":"USD"}""", Times = 2 });

        var fault = await Assert.ThrowsAsync<ReveException>(() => AskAsync());

        Assert.Equal(ReveErrorKind.ProviderFailed, fault.Kind);
        Assert.Contains("no balance", fault.Message);
    }

    [Theory]
    [InlineData("OneRouter")]
    [InlineData("InferenceSh")]
    public async Task A_provider_that_does_not_tell_names_those_that_do(string provider)
    {
        var fault = await Assert.ThrowsAsync<ReveException>(() => AskAsync(provider));

        Assert.Equal(ReveErrorKind.OperationNotSupported, fault.Kind);
        Assert.Contains("AimlApi", fault.Advice);
        Assert.Empty(Emulator.Requests);
    }

    [Fact]
    public void Who_tells_is_data() => Assert.Equal(
        ["AimlApi"], ProviderRegistry.All.Where(provider => provider.TellsBalance).Select(provider => provider.Name));

    private Task<ReveBalance> AskAsync(string provider = "AimlApi") =>
        Client(provider: provider).GetBalanceAsync(Notices.Enqueue, Cancellation);
}
