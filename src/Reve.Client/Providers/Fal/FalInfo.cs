using System;

namespace Reve.Providers.Fal;

/// <summary>The data of fal. Nothing of it was confirmed with a live key.</summary>
internal static class FalInfo
{
    /// <summary>The listed price of a billable unit, which is one image.</summary>
    public const decimal UnitPrice = 0.25m;

    public const string RequestIdHeader = "x-fal-request-id";
    public const string DefaultModel = "reve/2.1/text-to-image";

    /// <summary>Receives uploads.</summary>
    public static Uri StorageAddress { get; } = new("https://rest.fal.ai");

    /// <summary>Has the catalogue and the balance.</summary>
    public static Uri PlatformAddress { get; } = new("https://api.fal.ai");

    public static ProviderInfo Info { get; } = new()
    {
        Name = "Fal",
        DisplayName = "fal",
        ModelFamily = "Reve 2.1",
        Availability = new(
            ProviderState.Listed, new DateTime(2026, 9, 24),
            "It lists the models and their price. No source shows an image of them after Reve closed its own API."),
        BaseUri = new Uri("https://queue.fal.run"),
        OtherAddresses = [StorageAddress, PlatformAddress],
        KeyScheme = "Key",
        ReferenceTag = "frame",
        KeyVariables = ["FAL_KEY"],
        Unit = ReveUsage.Usd,
        UnitWorth = 1,
        HasTasks = true,
        CancelsTasks = true,
        ReportsBalance = true,
        Operations =
        [
            CreateOperation(ReveOperation.Create, DefaultModel),
            CreateOperation(ReveOperation.Edit, "reve/2.1/edit"),
            CreateOperation(ReveOperation.Remix, "reve/2.1/remix"),
        ],
    };

    private static OperationInfo CreateOperation(ReveOperation operation, string model) =>
        OperationInfo.Reve21(operation, model, maximumRemixInputs: 8) with
        {
            DefaultAspectRatio = "auto",
            // Only readers of the machine schema report this limit.
            MaximumPromptLength = 4000,
            InputBytesBelow = 10_000_000,
            InputFormats =
                [ImageFormat.Png, ImageFormat.Jpeg, ImageFormat.WebP, ImageFormat.Avif, ImageFormat.Heif],
            MaximumCount = 4,
            Options =
            [
                new(ReveOption.Format) { Values = ["png", "jpeg", "webp"] },
                new(ReveOption.WebhookUri),
                new(ReveOption.NoWait),
            ],
            Price = UnitPrice,
        };
}
