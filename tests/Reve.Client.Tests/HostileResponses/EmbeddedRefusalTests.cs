using System;
using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Tests.Outcomes;
using Xunit;

namespace Reve.Tests.HostileResponses;

/// <summary>Errors inside responses of success, also of the free requests around a task.</summary>
public sealed class EmbeddedRefusalTests : OutcomeTestBase
{
    [Theory]
    [InlineData("""{"success":false,"status":429,"error":{"code":"rate_limited","message":"slow down"}}""",
        ReveErrorKind.RateLimited, "slow down")]
    [InlineData("""{"success":false,"status":402,"error":{"message":"no money"}}""",
        ReveErrorKind.OutOfCredit, "no money")]
    [InlineData("""{"success":false,"error":{"code":"unauthorized","message":"bad key"}}""",
        ReveErrorKind.AuthenticationFailed, "bad key")]
    [InlineData("""{"success":false,"error":"try later"}""", ReveErrorKind.ProviderFailed, "try later")]
    [InlineData("""{"success":false}""", ReveErrorKind.ProviderFailed, null)]
    [InlineData("""{"type":"https://x/errors/rate_limited","title":"Slow","detail":"slow down"}""",
        ReveErrorKind.RateLimited, "slow down")]
    [InlineData("""{"error":{"code":"invalid_request","message":"prompt missing"}}""",
        ReveErrorKind.InvalidRequest, "prompt missing")]
    [InlineData("""{"status":403,"detail":"violates the content policy"}""",
        ReveErrorKind.ContentViolation, "violates the content policy")]
    public async Task A_run_that_is_answered_with_an_error_is_refused_and_not_charged(
        string body, ReveErrorKind kind, string? words)
    {
        Emulator.Misbehave(To(PaidCallCase.Task) with { Body = body, IsCharged = false });

        var error = await FailAsync(PaidCallCase.Task);

        Assert.Equal((kind, Billing.NotCharged, words), (error.Kind, error.Billing, error.ProviderMessage));
        Assert.Null(error.TaskId);
        Assert.Single(Sent(PaidCallCase.Task));
    }

    [Theory]
    [InlineData(PaidCallCase.Create, """{"success":false,"message":"try later"}""", ReveErrorKind.ProviderFailed)]
    [InlineData(PaidCallCase.Create, """{"success":false,"status":"402","message":"try later"}""",
        ReveErrorKind.OutOfCredit)]
    [InlineData(PaidCallCase.RemixElsewhere, """{"success":false,"message":"try later"}""",
        ReveErrorKind.ProviderFailed)]
    [InlineData(PaidCallCase.EditElsewhere, """{"success":false,"code":"429","message":"try later","data":null}""",
        ReveErrorKind.RateLimited)]
    public async Task A_call_whose_response_says_failure_is_refused_and_not_charged(
        PaidCallCase call, string body, ReveErrorKind kind)
    {
        Emulator.Misbehave(To(call) with { Body = body, IsCharged = false });

        var error = await FailAsync(call);

        Assert.Equal((kind, Billing.NotCharged, "try later"), (error.Kind, error.Billing, error.ProviderMessage));
        Assert.Single(Sent(call));
    }

    [Fact]
    public async Task A_task_counts_before_a_flag_that_says_failure()
    {
        Emulator.Inference = new() { Envelope = InferenceEnvelope.V2 };
        await MakeAsync(PaidCallCase.Task);
        var id = Emulator.Tasks.All.Keys.Single();
        Emulator.Misbehave(To(PaidCallCase.Task) with
        {
            Body = $$$"""{"success":false,"data":{"id":"{{{id}}}","status":7}}""",
        });

        Assert.NotNull((await MakeAsync(PaidCallCase.Task)).Bytes);
    }

    [Theory]
    [InlineData("""{"success":false,"error":"try later"}""")]
    [InlineData("""{"success":false,"status":503,"error":{"message":"busy"}}""")]
    [InlineData("""{"error":"try later"}""")]
    public async Task A_query_that_is_answered_with_an_error_is_repeated_and_does_not_end_the_task(string body)
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/tasks/", Body = body, Times = 4 });

        Assert.NotNull((await MakeAsync(PaidCallCase.Task)).Bytes);
        Assert.Single(Sent(PaidCallCase.Task));
        Assert.Single(Bill);
    }

    [Fact]
    public async Task A_query_that_is_always_answered_with_an_error_leaves_the_task_unaffected()
    {
        Emulator.Misbehave(new Misbehaviour
        {
            Path = "/tasks/", Body = """{"success":false,"error":"try later"}""", Times = 99,
        });

        var error = await FailAsync(PaidCallCase.Task);

        Assert.Equal((ReveErrorKind.ProviderFailed, Billing.Unknown), (error.Kind, error.Billing));
        Assert.Equal(Emulator.Tasks.All.Keys.Single(), error.TaskId);
        Assert.Contains("try later", error.Message);
        Assert.DoesNotContain("nothing was charged", error.Message);
    }

    [Fact]
    public async Task A_cancellation_that_is_answered_with_an_error_is_an_error()
    {
        Emulator.Tasks.Script = new() { Stages = [new(TaskState.Running, IsHeld: true)] };
        var client = Client(provider: "InferenceSh");
        var task = await client.SubmitAsync(client.CreateJob(Create()), cancellation: Cancellation);
        Emulator.Misbehave(new Misbehaviour
        {
            Method = "POST", Path = "/tasks/", Body = """{"success":false,"error":"try later"}""", IsCharged = false,
            Times = 9,
        });

        var error = await Assert.ThrowsAsync<ReveException>(
            () => client.CancelTaskAsync(task, cancellation: Cancellation));

        Assert.Equal((task.Id, "try later"), (error.TaskId, error.ProviderMessage));
        Assert.Contains("may continue", error.Message);
    }

    [Fact]
    public async Task An_upload_that_is_answered_with_an_error_is_an_error_with_its_words()
    {
        Emulator.Misbehave(new Misbehaviour
        {
            Path = "/files", Body = """{"success":false,"status":413,"error":{"message":"too big"}}""",
        });
        var request = RequestOf(PaidCallCase.Edit);

        var error = await Assert.ThrowsAsync<ReveException>(
            () => Client(provider: "InferenceSh").GenerateAsync(request, cancellation: Cancellation));

        Assert.Equal((ReveErrorKind.UploadFailed, "too big"), (error.Kind, error.ProviderMessage));
        Assert.Empty(Sent(PaidCallCase.Task));
    }

    [Theory]
    [InlineData("""{"error":"","data":[{"url":"URL"}]}""")]
    [InlineData("""{"error":{},"data":[{"url":"URL"}]}""")]
    [InlineData("""{"error":{"code":0,"message":"","type":"","param":""},"data":[{"url":"URL"}]}""")]
    [InlineData("""{"error":{"code":502,"message":"late"},"data":[{"url":"URL"}]}""")]
    [InlineData("""{"code":422,"message":"odd","data":[{"url":"URL"}]}""")]
    public async Task An_image_counts_before_an_error_beside_it(string body)
    {
        foreach (var call in (PaidCallCase[])[PaidCallCase.EditElsewhere, PaidCallCase.Create])
        {
            var url = new Uri(Emulator.BaseUri, Emulator.Images.Host(PlainPng.Make((64, 64)))).AbsoluteUri;
            Emulator.Misbehave(To(call) with { Body = body.Replace("URL", url) });

            Assert.Equal(url, (await MakeAsync(call)).Url);
            Assert.Single(Sent(call));
        }
    }

    [Theory]
    [InlineData("The prompt violates our content policy", ReveErrorKind.ContentViolation)]
    [InlineData("CONTENT_POLICY_VIOLATION", ReveErrorKind.ContentViolation)]
    [InlineData("Blocked by moderation", ReveErrorKind.ContentViolation)]
    [InlineData("You have run out of credits", ReveErrorKind.OutOfCredit)]
    public async Task A_403_that_refers_to_the_content_policy_is_the_violation_of_one_item(
        string words, ReveErrorKind kind)
    {
        Emulator.Misbehave(new Misbehaviour
        {
            Method = "POST", Status = 403, Body = $$$"""{"message":"{{{words}}}","statusCode":403}""",
        });
        var client = Client();

        var error = await Assert.ThrowsAsync<ReveException>(
            () => client.GenerateAsync(Create("one"), cancellation: Cancellation));
        var next = await Record.ExceptionAsync(() => client.GenerateAsync(Create("two"), cancellation: Cancellation));

        Assert.Equal(kind, error.Kind);
        Assert.Equal(kind == ReveErrorKind.ContentViolation, next is null);
    }
}
