using System;

namespace Reve.Providers.Runware;

internal static class RunwareInfo
{
    public const string Model = "reve:2@1";
    public const decimal Price = 0.20m;

    /// <summary>The website, which publishes the schema of the model.</summary>
    public static readonly Uri Website = new("https://runware.ai");

    public static ProviderInfo Info { get; } = new()
    {
        Name = "Runware",
        DisplayName = "Runware",
        ModelFamily = "Reve 2.1",
        Availability = new(
            ProviderState.Listed, new DateTime(2026, 7, 22),
            "Its page of the model says that it is live. No generation was seen since Reve closed its own API."),
        BaseUri = new Uri("https://api.runware.ai"),
        OtherAddresses = [Website],
        ReferenceTag = "frame",
        KeyVariables = ["RUNWARE_API_KEY"],
        Unit = ReveUsage.Usd,
        UnitWorth = 1,
        HasTasks = true,
        ReportsBalance = true,
        Operations =
        [
            CreateOperation(ReveOperation.Create),
            CreateOperation(ReveOperation.Edit),
            CreateOperation(ReveOperation.Remix),
        ],
    };

    private static OperationInfo CreateOperation(ReveOperation operation) =>
        OperationInfo.Reve21(operation, Model, maximumRemixInputs: 8) with
        {
            // Not documented here. The largest limit that another provider states for the same model.
            MaximumPromptLength = 4000,
            // The number of images per call (numberResults) has no documented maximum.
            MaximumCount = 1,
            Options =
            [
                new(ReveOption.Format) { Values = ["png", "jpeg", "webp"] },
                new(ReveOption.WebhookUri),
                new(ReveOption.NoWait),
            ],
            Price = Price,
        };
}
