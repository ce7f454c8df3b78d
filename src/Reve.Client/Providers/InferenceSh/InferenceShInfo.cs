using System;

namespace Reve.Providers.InferenceSh;

internal static class InferenceShInfo
{
    public static ProviderInfo Info { get; } = new()
    {
        Name = "InferenceSh",
        DisplayName = "inference.sh",
        ModelFamily = "Reve v1",
        Availability = new(
            ProviderState.PresumedClosed, new DateTime(2026, 8, 14),
            "Its apps call the API of Reve, which closed on 2026-08-14."),
        BaseUri = new Uri("https://api.inference.sh"),
        KeyVariables = ["INFERENCE_API_KEY"],
        HasTasks = true,
        CancelsTasks = true,
        Unit = "credits",
        Operations =
        [
            CreateOperation(ReveOperation.Create, "reve/create", 18, 0, 0) with
            {
                DefaultAspectRatio = "1:1",
                Versions = ["latest", "reve-create@20250915"],
            },
            CreateOperation(ReveOperation.Edit, "reve/edit", 30, 1, 1) with
            {
                Versions = ["latest", "latest-fast", "reve-edit@20250915", "reve-edit-fast@20251030"],
            },
            CreateOperation(ReveOperation.Remix, "reve/remix", 30, 1, 6) with
            {
                Versions = ["latest", "latest-fast", "reve-remix@20250915", "reve-remix-fast@20251030"],
            },
        ],
    };

    private static OperationInfo CreateOperation(
        ReveOperation operation, string app, decimal price, int minimumInputs, int maximumInputs) => new()
    {
        Operation = operation,
        Model = app,
        AspectRatios = OperationInfo.ReveRatios,
        MinimumInputs = minimumInputs,
        MaximumInputs = maximumInputs,
        Options =
        [
            new(ReveOption.Version),
            new(ReveOption.TestTimeScaling, 1, 5),
            new(ReveOption.Upscale, 2, 4),
            new(ReveOption.RemoveBackground),
            new(ReveOption.WebhookUri),
            new(ReveOption.NoWait),
        ],
        Price = price,
    };
}
