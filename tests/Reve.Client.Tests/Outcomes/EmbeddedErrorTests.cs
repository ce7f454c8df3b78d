using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Execution;
using Reve.Providers;
using Xunit;

namespace Reve.Tests.Outcomes;

/// <summary>
/// Row "2xx with an error or a violation inside": that error, with usage and ids, and no retry.
/// </summary>
public sealed class EmbeddedErrorTests : OutcomeTestBase
{
    [Theory]
    [InlineData(PaidCallCase.Create, 126000)]
    [InlineData(PaidCallCase.Edit, 210000)]
    [InlineData(PaidCallCase.Remix, 210000)]
    public async Task A_withheld_image_is_an_error_with_its_usage_and_id(PaidCallCase call, int charged)
    {
        var result = Assert.Single(await Client().GenerateAsync(
            RequestOf(call, "a forbidden fox"), job => job with { Output = InFolder }, cancellation: Cancellation));

        Assert.Null(result.Image);
        Assert.Equal(ReveErrorKind.ContentViolation, result.Error!.Kind);
        Assert.Equal(charged, result.Error.Usage!.Amount);
        Assert.Equal(Bill.Single().RequestId, result.Error.RequestId);
        Assert.Equal(1, result.Error.Attempts);
        Assert.Single(Sent(call));
        Assert.Empty(Files);
    }

    [Theory]
    [InlineData(PaidCallCase.Create, """{"error":{"message":"bad upstream"},WHAT}""", ReveErrorKind.ProviderFailed)]
    [InlineData(PaidCallCase.Edit, """{"statusCode":"402","message":"no more",WHAT}""", ReveErrorKind.OutOfCredit)]
    [InlineData(PaidCallCase.Remix, """{"status":503,"message":"busy",WHAT}""", ReveErrorKind.ProviderFailed)]
    [InlineData(PaidCallCase.Remix, """{"statusCode":429,"message":"slow down",WHAT}""", ReveErrorKind.RateLimited)]
    public async Task An_embedded_error_has_the_reported_usage(
        PaidCallCase call, string body, ReveErrorKind kind)
    {
        const string What = "\"data\":null,\"requestId\":\"req-7\",\"meta\":{\"usage\":{\"credits_used\":7}}";
        Emulator.Misbehave(To(call) with { Body = body.Replace("WHAT", What) });

        var error = await FailAsync(call);

        Assert.Equal(kind, error.Kind);
        Assert.NotNull(error.ProviderMessage);
        Assert.Equal("req-7", error.RequestId);
        Assert.Equal(7, error.Usage!.Amount);
        Assert.Equal(Sent(call).Single().Header("X-Client-Request-Id"), error.ClientRequestId);
    }

    [Theory]
    [InlineData(PaidCallCase.EditElsewhere, """{"error":{"code":402,"message":"Balance too low"}}""",
        ReveErrorKind.OutOfCredit)]
    [InlineData(PaidCallCase.RemixElsewhere, """{"error":{"code":503,"message":"no provider"}}""",
        ReveErrorKind.ProviderFailed)]
    [InlineData(PaidCallCase.RemixElsewhere, """{"code":422,"message":"no"}""", ReveErrorKind.InvalidRequest)]
    public async Task An_embedded_error_with_a_code_is_final(PaidCallCase call, string body, ReveErrorKind kind)
    {
        Emulator.Misbehave(To(call) with { Body = body });

        var error = await FailAsync(call);

        Assert.Equal(kind, error.Kind);
        Assert.NotNull(error.ProviderMessage);
        Assert.Equal(1, error.Attempts);
        Assert.Single(Sent(call));
    }

    [Theory]
    [InlineData("a forbidden fox", "", ReveErrorKind.ContentViolation)]
    [InlineData("a fox", "Reve create failed (402): no budget", ReveErrorKind.OutOfCredit)]
    public async Task The_error_of_a_failed_task_has_its_id(string prompt, string words, ReveErrorKind kind)
    {
        Emulator.Tasks.Script = new()
        {
            Ending = words.Length == 0 ? TaskState.Completed : TaskState.Failed, Error = words,
        };

        var error = await Assert.ThrowsAsync<ReveException>(() => Client(provider: "InferenceSh").GenerateAsync(
            RequestOf(PaidCallCase.Task, prompt), cancellation: Cancellation));

        Assert.Equal(kind, error.Kind);
        Assert.Equal(Emulator.Tasks.All.Keys.Single(), error.TaskId);
        Assert.Single(Sent(PaidCallCase.Task));
        Assert.Empty(Bill);
    }
}
