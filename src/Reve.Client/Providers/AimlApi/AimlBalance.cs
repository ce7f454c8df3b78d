using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Http;
using Reve.Json;
using Reve.Threading;

namespace Reve.Providers;

/// <summary>AIML API's balance, in money; or in credits where only the older question is known.</summary>
internal static class AimlBalance
{
    private static readonly string[] s_paths = ["/v2/billing", "/v1/billing/balance"];

    public static async Task<ReveBalance> ReadAsync(
        Wire wire, Func<JsonResponse, ProviderError> readRefusal, CancellationToken cancellation)
    {
        foreach (var path in s_paths)
        {
            var call = new HttpCall(HttpMethod.Get, path) { ReadError = readRefusal };
            try
            {
                using var answer = await wire.SendAsync(call, cancellation).ConfigureAwait(false);
                if (Read(answer.Root, wire) is { } balance) return balance;
            }
            catch (ReveException exception) when (exception.Status is 404 or 410)
            {
                // This question is not known there, or no longer.
            }
        }

        throw Faults.BalanceUnreadable(wire.Connection.Provider);
    }

    private static ReveBalance? Read(JsonElement root, Wire wire)
    {
        if ((root.Number("current_balance") ?? root.Number("balance")) is not { } amount) return null;
        return new ReveBalance
        {
            Provider = wire.Connection.Provider.Name,
            Amount = amount,
            Unit = root.Text("currency") ?? "credits",
            Details = root.EnumerateObject()
                .Where(field => field.Name is not ("current_balance" or "balance" or "currency"))
                .Select(field => (field.Name, Value: Plain(field.Value)))
                .Where(field => field.Value is not null)
                .GroupBy(field => field.Name)
                .ToDictionary(group => group.Key, group => group.Last().Value!),
            AskedAt = wire.Clock.UtcNow,
        };
    }

    private static object? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.StringValue(),
        JsonValueKind.Number => value.TryGetDecimal(out var number) ? number : value.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null => null,
        _ => value.GetRawText(),
    };
}
