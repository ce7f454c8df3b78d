using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Xunit;

namespace Reve.Tests.Providers.AtlasCloud;

/// <summary>The responses to the paid request that are not a task.</summary>
public sealed class AtlasCloudErrorTests : AtlasCloudTestBase
{
    private static readonly CallPolicy s_once = new() { MaximumRetryCount = 0 };

    [Theory]
    [InlineData(400, "bad field", ReveErrorKind.InvalidRequest)]
    [InlineData(400, "rejected by content moderation", ReveErrorKind.ContentViolation)]
    [InlineData(401, "no key", ReveErrorKind.AuthenticationFailed)]
    [InlineData(402, "no balance", ReveErrorKind.OutOfCredit)]
    [InlineData(403, "not allowed", ReveErrorKind.AuthenticationFailed)]
    [InlineData(403, "insufficient balance", ReveErrorKind.OutOfCredit)]
    [InlineData(404, "no model", ReveErrorKind.ModelRetired)]
    [InlineData(413, "too large", ReveErrorKind.InvalidRequest)]
    [InlineData(429, "slow down", ReveErrorKind.RateLimited)]
    [InlineData(429, "quota exceeded", ReveErrorKind.OutOfCredit)]
    [InlineData(451, "not in your region", ReveErrorKind.ModelRetired)]
    [InlineData(500, "broken", ReveErrorKind.ProviderFailed)]
    [InlineData(503, "busy", ReveErrorKind.ProviderFailed)]
    public async Task Every_status_has_its_meaning_also_inside_a_response_of_success(
        int status, string words, ReveErrorKind kind)
    {
        var body = $$"""{"code":{{status}},"msg":"{{words}}","request_id":"req_7","data":null}""";
        foreach (var sent in new[] { status, 200 })
        {
            Respond(Generate, sent, body);

            var error = await FailAsync(policy: s_once);

            Assert.Equal((kind, Billing.NotCharged), (error.Kind, error.Billing));
            Assert.Equal((status, words, "req_7"), (error.Status, error.ProviderMessage, error.RequestId));
        }

        Assert.Equal(2, Submits.Count);
        Assert.Empty(Emulator.Bill);
    }

    [Theory]
    [InlineData("""{"error":{"type":"t","code":"c","message":"bad key","param":null},"request_id":"r"}""", "bad key")]
    [InlineData("""{"error":{"type":"t","code":"bad_key"},"request_id":"r"}""", "bad_key")]
    [InlineData("""{"error":"bad key","request_id":"r"}""", "bad key")]
    [InlineData("""{"message":"bad key","request_id":"r"}""", "bad key")]
    public async Task Every_form_of_error_is_read(string body, string words)
    {
        Respond(Generate, 401, body);

        var error = await FailAsync();

        Assert.Equal((words, "r"), (error.ProviderMessage, error.RequestId));
    }

    [Fact]
    public async Task The_request_id_of_the_header_is_used_when_the_body_has_none()
    {
        Emulator.Misbehave(new Misbehaviour
        {
            Path = Generate, Status = 400, Body = "{}",
            Headers = new System.Collections.Generic.Dictionary<string, string> { ["X-Request-ID"] = "req_9" },
        });

        Assert.Equal("req_9", (await FailAsync()).RequestId);
    }

    [Theory]
    [InlineData("""{"code":1039,"msg":"no","request_id":"r","data":null}""", ReveErrorKind.ContentViolation)]
    [InlineData("""{"code":"1039","msg":"no","data":null}""", ReveErrorKind.ContentViolation)]
    [InlineData("""{"code":"402","msg":"no","data":null}""", ReveErrorKind.OutOfCredit)]
    [InlineData("""{"code":7000,"msg":"no","data":null}""", ReveErrorKind.ProviderFailed)]
    [InlineData("""{"error":{"type":"t","message":"no"},"request_id":"r"}""", ReveErrorKind.ProviderFailed)]
    [InlineData("""{"success":false,"msg":"no"}""", ReveErrorKind.ProviderFailed)]
    [InlineData("""{"code":500,"msg":"no","data":{"request_id":"r"}}""", ReveErrorKind.ProviderFailed)]
    [InlineData("""{"code":200,"data":{"status":"failed","error":"no"}}""", ReveErrorKind.TaskFailed)]
    [InlineData("""{"data":{"status":"failed","error":"no","error_code":1039}}""", ReveErrorKind.ContentViolation)]
    public async Task An_error_inside_a_response_of_success_is_final_and_not_charged(string body, ReveErrorKind kind)
    {
        Respond(Generate, 200, body);

        var error = await FailAsync();

        Assert.Equal((kind, Billing.NotCharged, "no"), (error.Kind, error.Billing, error.ProviderMessage));
        Assert.Single(Submits);
    }

    [Theory]
    [InlineData("<html>welcome</html>")]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"code":200,"msg":"","request_id":"r","data":null}""")]
    [InlineData("""{"code":200,"data":{"status":"processing"}}""")]
    public async Task A_response_of_success_without_an_id_is_charged_and_kept(string body)
    {
        Respond(Generate, 200, body);

        var error = await Assert.ThrowsAsync<ReveException>(
            () => RunAsync(Create(), OutputTarget.ToFolder(Folder)));

        Assert.Equal((ReveErrorKind.UnreadableResponse, Billing.Charged), (error.Kind, error.Billing));
        Assert.Equal(body, await System.IO.File.ReadAllTextAsync(error.ResponseFile!, Cancellation));
        Assert.Single(Submits);
    }

    [Theory]
    [InlineData("""{"code":200,"data":{"prediction_id":"PLACE"}}""")]
    [InlineData("""{"code":200,"data":{"request_id":"PLACE"}}""")]
    [InlineData("""{"code":"200","data":{"id":"PLACE"}}""")]
    [InlineData("""{"id":"PLACE","status":"processing"}""")]
    [InlineData("""{"status":"success","data":{"id":"PLACE"}}""")]
    [InlineData("""{"code":500,"msg":"odd","data":{"id":"PLACE"}}""")]
    public async Task Every_name_of_the_id_is_read(string body)
    {
        var client = Atlas();
        var id = (await SubmitAsync(client)).Id;
        Respond(Generate, 200, body.Replace("PLACE", id));

        var image = await MakeAsync(Create());

        Assert.Equal(id, image.RequestId);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    public async Task A_rejection_that_may_pass_is_retried(int status)
    {
        Respond(Generate, status, """{"code":1,"msg":"busy","data":null}""", times: 2);

        Assert.Equal(3, (await MakeAsync(Create())).Attempts);
        Assert.Single(Emulator.Bill);
    }

    [Theory]
    [InlineData(Fault.ResetAfterBody)]
    [InlineData(Fault.CloseAfterBody)]
    public async Task A_lost_response_has_an_unknown_outcome_and_is_not_sent_again(Fault fault)
    {
        Emulator.Misbehave(new Misbehaviour { Path = Generate, Fault = fault });

        var error = await FailAsync();

        Assert.Equal((ReveErrorKind.OutcomeUnknown, Billing.Unknown), (error.Kind, error.Billing));
        Assert.Single(Submits);
    }

    [Fact]
    public async Task A_504_has_an_unknown_outcome()
    {
        Respond(Generate, 504, """{"code":504,"msg":"sync wait ended","data":null}""");

        Assert.Equal(ReveErrorKind.OutcomeUnknown, (await FailAsync()).Kind);
        Assert.Single(Submits);
    }

    [Fact]
    public async Task A_withdrawn_model_names_the_other_providers()
    {
        Emulator.AtlasCloud = new() { Withdrawn = ["reve-ai/reve-2.1/text-to-image"] };

        var error = await FailAsync();

        Assert.Equal(ReveErrorKind.ModelRetired, error.Kind);
        Assert.Contains("-Provider", error.Advice);
        Assert.Single(Emulator.Requests, request => request.Method == "POST");
    }
}
