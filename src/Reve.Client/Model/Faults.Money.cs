using System.Globalization;
using Reve.Journal;
using Reve.Providers;

namespace Reve;

internal static partial class Faults
{
    public static ReveException CostLimitReached(
        decimal limit, decimal spent, decimal estimate, ProviderInfo provider) => new(
        ReveErrorKind.CostLimitReached,
        $"The cost limit of {Amount(limit, provider)} is reached: {Amount(spent, provider)} were spent, and the next "
        + $"call would cost about {Amount(estimate, provider)}.",
        "Raise -CostLimit, and run the command again; with -Resume nothing is paid for twice.")
    { Provider = provider.Name };

    /// <summary>What would end as another call did.</summary>
    public static ReveException NotSent(ReveException cause) => new(
        ReveErrorKind.NotSent, $"Nothing more is sent, because: {cause.Message}", cause.Advice, cause)
    {
        Provider = cause.Provider,
        Status = cause.Status,
        RetryAfter = cause.RetryAfter,
    };

    public static ReveException PriceUnknown(ImageRequest request, ProviderInfo provider) => new(
        ReveErrorKind.PriceUnknown,
        $"What {provider} charges for {request.Model ?? "this"} is not known, so no cost limit can hold; "
        + "nothing was sent.",
        "Leave -CostLimit out, or use a provider and a model whose price Get-ReveProvider tells.")
    { Provider = provider.Name, Target = request.Prompt };

    /// <summary>What an earlier run left without an answer.</summary>
    public static ReveException OutcomeUnknownBefore(JournalEntry entry) => OutcomeUnknownBefore(
        entry.Previous!, entry.Provider, entry.FindResponseFile());

    private static ReveException OutcomeUnknownBefore(JournaledCall past, ProviderInfo provider, string? remains) => new(
        ReveErrorKind.OutcomeUnknown,
        $"An earlier run sent this to {provider} at {past.At.ToString("u", CultureInfo.InvariantCulture)}, and "
        + (past.Billing == Billing.Charged
            ? "its image was lost; it was charged."
            : "what came of it is not known; it may have been charged."),
        (remains is { } file
            ? $"What arrived is kept in '{file}'."
            : $"Look in the provider's history for {Call(past.RequestId, past.ClientRequestId)}.")
        + " -RetryUnknownOutcome sends such calls again, and pays for them again.")
    {
        Provider = provider.Name,
        RequestId = past.RequestId,
        ClientRequestId = past.ClientRequestId,
        ResponseFile = remains,
        TaskId = past.TaskId,
        Usage = past.Usage,
    };

    private static string Amount(decimal amount, ProviderInfo provider) =>
        $"{amount.ToString("0.######", CultureInfo.InvariantCulture)} {provider.Unit}";
}
