using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Reve.Http;
using Reve.Json;

namespace Reve.Providers.OneRouter;

/// <summary>OneRouter: edits and remixes at one endpoint. It reports no usage.</summary>
internal sealed class OneRouterProvider : Provider
{
    private static readonly OneRouterResponseParser s_parser = new();

    public override ProviderInfo Info => OneRouterInfo.Info;

    public override void CheckAdditionalBody(ValidatedRequest request) =>
        _ = JsonBody.Write(body => Write(body, request));

    public override Task<PaidCall> PrepareAsync(
        ValidatedRequest request, ProviderSession session, CancellationToken cancellation)
    {
        var call = new HttpCall(HttpMethod.Post, "/v1/images/edits")
        {
            Body = JsonBody.Write(body => Write(body, request)),
            Model = request.Model,
            ExpectsImages = true,
        };
        return Task.FromResult<PaidCall>(new HttpPaidCall(call, s_parser, session));
    }

    public override async Task<IReadOnlyList<ReveModelListing>> GetModelListingsAsync(
        ProviderSession session, CancellationToken cancellation)
    {
        var models = await ModelCatalog.GetAsync("/v1/models", OneRouterInfo.Catalog, session, cancellation)
            .ConfigureAwait(false);
        var ids = new HashSet<string?>(models.Select(model => model.Text("id")));
        // Whether the list contains image models is not documented, so a model that is absent may still be served.
        return
        [
            .. Info.Operations.Select(operation => ids.Contains(operation.Model)
                ? ModelCatalog.Listing(operation, ModelListingState.Listed, session)
                : ModelCatalog.Listing(operation, ModelListingState.Unknown, session) with
                {
                    Note = "The public list of models does not contain it, but may be that of text models only.",
                }),
        ];
    }

    private static void Write(JsonBody.Writer body, ValidatedRequest request)
    {
        body.Field("model", request.Model);
        body.Field("prompt", request.Prompt);
        body.Field("image_urls", request.Inputs);
        body.Field("aspect_ratio", request.Request.AspectRatio);
        body.Fields(request.Request.AdditionalBody);
    }
}
