using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Execution;
using Reve.Providers;
using Xunit;

namespace Reve.Tests.Outcomes;

/// <summary>
/// The row "2xx with an error or a violation inside": that error, with usage and ids, and no second try.
/// </summary>
public sealed class RefusalInsideTests : PaidCallTests
{
    [Theory]
    [InlineData(PaidCall.Create, 126000)]
    [InlineData(PaidCall.Edit, 210000)]
    [InlineData(PaidCall.Remix, 210000)]
    public async Task An_image_that_is_withheld_is_that_error(PaidCall call, int charged)
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
    [InlineData(PaidCall.Create, """{"error":{"message":"bad upstream"},WHAT}""", ReveErrorKind.ProviderFailed)]
    [InlineData(PaidCall.Edit, """{"statusCode":"402","message":"no more",WHAT}""", ReveErrorKind.OutOfCredit)]
    [InlineData(PaidCall.Remix, """{"status":503,"message":"busy",WHAT}""", ReveErrorKind.ProviderFailed)]
    [InlineData(PaidCall.Remix, """{"statusCode":429,"message":"slow down",WHAT}""", ReveErrorKind.RateLimited)]
    public async Task An_error_inside_keeps_what_is_told_about_its_charge(
        PaidCall call, string body, ReveErrorKind kind)
    {
        const string What = "\"data\":null,\"requestId\":\"req-7\",\"meta\":{\"usage\":{\"credits_used\":7}}";
        Emulator.Misbehave(To(call) with { Body = body.Replace("WHAT", What) });

        var fault = await FailAsync(call);

        Assert.Equal(kind, fault.Kind);
        Assert.NotNull(fault.ProviderMessage);
        Assert.Equal("req-7", fault.RequestId);
        Assert.Equal(7, fault.Usage!.Amount);
        Assert.Equal(Sent(call).Single().Header("X-Client-Request-Id"), fault.ClientRequestId);
    }

    [Theory]
    [InlineData(PaidCall.EditElsewhere, """{"error":{"code":402,"message":"Balance too low"}}""",
        ReveErrorKind.OutOfCredit)]
    [InlineData(PaidCall.RemixElsewhere, """{"error":{"code":503,"message":"no provider"}}""",
        ReveErrorKind.ProviderFailed)]
    [InlineData(PaidCall.RemixElsewhere, """{"code":422,"message":"no"}""", ReveErrorKind.InvalidRequest)]
    public async Task An_error_under_its_own_code_is_final(PaidCall call, string body, ReveErrorKind kind)
    {
        Emulator.Misbehave(To(call) with { Body = body });

        var fault = await FailAsync(call);

        Assert.Equal(kind, fault.Kind);
        Assert.NotNull(fault.ProviderMessage);
        Assert.Equal(1, fault.Attempts);
        Assert.Single(Sent(call));
    }

    [Theory]
    [InlineData("a forbidden fox", "", ReveErrorKind.ContentViolation)]
    [InlineData("a fox", "Reve create failed (402): no budget", ReveErrorKind.OutOfCredit)]
    public async Task A_task_that_fails_names_itself(string prompt, string words, ReveErrorKind kind)
    {
        Emulator.Inference.Settings = new()
        {
            Ending = words.Length == 0 ? TaskState.Completed : TaskState.Failed, Error = words,
        };

        var fault = await Assert.ThrowsAsync<ReveException>(() => Client(provider: "InferenceSh").GenerateAsync(
            RequestOf(PaidCall.Task, prompt), cancellation: Cancellation));

        Assert.Equal(kind, fault.Kind);
        Assert.Equal(Emulator.Inference.Tasks.Keys.Single(), fault.TaskId);
        Assert.Single(Sent(PaidCall.Task));
        Assert.Empty(Bill);
    }
}
