using System;

namespace Reve.Tests.Providers.MadeUp;

internal static class MadeUpInfo
{
    public static ProviderInfo Info { get; } = new()
    {
        Name = "MadeUp",
        DisplayName = "Made Up",
        ModelFamily = "Made up",
        Availability = new(ProviderState.Unknown, AsOf: null, "It does not exist."),
        BaseUri = new Uri("https://api.example.com"),
        KeyVariables = ["MADEUP_API_KEY"],
        Unit = "points",
        Operations =
        [
            new()
            {
                Operation = ReveOperation.Create,
                Model = "made-up/create",
                AspectRatios = ["1:1", "2:1"],
                MaximumPromptLength = 100,
                Price = 3,
            },
        ],
    };
}
