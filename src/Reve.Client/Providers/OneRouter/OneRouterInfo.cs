using System;

namespace Reve.Providers.OneRouter;

internal static class OneRouterInfo
{
    private const long BytesBelow = 1_500_000;

    private static readonly ImageFormat[] s_formats =
        [ImageFormat.Png, ImageFormat.Jpeg, ImageFormat.WebP, ImageFormat.Avif, ImageFormat.Heif];

    /// <summary>The address of the public list of models.</summary>
    public static Uri Catalog { get; } = new("https://api.infron.ai");

    public static ProviderInfo Info { get; } = new()
    {
        Name = "OneRouter",
        DisplayName = "OneRouter",
        ModelFamily = "Reve v1",
        Availability = new(
            ProviderState.Unknown, null,
            "Its pages list the models without a date. What serves them now is not known."),
        BaseUri = new Uri("https://image.onerouter.pro"),
        OtherAddresses = [Catalog],
        KeyVariables = ["ONEROUTER_API_KEY"],
        TakesBareKey = true,
        Unit = "calls",
        Operations =
        [
            new()
            {
                Operation = ReveOperation.Edit,
                Model = "reve-edit-image-to-image",
                MinimumInputs = 1,
                MaximumInputs = 1,
                InputBytesBelow = BytesBelow,
                InputFormats = s_formats,
            },
            new()
            {
                Operation = ReveOperation.Remix,
                Model = "reve-remix-image-to-image",
                AspectRatios = OperationInfo.ReveRatios,
                MinimumInputs = 1,
                MaximumInputs = 4,
                InputBytesBelow = BytesBelow,
                InputFormats = s_formats,
            },
        ],
    };
}
