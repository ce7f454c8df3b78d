using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Execution;
using Reve.Providers.Runware;
using Reve.Threading;
using Xunit;

namespace Reve.Tests.Providers.Runware;

/// <summary>Free requests: the balance, the test of a connection, and the published schema of the model.</summary>
public sealed class RunwareAccountTests : RunwareTestBase
{
    private const string SchemaPath = "/docs/models/reve-2-1/schema.json";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_balance_is_a_number_or_an_object(bool isObject)
    {
        Emulator.Runware = new() { IsBalanceObject = isObject };

        var balance = await Client(provider: ProviderName).GetBalanceAsync(Notices.Enqueue, Cancellation);

        Assert.Equal(("Runware", 24.5m, "USD"), (balance.Provider, balance.Amount, balance.Unit));
        string[] names = isObject ? ["organizationName", "freeBalance"] : ["organizationName"];
        Assert.Equal(names, balance.Details.Keys);
        Assert.Single(OfType("accountManagement"));
    }

    [Theory]
    [InlineData("""{"data":[{"balance":{"balance":"7.5","currency":"EUR"}}]}""", 7.5, "EUR")]
    [InlineData("""{"data":{"credits":3}}""", 3, "USD")]
    public async Task The_balance_is_read_leniently(string body, double amount, string unit)
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/v1", Body = body });

        var balance = await Client(provider: ProviderName).GetBalanceAsync(null, Cancellation);

        Assert.Equal(((decimal)amount, unit), (balance.Amount, balance.Unit));
    }

    [Theory]
    [InlineData(200, """{"data":[{"taskType":"accountManagement"}]}""", ReveErrorKind.ProviderFailed)]
    [InlineData(200, "<html>", ReveErrorKind.ProviderFailed)]
    [InlineData(200, """{"errors":[{"code":"invalidApiKey","message":"no"}]}""", ReveErrorKind.AuthenticationFailed)]
    [InlineData(400, """{"error":{"code":"invalidApiKey","message":"no"}}""", ReveErrorKind.AuthenticationFailed)]
    public async Task A_balance_that_cannot_be_read_is_an_error(int status, string body, ReveErrorKind kind)
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/v1", Status = status, Body = body, Times = 9 });

        var error = await Assert.ThrowsAsync<ReveException>(
            () => Client(provider: ProviderName).GetBalanceAsync(null, Cancellation));

        Assert.Equal(kind, error.Kind);
    }

    [Fact]
    public async Task A_connection_is_tested_for_free()
    {
        var test = await Client(provider: ProviderName).TestAsync(null, Cancellation);

        Assert.True(test.Works);
        Assert.True(test.IsKeyAccepted);
        Assert.Equal(24.5m, test.Balance!.Amount);
        Assert.Empty(Sent);
    }

    [Fact]
    public async Task A_connection_without_a_readable_balance_works_and_one_without_credit_does_not()
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/v1", Body = """{"data":[{"taskType":"accountManagement"}]}""" });
        Emulator.Misbehave(new Misbehaviour { Path = "/v1", Body = """{"data":[{"balance":0}]}""" });
        var client = Client(provider: ProviderName);

        var unknown = await client.TestAsync(null, Cancellation);
        var empty = await client.TestAsync(null, Cancellation);

        Assert.Equal((true, null), (unknown.Works, unknown.Balance));
        Assert.Equal((false, 0m), (empty.Works, empty.Balance!.Amount));
        Assert.Contains("no credit", empty.Detail);
    }

    [Theory]
    [InlineData("live", "$0.20 per image", ModelListingState.Listed, 0.20, null)]
    [InlineData("Live", "starts at $0.30", ModelListingState.Listed, 0.30,
        "The listed price is 0.30 USD, the built-in price is 0.20 USD.")]
    [InlineData("deprecated", "", ModelListingState.Deprecated, null, null)]
    [InlineData("retired", "", ModelListingState.Gone, null, null)]
    [InlineData("coming-soon", "", ModelListingState.Unknown, null, "Its status is 'coming-soon'.")]
    public async Task The_listing_comes_from_the_schema_of_the_model(
        string status, string pricing, ModelListingState state, double? price, string? note)
    {
        Emulator.Runware = new() { ModelStatus = status, Pricing = pricing };

        var listings = await ListAsync();

        Assert.Equal(
            [ReveOperation.Create, ReveOperation.Edit, ReveOperation.Remix],
            listings.Select(listing => listing.Operation));
        Assert.All(listings, listing => Assert.Equal(
            ("reve:2@1", state, (decimal?)price, note),
            (listing.Model, listing.State, listing.ListedPrice, listing.Note)));
        var request = Assert.Single(Emulator.Requests);
        Assert.Equal((SchemaPath, null), (request.Path, request.Header("Authorization")));
    }

    [Fact]
    public async Task A_model_without_a_schema_is_gone_and_a_page_that_is_no_schema_is_an_error()
    {
        Emulator.Misbehave(new Misbehaviour { Path = SchemaPath, Status = 404, Body = "<html>" });
        Assert.All(await ListAsync(), listing => Assert.Equal(ModelListingState.Gone, listing.State));

        Emulator.Misbehave(new Misbehaviour { Path = SchemaPath, Body = "<html>", Times = 9 });
        var error = await Assert.ThrowsAsync<ReveException>(ListAsync);
        Assert.Equal(ReveErrorKind.ProviderFailed, error.Kind);
    }

    private Task<IReadOnlyList<ReveModelListing>> ListAsync()
    {
        var sessions = new ProviderSessionFactory(
            Connection(ProviderName), new CallPolicy(), Clock, new AsyncCache<string, object>());
        return new RunwareProvider().GetModelListingsAsync(sessions.Create(notify: null), Cancellation);
    }
}
