using System;

namespace Reve.Providers.AimlApi;

internal static class AimlApiInfo
{
    public const string TokenUnit = "tokens";
    public const string RequestIdHeader = "x-inference-id";
    public const string ClientRequestIdHeader = "X-Client-Request-Id";

    public static ProviderInfo Info { get; } = new()
    {
        Name = "AimlApi",
        DisplayName = "AIML API",
        ModelFamily = "Reve v1",
        Availability = new(
            ProviderState.Unknown, new DateTime(2026, 8, 21),
            "Its documentation lists the models. What serves them now is not known."),
        BaseUri = new Uri("https://api.aimlapi.com"),
        KeyVariables = ["AIMLAPI_API_KEY", "AIMLAPI_KEY"],
        Unit = TokenUnit,
        // The documentation implies this worth. Another price table implies half of it.
        UnitWorth = 0.0000005m,
        IsUnitWorthEstimate = true,
        ReportsBalance = true,
        Operations =
        [
            new()
            {
                Operation = ReveOperation.Create,
                Model = "reve/create-image",
                AspectRatios = OperationInfo.ReveRatios,
                DefaultAspectRatio = "3:2",
                Price = 126000,
            },
            new()
            {
                Operation = ReveOperation.Edit,
                Model = "reve/edit-image",
                MinimumInputs = 1,
                MaximumInputs = 1,
                Price = 210000,
            },
            new()
            {
                Operation = ReveOperation.Remix,
                Model = "reve/remix-edit-image",
                AspectRatios = OperationInfo.ReveRatios,
                DefaultAspectRatio = "3:2",
                MinimumInputs = 1,
                MaximumInputs = 4,
                Price = 210000,
            },
        ],
    };
}
