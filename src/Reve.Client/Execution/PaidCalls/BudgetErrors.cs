
namespace Reve.Execution;

/// <summary>Errors about the cost limit.</summary>
internal static class BudgetErrors
{
    public static ReveException CostLimitReached(
        CostLimit limit, decimal spent, decimal estimate, ProviderInfo provider, bool isJournaled) => new(
        ReveErrorKind.CostLimitReached,
        $"The cost limit of {limit.Format(limit.Amount, provider)} is reached: {limit.Format(spent, provider)} were "
        + $"spent, and the next call would cost about {limit.Format(estimate, provider)}.",
        isJournaled
            ? "Raise -CostLimit and run the command again. With -Resume nothing is paid for twice."
            : "Raise -CostLimit, and run the command again for the remaining items.")
    { Provider = provider.Name };

    public static ReveException PriceUnknown(ImageRequest request, ProviderInfo provider) => new(
        ReveErrorKind.PriceUnknown,
        $"The price of {request.Model ?? "the call"} at {provider} is not known, so -CostLimit cannot be enforced. "
        + "Nothing was sent.",
        "Omit -CostLimit, or use a provider and a model whose price Get-ReveProvider shows.")
    { Provider = provider.Name, Target = request.Prompt };
}
