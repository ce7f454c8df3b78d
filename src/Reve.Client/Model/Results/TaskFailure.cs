namespace Reve;

/// <summary>Why a task failed, as far as the provider says more than a text.</summary>
/// <param name="Kind">The kind of error; null when the text or the status decides.</param>
/// <param name="Status">The HTTP status of the failure; null when there is none.</param>
/// <param name="Billing">Whether the failed task was charged.</param>
internal sealed record TaskFailure(
    ReveErrorKind? Kind = null, int? Status = null, Billing Billing = Billing.NotCharged);
