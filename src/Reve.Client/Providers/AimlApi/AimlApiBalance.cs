using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Reve.Http;
using Reve.Json;

namespace Reve.Providers.AimlApi;

/// <summary>Gets the balance in money, or in credits where only the older endpoint exists.</summary>
internal static class AimlApiBalance
{
    private static readonly string[] s_paths = ["/v2/billing", "/v1/billing/balance"];

    public static async Task<ReveBalance> GetAsync(
        ProviderSession session, AimlApiResponseParser parser, CancellationToken cancellation)
    {
        foreach (var path in s_paths)
        {
            try
            {
                using var response = await session.FreeRequests
                    .SendAsync(new HttpCall(HttpMethod.Get, path), ReadError, cancellation).ConfigureAwait(false);
                if (Read(response.Root, session) is { } balance) return balance;
            }
            catch (ReveException exception) when (exception.Status is 404 or 410)
            {
                // The endpoint does not exist on this host.
            }
        }

        var provider = session.Connection.Provider;
        throw new ReveException(
            ReveErrorKind.ProviderFailed,
            $"The response of {provider} contains no balance that can be read.",
            "Check -BaseUri, or look at the account on the provider's website.")
        { Target = provider.Name, Provider = provider.Name };

        // A 403 of a free request means a wrong key, and never a lack of credit.
        ProviderError ReadError(JsonResponse response) => parser.ReadError(response) with { Kind = null };
    }

    private static ReveBalance? Read(JsonElement root, ProviderSession session)
    {
        if ((root.Amount("current_balance") ?? root.Amount("balance")) is not { } amount) return null;
        return new ReveBalance
        {
            Provider = session.Connection.Provider.Name,
            Amount = amount,
            Unit = root.Text("currency") ?? "credits",
            Details = root.Fields()
                .Where(field => field.Key is not ("current_balance" or "balance" or "currency"))
                .Select(field => (Name: field.Key, Value: ValueOf(field.Value)))
                .Where(field => field.Value is not null)
                .GroupBy(field => field.Name)
                .ToDictionary(group => group.Key, group => group.Last().Value!),
            AskedAt = session.Clock.UtcNow,
        };
    }

    private static object? ValueOf(JsonElement value) =>
        value.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? value.RawText() : value.PlainValue();
}
