using System.Threading.Tasks;
using Reve.Tests.Outcomes;
using Xunit;

namespace Reve.Tests.Providers.OneRouter;

/// <summary>Errors inside responses of success, in the form of OneRouter.</summary>
public sealed class OneRouterResponseTests : OutcomeTestBase
{
    [Theory]
    [InlineData(ReveOperation.Edit, """{"error":{"code":402,"message":"Balance too low"}}""",
        ReveErrorKind.OutOfCredit)]
    [InlineData(ReveOperation.Remix, """{"error":{"code":503,"message":"no provider"}}""",
        ReveErrorKind.ProviderFailed)]
    [InlineData(ReveOperation.Remix, """{"code":422,"message":"no"}""", ReveErrorKind.InvalidRequest)]
    public async Task An_embedded_error_with_a_code_is_final(ReveOperation operation, string body, ReveErrorKind kind)
    {
        var call = new PaidCallCase("OneRouter", operation);
        Emulator.Misbehave(To(call) with { Body = body });

        var error = await FailAsync(call);

        Assert.Equal(kind, error.Kind);
        Assert.NotNull(error.ProviderMessage);
        Assert.Equal(1, error.Attempts);
        Assert.Single(Sent(call));
    }
}
