using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Execution;
using Reve.Providers.AtlasCloud;
using Reve.Threading;
using Xunit;

namespace Reve.Tests.Providers.AtlasCloud;

/// <summary>The balance, the catalog and the test of a connection.</summary>
public sealed class AtlasCloudAccountTests : AtlasCloudTestBase
{
    private const string Balance = "/public/v1/balance";
    private const string Catalog = "/api/v1/models";

    [Fact]
    public async Task The_balance_is_what_is_available_with_its_parts()
    {
        var balance = await Atlas().GetBalanceAsync(Notices.Enqueue, Cancellation);

        Assert.Equal(("AtlasCloud", 12.5m, "USD"), (balance.Provider, balance.Amount, balance.Unit));
        Assert.Equal(
            new Dictionary<string, object> { ["cash"] = 10m, ["bonus"] = 2.5m, ["frozen"] = 0.24m }, balance.Details);
        var request = Assert.Single(Emulator.Requests);
        Assert.Equal(("GET", Balance), (request.Method, request.Path));
        Assert.Equal($"Bearer {Emulator.ApiKey}", request.Header("Authorization"));
    }

    [Theory]
    [InlineData("""{"data":{"available":{"value":3,"currency":"eur"}}}""", 3, "EUR")]
    [InlineData("""{"available":{"value":"-1.5"}}""", -1.5, "USD")]
    public async Task Other_forms_of_the_balance_are_read(string body, double amount, string unit)
    {
        Respond(Balance, 200, body);

        var balance = await Atlas().GetBalanceAsync(Notices.Enqueue, Cancellation);

        Assert.Equal(((decimal)amount, unit), (balance.Amount, balance.Unit));
    }

    [Theory]
    [InlineData(401, ReveErrorKind.AuthenticationFailed)]
    [InlineData(403, ReveErrorKind.AuthenticationFailed)]
    [InlineData(404, ReveErrorKind.ProviderFailed)]
    public async Task An_error_of_the_account_is_read_also_inside_a_response_of_success(
        int status, ReveErrorKind kind)
    {
        const string Words = "not yours";
        Respond(Balance, status, """{"error":{"type":"t","code":"c","message":"not yours"},"request_id":"r"}""");
        Respond(Balance, 200, $$"""{"code":{{status}},"msg":"not yours","request_id":"r","data":null}""");
        for (var number = 0; number < 2; number++)
        {
            var error = await Assert.ThrowsAsync<ReveException>(
                () => Atlas().GetBalanceAsync(Notices.Enqueue, Cancellation));
            Assert.Equal((kind, Words, "r"), (error.Kind, error.ProviderMessage, error.RequestId));
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"available":{"currency":"usd"}}""")]
    [InlineData("<html>welcome</html>")]
    public async Task A_response_without_a_balance_is_an_error(string body)
    {
        Respond(Balance, 200, body);

        var error = await Assert.ThrowsAsync<ReveException>(
            () => Atlas().GetBalanceAsync(Notices.Enqueue, Cancellation));

        Assert.Contains("no balance", error.Message);
    }

    [Fact]
    public async Task The_catalog_is_read_without_the_key()
    {
        var listings = await ListAsync();

        Assert.Equal(
            [ReveOperation.Create, ReveOperation.Edit, ReveOperation.Remix],
            listings.Select(listing => listing.Operation));
        Assert.All(listings, listing => Assert.Equal(
            (ModelListingState.Listed, 0.24m, "USD", null),
            (listing.State, listing.ListedPrice, listing.Unit, listing.Note)));
        var request = Assert.Single(Emulator.Requests);
        Assert.Equal(("GET", Catalog, null), (request.Method, request.Path, request.Header("Authorization")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_price_that_differs_and_a_model_that_is_not_listed_are_reported(bool hasPlainPrice)
    {
        Emulator.AtlasCloud = new()
        {
            ListedPrice = "0.26", Withdrawn = ["reve-ai/reve-2.1/remix"], HasPlainPrice = hasPlainPrice,
        };

        var listings = await ListAsync();

        Assert.Equal(0.26m, listings[0].ListedPrice);
        Assert.Equal("The listed price of 0.26 USD differs from the built-in 0.24.", listings[0].Note);
        Assert.Equal((ModelListingState.Gone, null), (listings[2].State, listings[2].ListedPrice));
    }

    [Fact]
    public async Task A_model_that_the_console_hides_is_listed_with_a_note()
    {
        Respond(
            Catalog, 200,
            """{"code":"200","data":[{"model":"reve-ai/reve-2.1/edit","display_console":false,"price":{}}]}""");

        var listings = await ListAsync();

        Assert.Equal((ModelListingState.Listed, null), (listings[1].State, listings[1].ListedPrice));
        Assert.Contains("console", listings[1].Note);
        Assert.Equal(ModelListingState.Gone, listings[0].State);
    }

    [Theory]
    [InlineData(200, "<html>welcome</html>")]
    [InlineData(200, """{"code":"200","data":[]}""")]
    [InlineData(404, """{"code":404,"msg":"moved","data":null}""")]
    public async Task A_catalog_that_cannot_be_read_does_not_say_that_the_models_are_gone(int status, string body)
    {
        Respond(Catalog, status, body);

        var error = await Assert.ThrowsAsync<ReveException>(ListAsync);

        Assert.Equal(ReveErrorKind.ProviderFailed, error.Kind);
    }

    [Fact]
    public async Task The_test_of_a_connection_uses_free_requests_only()
    {
        var test = await Atlas().TestAsync(Notices.Enqueue, Cancellation);

        Assert.Equal((true, true, 12.5m), (test.Works, test.IsKeyAccepted, test.Balance!.Amount));
        Assert.All(Emulator.Requests, request => Assert.Equal("GET", request.Method));
    }

    [Theory]
    [InlineData("0.000000", false, "no credit")]
    [InlineData("12.5", true, "does not list reve-ai/reve-2.1/edit.")]
    public async Task The_test_of_a_connection_says_what_is_wrong(string balance, bool isWithdrawn, string words)
    {
        Emulator.AtlasCloud = new()
        {
            Balance = balance, Withdrawn = isWithdrawn ? ["reve-ai/reve-2.1/edit"] : [],
        };

        var test = await Atlas().TestAsync(Notices.Enqueue, Cancellation);

        Assert.Equal((false, true), (test.Works, test.IsKeyAccepted));
        Assert.Contains(words, test.Detail);
        Assert.Equal(isWithdrawn ? ["reve-ai/reve-2.1/edit"] : [], test.DeprecatedModels);
    }

    [Fact]
    public async Task The_test_of_a_connection_does_not_need_the_catalog()
    {
        Respond(Catalog, 404, "{}");

        Assert.True((await Atlas().TestAsync(Notices.Enqueue, Cancellation)).Works);
    }

    private Task<IReadOnlyList<ReveModelListing>> ListAsync()
    {
        var sessions = new ProviderSessionFactory(
            Connection(ProviderName), new CallPolicy(), Clock, new AsyncCache<string, object>());
        return new AtlasCloudProvider().GetModelListingsAsync(sessions.Create(Notices.Enqueue), Cancellation);
    }
}
