using System;
using System.Collections.Generic;

namespace Reve.Providers.AtlasCloud;

internal static class AtlasCloudInfo
{
    public const string RequestIdHeader = "X-Request-ID";

    /// <summary>The length of a request body that the provider refuses to exceed.</summary>
    public const int MaximumBodyLength = 50_000_000;

    // No response and no webhook names a charge, so this is an estimate for every task.
    private const decimal Price = 0.24m;

    private const int InputBytesBelow = 40_000_000;
    private const int MaximumWebhookLength = 1024;

    private static readonly IReadOnlyList<ImageFormat> s_inputFormats =
    [
        ImageFormat.WebP, ImageFormat.Jpeg, ImageFormat.Png, ImageFormat.Gif, ImageFormat.Tiff, ImageFormat.Avif,
    ];

    public static ProviderInfo Info { get; } = new()
    {
        Name = "AtlasCloud",
        DisplayName = "Atlas Cloud",
        ModelFamily = "Reve 2.1",
        Availability = new(
            ProviderState.Listed, new DateTime(2026, 7, 21),
            "Its pages and its own nodes list the models. One project stopped using them here and gave no reason."),
        BaseUri = new Uri("https://api.atlascloud.ai"),
        ReferenceTag = "frame",
        KeyVariables = ["ATLASCLOUD_API_KEY"],
        Unit = ReveUsage.Usd,
        UnitWorth = 1,
        HasTasks = true,
        ReportsBalance = true,
        Operations =
        [
            CreateOperation(ReveOperation.Create, "reve-ai/reve-2.1/text-to-image"),
            CreateOperation(ReveOperation.Edit, "reve-ai/reve-2.1/edit"),
            CreateOperation(ReveOperation.Remix, "reve-ai/reve-2.1/remix"),
        ],
    };

    private static OperationInfo CreateOperation(ReveOperation operation, string model) =>
        OperationInfo.Reve21(operation, model, maximumRemixInputs: 6) with
        {
            DefaultAspectRatio = "auto",
            InputBytesBelow = operation == ReveOperation.Create ? null : InputBytesBelow,
            InputFormats = operation == ReveOperation.Create ? [] : s_inputFormats,
            Options =
            [
                new(ReveOption.RemoveBackground),
                new(ReveOption.Format) { Values = ["png", "jpeg", "webp"] },
                new(ReveOption.WebhookUri) { MaximumLength = MaximumWebhookLength, IsHttpsOnly = true },
                new(ReveOption.NoWait),
            ],
            Price = Price,
        };
}
