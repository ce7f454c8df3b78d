using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Http;
using Reve.Providers;
using Xunit;

namespace Reve.Tests.Providers.Fal;

/// <summary>The balance, the catalogue and the test of a connection.</summary>
public sealed class FalAccountTests : FalTestBase
{
    [Fact]
    public async Task The_balance_is_in_the_currency_of_the_provider()
    {
        var balance = await Client(provider: "Fal").GetBalanceAsync(cancellation: Cancellation);

        Assert.Equal(("Fal", 24.5m, "USD"), (balance.Provider, balance.Amount, balance.Unit));
        Assert.Equal("fox", balance.Details["username"]);
        var request = Assert.Single(Emulator.Requests);
        Assert.Equal("/v1/account/billing?expand=credits", request.Path);
        Assert.Equal($"Key {Emulator.ApiKey}", request.Header("Authorization"));
    }

    [Fact]
    public async Task A_key_without_the_scope_is_told_so()
    {
        Emulator.Fal = new() { IsAdminKey = false };

        var error = await Assert.ThrowsAsync<ReveException>(
            () => Client(provider: "Fal").GetBalanceAsync(cancellation: Cancellation));

        Assert.Equal(ReveErrorKind.AuthenticationFailed, error.Kind);
        Assert.Contains("ADMIN", error.Advice);
        Assert.Equal("An ADMIN key is required", error.ProviderMessage);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("<html>")]
    [InlineData("""{"credits":{"current_balance":"much"}}""")]
    public async Task A_balance_that_cannot_be_read_is_an_error(string body)
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/v1/account", Status = 200, Body = body });

        var error = await Assert.ThrowsAsync<ReveException>(
            () => Client(provider: "Fal").GetBalanceAsync(cancellation: Cancellation));

        Assert.Equal(ReveErrorKind.ProviderFailed, error.Kind);
    }

    [Theory]
    [InlineData(true, 24.5, true, "The key is accepted.")]
    [InlineData(true, 0, false, "The key is accepted, but the account has no credit.")]
    [InlineData(false, 24.5, true, "The key is accepted. It does not give access to the balance.")]
    public async Task A_connection_is_tested_with_free_requests(bool isAdmin, double balance, bool works, string detail)
    {
        Emulator.Fal = new()
        {
            IsAdminKey = isAdmin,
            Balance = (decimal)balance,
            Catalogue = new Dictionary<string, string> { ["reve/2.1/edit"] = "deprecated", ["reve/2.1/remix"] = "" },
        };

        var test = await Client(provider: "Fal").TestAsync(cancellation: Cancellation);

        Assert.Equal((true, works, detail), (test.IsKeyAccepted, test.Works, test.Detail));
        Assert.Equal(["reve/2.1/edit", "reve/2.1/remix"], test.DeprecatedModels);
        Assert.Equal(isAdmin, test.Balance is not null);
        Assert.All(Emulator.Requests, request => Assert.Equal("GET", request.Method));
        Assert.Empty(Emulator.Bill);
    }

    [Theory]
    [InlineData(401, """{"detail":"no"}""", ReveErrorKind.AuthenticationFailed)]
    [InlineData(403, """{"detail":"User is locked."}""", ReveErrorKind.OutOfCredit)]
    [InlineData(404, "", ReveErrorKind.TaskNotFound)]
    public async Task A_connection_that_does_not_work_is_an_error(int status, string body, ReveErrorKind kind)
    {
        Emulator.Misbehave(new Misbehaviour { Path = App, Status = status, Body = body });

        var error = await Assert.ThrowsAsync<ReveException>(
            () => Client(provider: "Fal").TestAsync(cancellation: Cancellation));

        Assert.Equal(kind, error.Kind);
    }

    [Fact]
    public async Task The_catalogue_is_read_without_the_key()
    {
        Emulator.Fal = new()
        {
            Catalogue = new Dictionary<string, string> { ["reve/2.1/edit"] = "deprecated", ["reve/2.1/remix"] = "" },
        };

        var listings = await ListAsync();

        Assert.Equal(
            [
                ("reve/2.1/text-to-image", ModelListingState.Listed), ("reve/2.1/edit", ModelListingState.Deprecated),
                ("reve/2.1/remix", ModelListingState.Gone),
            ],
            listings.Select(listing => (listing.Model, listing.State)));
        Assert.All(listings, listing => Assert.Equal("Fal", listing.Provider));
        Assert.All(listings, listing => Assert.Null(listing.ListedPrice));
        Assert.Equal(3, Emulator.Requests.Count);
        Assert.All(Emulator.Requests, request => Assert.Null(request.Header("Authorization")));
        Assert.Contains(Emulator.Requests, request => request.Path == "/v1/models?endpoint_id=reve%2F2.1%2Fedit");
    }

    [Theory]
    [InlineData(200, "<html>")]
    [InlineData(200, "{}")]
    [InlineData(404, "<html>")]
    [InlineData(400, """{"error":{"type":"x","message":"no"}}""")]
    public async Task A_catalogue_that_cannot_be_read_is_an_error_and_not_an_empty_one(int status, string body)
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/v1/models", Status = status, Body = body, Times = 99 });

        await Assert.ThrowsAsync<ReveException>(ListAsync);
    }

    [Fact]
    public async Task A_model_that_the_catalogue_refuses_is_gone()
    {
        Emulator.Misbehave(new Misbehaviour
        {
            Path = "/v1/models", Status = 404, Times = 3,
            Body = """{"error":{"type":"not_found","message":"Endpoint not found"}}""",
        });

        Assert.All(await ListAsync(), listing => Assert.Equal(ModelListingState.Gone, listing.State));
    }

    private Task<IReadOnlyList<ReveModelListing>> ListAsync()
    {
        var connection = Connection("Fal");
        var factory = new Reve.Execution.ProviderSessionFactory(
            connection, new CallPolicy(), Clock, new Reve.Threading.AsyncCache<string, object>());
        return ProviderRegistry.Find(connection.Provider)
            .GetModelListingsAsync(factory.Create(Notices.Enqueue), Cancellation);
    }
}
