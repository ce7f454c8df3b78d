using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Reve.Http;
using Reve.Json;

namespace Reve.Providers.AtlasCloud;

/// <summary>Gets the balance of the account: what is available, and the amounts that it consists of.</summary>
internal static class AtlasCloudBalance
{
    private const string Available = "available";

    public static async Task<ReveBalance> GetAsync(ProviderSession session, CancellationToken cancellation)
    {
        var call = new HttpCall(HttpMethod.Get, "/public/v1/balance")
        {
            RequestIdHeader = AtlasCloudInfo.RequestIdHeader,
        };
        using var response = await session.FreeRequests
            .SendAsync(
                call, AtlasCloudErrorParser.ReadAccountError, cancellation,
                AtlasCloudErrorParser.ReadEmbeddedAccountError)
            .ConfigureAwait(false);
        var account = AtlasCloudEnvelope.Unwrap(response.Root);
        return ReadMoney(account.Get(Available)) is var (amount, currency)
            ? new ReveBalance
            {
                Provider = AtlasCloudInfo.Info.Name,
                Amount = amount,
                Unit = currency,
                Details = ReadDetails(account),
                AskedAt = session.Clock.UtcNow,
            }
            : throw NoBalance();
    }

    private static Dictionary<string, object> ReadDetails(JsonElement account)
    {
        var details = new Dictionary<string, object>();
        foreach (var field in account.Fields().Where(field => field.Key != Available))
        {
            if (ReadMoney(field.Value) is var (amount, _)) details[field.Key] = amount;
        }

        return details;
    }

    private static (decimal Amount, string Currency)? ReadMoney(JsonElement? money) =>
        money?.Amount("value") is { } amount
            ? (amount, money.Value.Text("currency")?.ToUpperInvariant() ?? ReveUsage.Usd)
            : null;

    private static ReveException NoBalance() => new(
        ReveErrorKind.ProviderFailed,
        $"The response of {AtlasCloudInfo.Info} contains no balance that can be read.",
        "Check -BaseUri, or look at the account on the provider's website.")
    { Target = AtlasCloudInfo.Info.Name, Provider = AtlasCloudInfo.Info.Name };
}
