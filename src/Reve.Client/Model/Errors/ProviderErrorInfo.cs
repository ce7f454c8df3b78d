using System.Collections.Generic;

namespace Reve;

internal static class ProviderErrorInfo
{
    private const string Topic = "Provider and account";

    public static IReadOnlyList<ErrorInfo> All { get; } =
    [
        new(Topic, ReveErrorKind.AuthenticationFailed,
            "The provider rejected the key or the account.",
            "The key is wrong or expired, or lacks a permission.",
            "Check the key and the account."),
        new(Topic, ReveErrorKind.OutOfCredit,
            "The account has no credit.",
            "The balance is used up, or the plan allows no more requests.",
            "Add credit, or use another provider."),
        new(Topic, ReveErrorKind.RequirementsNotMet,
            "The account lacks something that the model needs.",
            "A secret or an integration is not set up.",
            "Add what the message names to the account."),
        new(Topic, ReveErrorKind.InvalidRequest,
            "The provider rejected the request.",
            "A value of the request is not valid for the provider.",
            "Correct what the message names."),
        new(Topic, ReveErrorKind.ContentViolation,
            "The content policy rejected the request.",
            "The prompt, an input image or the result is not allowed.",
            "Change the prompt or the input images."),
        new(Topic, ReveErrorKind.ModelRetired,
            "The model is not available.",
            "The name is wrong, or the provider withdrew the model.",
            "Specify another model with -Model, or use another provider."),
        new(Topic, ReveErrorKind.RateLimited,
            "The provider received too many requests.",
            "The account has a limit for requests in a time.",
            "Wait, lower -ThrottleLimit, or raise the retry limits."),
        new(Topic, ReveErrorKind.ProviderFailed,
            "The provider failed or is not available.",
            "The service has a temporary problem.",
            "Try again later."),
    ];
}
