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
            CreateOperation(ReveOperation.Create, 0, 0),
            CreateOperation(ReveOperation.Edit, 1, 1),
            CreateOperation(ReveOperation.Remix, 1, 8),
        ],
    };

    private static OperationInfo CreateOperation(
        ReveOperation operation, int minimumInputs, int maximumInputs) => new()
    {
        Operation = operation,
        Model = Model,
        AspectRatios = OperationInfo.Reve21Ratios,
        // Not documented here. The largest limit that another provider states for the same model.
        MaximumPromptLength = 4000,
        MinimumInputs = minimumInputs,
        MaximumInputs = maximumInputs,
        MaximumInputSide = null,
        MaximumInputPixels = null,
        // The number of images per call (numberResults) has no documented maximum.
        MaximumCount = 1,
        OutputFormats = [ImageFormat.Png, ImageFormat.Jpeg, ImageFormat.WebP],
        Options =
        [
            new(ReveOption.Format) { Values = ["png", "jpeg", "webp"] },
            new(ReveOption.WebhookUri),
            new(ReveOption.NoWait),
        ],
        Price = Price,
    };
}
