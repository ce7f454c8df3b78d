using System.Collections.Generic;
using Reve.Http;
using Reve.Json;
using Reve.Providers;

namespace Reve.Tests.Providers.MadeUp;

internal sealed class MadeUpResponseParser : ImageListParser
{
    public override ProviderError ReadError(JsonResponse response) => new(response.Root.Text("problem"));

    protected override (int Status, ProviderError Error)? ReadEmbeddedError(JsonResponse response) => null;

    protected override ProviderResponse Describe(JsonResponse response, IReadOnlyList<GeneratedImage> images) =>
        new(images) { Usage = new ReveUsage { Amount = response.Root.Number("points"), Unit = MadeUpInfo.Info.Unit } };
}
