using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Providers.Runware;
using Xunit;

namespace Reve.Tests.Providers.Runware;

/// <summary>Errors are classified by their code, in each place where a response can contain them.</summary>
public sealed class RunwareErrorTests : RunwareTestBase
{
    public static TheoryData<string, ReveErrorKind> Codes => new()
    {
        { "invalidApiKey", ReveErrorKind.AuthenticationFailed },
        { "missingApiKey", ReveErrorKind.AuthenticationFailed },
        { "unauthorizedAccess", ReveErrorKind.AuthenticationFailed },
        { "insufficientCredits", ReveErrorKind.OutOfCredit },
        { "quotaExceeded", ReveErrorKind.OutOfCredit },
        { "insufficientBalance", ReveErrorKind.OutOfCredit },
        { "paymentRequired", ReveErrorKind.OutOfCredit },
        { "contentPolicyViolation", ReveErrorKind.ContentViolation },
        { "providerContentPolicyViolation", ReveErrorKind.ContentViolation },
        { "sensitiveContentDetected", ReveErrorKind.ContentViolation },
        { "unsafeContentDetected", ReveErrorKind.ContentViolation },
        { "nsfwContentDetected", ReveErrorKind.ContentViolation },
        { "promptBlocked", ReveErrorKind.ContentViolation },
        { "imageBlocked", ReveErrorKind.ContentViolation },
        { "moderationFailed", ReveErrorKind.ContentViolation },
        { "modelDisabled", ReveErrorKind.ModelRetired },
        { "unknownModel", ReveErrorKind.ModelRetired },
        { "invalidModel", ReveErrorKind.ModelRetired },
        { "inferenceError", ReveErrorKind.ProviderFailed },
        { "taskFailedOrNotFound", ReveErrorKind.ProviderFailed },
        { "invalidPositivePrompt", ReveErrorKind.InvalidRequest },
        { "missingParameter", ReveErrorKind.InvalidRequest },
        { "unsupportedDimensions", ReveErrorKind.InvalidRequest },
        { "valueOutOfRange", ReveErrorKind.InvalidRequest },
        { "maxReferenceImages", ReveErrorKind.InvalidRequest },
    };

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task A_rejection_is_classified_by_its_code_whatever_its_status(string code, ReveErrorKind kind)
    {
        foreach (var status in (int[])[200, 400])
        {
            Respond(status, $$"""{"errors":[{"code":"{{code}}","message":"no fox","parameter":["a","b"]}]}""");

            var error = await FailAsync();

            Assert.Equal(kind, error.Kind);
            Assert.Equal(Billing.NotCharged, error.Billing);
            Assert.Equal($"{code}: no fox", error.ProviderMessage);
            Assert.NotNull(error.RequestId);
        }

        Assert.Equal(2, Sent.Count);
        Assert.Empty(OfType("getResponse"));
    }

    [Theory]
    [InlineData(504, """{"errors":[{"code":"rateLimitExceeded","message":"later"}]}""")]
    [InlineData(520, """{"errors":["content policy"]}""")]
    public async Task An_error_in_the_response_of_a_gateway_leaves_the_outcome_unknown(int status, string body)
    {
        Respond(status, body);

        Assert.Equal(ReveErrorKind.OutcomeUnknown, (await FailAsync()).Kind);
        Assert.Single(Sent);
    }

    [Theory]
    [InlineData("rateLimitExceeded", 400)]
    [InlineData("concurrentRateLimit", 403)]
    [InlineData("modelNotReady", 400)]
    [InlineData("modelUnavailable", 404)]
    [InlineData("noAvailableServer", 500)]
    public async Task A_rejection_that_passes_is_retried_whatever_its_status(string code, int status)
    {
        Respond(status, $$"""{"errors":[{"code":"{{code}}","message":"later"}]}""");

        var image = await MakeAsync(Create());

        Assert.Equal(2, image.Attempts);
        Assert.Single(Bill);
    }

    [Theory]
    [InlineData(401, "{}", ReveErrorKind.AuthenticationFailed)]
    [InlineData(402, "", ReveErrorKind.OutOfCredit)]
    [InlineData(404, "<html>", ReveErrorKind.ModelRetired)]
    [InlineData(400, """{"errors":[{"code":"somethingNew","message":"?"}]}""", ReveErrorKind.InvalidRequest)]
    [InlineData(400, """{"error":{"code":"insufficientCredits","message":"pay"},"taskUUID":"x"}""",
        ReveErrorKind.InvalidRequest)]
    [InlineData(400, """{"error":{"code":"insufficientCredits","message":"pay"}}""", ReveErrorKind.OutOfCredit)]
    [InlineData(400, """{"error":"Content policy violation"}""", ReveErrorKind.ContentViolation)]
    [InlineData(200, """{"errors":[{"code":"x","message":"REVE API error: PARTNER_API_CLOSED"}]}""",
        ReveErrorKind.ModelRetired)]
    public async Task Without_a_known_code_of_the_call_its_status_decides(int status, string body, ReveErrorKind kind)
    {
        Respond(status, body);

        Assert.Equal(kind, (await FailAsync()).Kind);
        Assert.Single(Sent);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_error_is_read_alone_or_in_a_list(bool isAlone)
    {
        Emulator.Runware = new() { IsErrorAlone = isAlone };
        var client = new ReveClient(Connection(ProviderName) with { Key = ApiKey.From("a-wrong-key") }, new(), Clock);

        var error = await Assert.ThrowsAsync<ReveException>(
            () => client.GenerateAsync(Create(), cancellation: Cancellation));

        Assert.Equal(ReveErrorKind.AuthenticationFailed, error.Kind);
        Assert.Equal("invalidApiKey: Invalid API key", error.ProviderMessage);
    }

    [Fact]
    public async Task The_error_of_another_task_is_not_that_of_the_call()
    {
        Emulator.Misbehave(new Misbehaviour
        {
            Path = "/v1",
            Status = 200,
            Body = """{"errors":[{"code":"insufficientCredits","taskUUID":"5b6b1c9e-2222-4c3c-8a8a-0f0f0f0f0f0f"}]}""",
        });

        Assert.Equal(ReveErrorKind.UnreadableResponse, (await FailAsync()).Kind);
    }

    [Theory]
    [InlineData("insufficientCredits", null, RunwareErrorGroup.Credit)]
    [InlineData("invalidValue", "model", RunwareErrorGroup.Model)]
    [InlineData("invalidValue", "width", RunwareErrorGroup.Input)]
    [InlineData("authTimeout", null, RunwareErrorGroup.Timeout)]
    [InlineData("taskCancelled", null, RunwareErrorGroup.TaskCancelled)]
    [InlineData(null, null, RunwareErrorGroup.Other)]
    internal void A_code_has_one_group(string? code, string? parameter, RunwareErrorGroup group) =>
        Assert.Equal(group, RunwareErrorCodes.GroupOf(code, parameter));

    private void Respond(int status, string body) =>
        Emulator.Misbehave(new Misbehaviour { Path = "/v1", Status = status, Body = body });
}
