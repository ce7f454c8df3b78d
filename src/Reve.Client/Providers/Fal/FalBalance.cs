using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Reve.Http;
using Reve.Json;

namespace Reve.Providers.Fal;

/// <summary>Gets the balance, which fal reports to keys with the scope ADMIN only.</summary>
internal static class FalBalance
{
    public static async Task<ReveBalance> GetAsync(ProviderSession session, CancellationToken cancellation)
    {
        var call = new HttpCall(HttpMethod.Get, "/v1/account/billing?expand=credits")
        {
            Address = FalInfo.PlatformAddress,
        };
        try
        {
            using var response = await session.FreeRequests
                .SendAsync(call, FalErrorParser.Read, cancellation).ConfigureAwait(false);
            return Read(response, session) ?? throw Unreadable(session.Connection.Provider);
        }
        catch (ReveException exception) when (exception.Kind == ReveErrorKind.AuthenticationFailed)
        {
            throw NotAllowed(exception, session.Connection.Provider);
        }
    }

    private static ReveBalance? Read(JsonResponse response, ProviderSession session)
    {
        var credits = response.Root.Get("credits") ?? default;
        if (credits.Amount("current_balance") is not { } amount) return null;
        return new ReveBalance
        {
            Provider = session.Connection.Provider.Name,
            Amount = amount,
            Unit = credits.Text("currency") ?? ReveUsage.Usd,
            Details = response.Root.Fields()
                .Where(field => field.Key != "credits" && field.Value.StringValue() is not null)
                .GroupBy(field => field.Key)
                .ToDictionary(group => group.Key, group => (object)group.Last().Value.StringValue()!),
            AskedAt = session.Clock.UtcNow,
        };
    }

    private static ReveException NotAllowed(ReveException cause, ProviderInfo provider) => new(
        ReveErrorKind.AuthenticationFailed,
        $"{provider} did not report the balance ({cause.Status})."
        + (cause.ProviderMessage is { } message ? $" It says: {message}" : ""),
        $"Check the key. {provider} reports the balance only to a key with the scope ADMIN, which an ordinary key "
        + "lacks.",
        cause)
    {
        Provider = provider.Name,
        Target = provider.Name,
        Status = cause.Status,
        ProviderMessage = cause.ProviderMessage,
        RequestId = cause.RequestId,
    };

    private static ReveException Unreadable(ProviderInfo provider) => new(
        ReveErrorKind.ProviderFailed,
        $"The response of {provider} contains no balance that can be read.",
        "Check -BaseUri, or look at the account on the provider's website.")
    { Target = provider.Name, Provider = provider.Name };
}
