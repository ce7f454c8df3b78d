using System.Collections.Generic;
using System.Linq;

namespace Reve;

/// <summary>Errors about what a provider does not support.</summary>
internal static class ProviderErrors
{
    public static ReveException OperationNotSupported(
        ReveOperation operation, ProviderInfo provider, IEnumerable<ProviderInfo> providers) => new(
        ReveErrorKind.OperationNotSupported,
        $"{provider} cannot {VerbOf(operation)} images.",
        $"Use -Provider {NamesOf(providers.Where(other => other.Find(operation) is not null))}.")
    { Target = operation, Provider = provider.Name };

    public static ReveException BalanceNotSupported(ProviderInfo provider, IEnumerable<ProviderInfo> providers) => new(
        ReveErrorKind.OperationNotSupported,
        $"{provider} does not report the balance of an account.",
        $"Use -Provider {NamesOf(providers.Where(other => other.ReportsBalance))}.")
    { Target = provider.Name, Provider = provider.Name };

    public static string ListOf(IEnumerable<ProviderInfo> providers) =>
        string.Join(", ", providers.Select(provider => provider.Name));

    public static string NamesOf(IEnumerable<ProviderInfo> providers) =>
        string.Join(" or ", providers.Select(provider => provider.Name));

    public static string VerbOf(ReveOperation operation) => operation switch
    {
        ReveOperation.Create => "create",
        ReveOperation.Edit => "edit",
        _ => "remix",
    };
}
