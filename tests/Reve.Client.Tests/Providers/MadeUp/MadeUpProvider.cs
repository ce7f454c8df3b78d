using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Reve.Http;
using Reve.Providers;

namespace Reve.Tests.Providers.MadeUp;

/// <summary>A provider that does not exist, written as CONTRIBUTING.md describes.</summary>
internal sealed class MadeUpProvider : Provider
{
    private static readonly MadeUpResponseParser s_parser = new();

    public override ProviderInfo Info => MadeUpInfo.Info;

    public override Task<PaidCall> PrepareAsync(
        ValidatedRequest request, ProviderSession session, CancellationToken cancellation)
    {
        var call = new HttpCall(HttpMethod.Post, "/made-up/images")
        {
            Body = JsonBody.Write(body =>
            {
                body.Field("text", request.Prompt);
                body.Field("shape", request.Request.AspectRatio);
            }),
            Model = request.Model,
        };
        return Task.FromResult<PaidCall>(new HttpPaidCall(call, s_parser, session));
    }
}
