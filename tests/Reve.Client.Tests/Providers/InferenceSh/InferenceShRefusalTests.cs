using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Tests.Outcomes;
using Xunit;

namespace Reve.Tests.Providers.InferenceSh;

/// <summary>Errors inside responses of success, also of the free requests around a task.</summary>
public sealed class InferenceShRefusalTests : OutcomeTestBase
{
    private const string Name = "InferenceSh";

    private static readonly PaidCallCase s_create = new(Name, ReveOperation.Create);

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
        Emulator.Misbehave(To(s_create) with { Body = body, IsCharged = false });

        var error = await FailAsync(s_create);

        Assert.Equal((kind, Billing.NotCharged, words), (error.Kind, error.Billing, error.ProviderMessage));
        Assert.Null(error.TaskId);
        Assert.Single(Sent(s_create));
    }

    [Fact]
    public async Task A_task_counts_before_a_flag_that_says_failure()
    {
        Emulator.Inference = new() { Envelope = InferenceEnvelope.V2 };
        await MakeAsync(s_create);
        var id = Emulator.Tasks.All.Keys.Single();
        Emulator.Misbehave(To(s_create) with
        {
            Body = $$$"""{"success":false,"data":{"id":"{{{id}}}","status":7}}""",
        });

        Assert.NotNull((await MakeAsync(s_create)).Bytes);
    }

    [Theory]
    [InlineData("""{"success":false,"error":"try later"}""")]
    [InlineData("""{"success":false,"status":503,"error":{"message":"busy"}}""")]
    [InlineData("""{"error":"try later"}""")]
    public async Task A_query_that_is_answered_with_an_error_is_repeated_and_does_not_end_the_task(string body)
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/tasks/", Body = body, Times = 4 });

        Assert.NotNull((await MakeAsync(s_create)).Bytes);
        Assert.Single(Sent(s_create));
        Assert.Single(Bill);
    }

    [Fact]
    public async Task A_query_that_is_always_answered_with_an_error_leaves_the_task_unaffected()
    {
        Emulator.Misbehave(new Misbehaviour
        {
            Path = "/tasks/", Body = """{"success":false,"error":"try later"}""", Times = 99,
        });

        var error = await FailAsync(s_create);

        Assert.Equal((ReveErrorKind.ProviderFailed, Billing.Unknown), (error.Kind, error.Billing));
        Assert.Equal(Emulator.Tasks.All.Keys.Single(), error.TaskId);
        Assert.Contains("try later", error.Message);
        Assert.DoesNotContain("nothing was charged", error.Message);
    }

    [Fact]
    public async Task A_cancellation_that_is_answered_with_an_error_is_an_error()
    {
        Emulator.Tasks.Script = new() { Stages = [new(TaskState.Running, IsHeld: true)] };
        var client = Client(provider: Name);
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
        var request = RequestOf(new PaidCallCase(Name, ReveOperation.Edit));

        var error = await Assert.ThrowsAsync<ReveException>(
            () => Client(provider: Name).GenerateAsync(request, cancellation: Cancellation));

        Assert.Equal((ReveErrorKind.UploadFailed, "too big"), (error.Kind, error.ProviderMessage));
        Assert.Empty(Sent(s_create));
    }
}
