using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Xunit;

namespace Reve.Tests.Providers.Fal;

/// <summary>Every row of the documented errors: when the call is submitted, and when it has ended.</summary>
public sealed class FalErrorTests : FalTestBase
{
    [Theory]
    [InlineData(401, """{"detail":"No user found for Key ID and Secret"}""", ReveErrorKind.AuthenticationFailed)]
    [InlineData(403, """{"detail":"User is locked. Reason: Exhausted balance."}""", ReveErrorKind.OutOfCredit)]
    [InlineData(403, """{"detail":"Forbidden"}""", ReveErrorKind.AuthenticationFailed)]
    [InlineData(404, """{"detail":"Application 'reve' not found"}""", ReveErrorKind.ModelRetired)]
    [InlineData(400, """{"detail":"Bad","error_type":"bad_request"}""", ReveErrorKind.InvalidRequest)]
    [InlineData(400, """{"detail":[{"msg":"x","type":"downstream_service_error"}]}""", ReveErrorKind.ProviderFailed)]
    [InlineData(422, """{"detail":[{"msg":"too long","type":"string_too_long"}]}""", ReveErrorKind.InvalidRequest)]
    [InlineData(422, """{"detail":[{"type":"content_policy_violation"}]}""", ReveErrorKind.ContentViolation)]
    [InlineData(499, """{"detail":"gone","error_type":"client_disconnected"}""", ReveErrorKind.TaskFailed)]
    [InlineData(500, """{"detail":"PARTNER_API_CLOSED"}""", ReveErrorKind.ModelRetired)]
    [InlineData(302, "", ReveErrorKind.OutcomeUnknown)]
    [InlineData(504, """{"detail":"late","error_type":"request_timeout"}""", ReveErrorKind.OutcomeUnknown)]
    public async Task A_refused_submit_is_final_and_classified(int status, string body, ReveErrorKind kind)
    {
        Emulator.Misbehave(new Misbehaviour { Method = "POST", Status = status, Body = body });

        var error = await FailAsync();

        Assert.Equal(kind, error.Kind);
        Assert.Equal(
            kind == ReveErrorKind.OutcomeUnknown ? Billing.Unknown : Billing.NotCharged, error.Billing);
        Assert.Single(Submits);
        Assert.Empty(Emulator.Bill);
    }

    [Theory]
    [InlineData(429, """{"detail":"slow","error_type":"concurrent_requests_limit"}""", null, 2)]
    [InlineData(429, """{"detail":"slow","error_type":"concurrent_requests_limit"}""", "1", 2)]
    [InlineData(503, """{"detail":"x","error_type":"runner_disconnected"}""", "true", 2)]
    [InlineData(500, """{"detail":"x","error_type":"internal_error"}""", null, 2)]
    [InlineData(502, """{"detail":"x","error_type":"runner_incomplete_response"}""", null, 2)]
    [InlineData(500, """{"detail":"x","error_type":"internal_error"}""", "false", 1)]
    [InlineData(503, """{"detail":"x"}""", "0", 1)]
    [InlineData(422, """{"detail":"x"}""", "true", 1)]
    [InlineData(504, """{"detail":"x"}""", "true", 1)]
    public async Task The_provider_can_rule_out_a_retry_and_not_make_one_safe(
        int status, string body, string? retryable, int attempts)
    {
        var headers = new Dictionary<string, string>();
        if (retryable is not null) headers["X-Fal-Retryable"] = retryable;
        Emulator.Misbehave(new Misbehaviour { Method = "POST", Status = status, Body = body, Headers = headers });

        if (attempts == 1) await FailAsync();
        else await MakeAsync(Create());

        Assert.Equal(attempts, Submits.Count());
    }

    [Fact]
    public async Task The_older_name_of_the_header_counts_as_well()
    {
        Emulator.Misbehave(new Misbehaviour
        {
            Method = "POST", Status = 500, Body = "{}",
            Headers = new Dictionary<string, string> { ["X-Fal-Needs-Retry"] = "0" },
        });

        Assert.Equal(ReveErrorKind.ProviderFailed, (await FailAsync()).Kind);
        Assert.Single(Submits);
    }

    [Theory]
    [InlineData(500, "internal_server_error", ReveErrorKind.ProviderFailed, Billing.NotCharged)]
    [InlineData(504, "generation_timeout", ReveErrorKind.ProviderFailed, Billing.NotCharged)]
    [InlineData(500, "downstream_service_unavailable", ReveErrorKind.ProviderFailed, Billing.NotCharged)]
    [InlineData(400, "downstream_service_error", ReveErrorKind.ProviderFailed, Billing.Unknown)]
    [InlineData(422, "no_media_generated", ReveErrorKind.TaskFailed, Billing.Unknown)]
    [InlineData(422, "content_policy_violation", ReveErrorKind.ContentViolation, Billing.Unknown)]
    [InlineData(422, "file_download_error", ReveErrorKind.InvalidRequest, Billing.Unknown)]
    [InlineData(422, "a_new_one", ReveErrorKind.InvalidRequest, Billing.Unknown)]
    public async Task A_call_that_the_model_failed_is_charged_as_its_status_says(
        int status, string type, ReveErrorKind kind, Billing billing)
    {
        Emulator.Tasks.Script = new() { Ending = TaskState.Failed, Error = "it broke" };
        Emulator.Fal = new() { FailureStatus = status, FailureType = type };

        var error = await FailAsync();

        Assert.Equal(kind, error.Kind);
        Assert.Equal(billing, error.Billing);
        Assert.Equal("prompt: it broke", error.ProviderMessage);
        Assert.Equal(billing == Billing.Unknown, error.Message.Contains("may have been charged"));
        Assert.Equal(status, error.Status);
        Assert.NotNull(error.TaskId);
        Assert.Single(Submits);
        Assert.Single(Results);
    }

    [Theory]
    [InlineData(503, "runner_scheduling_failure", ReveErrorKind.ProviderFailed, Billing.NotCharged)]
    [InlineData(504, "startup_timeout", ReveErrorKind.ProviderFailed, Billing.NotCharged)]
    [InlineData(502, "runner_incomplete_response", ReveErrorKind.ProviderFailed, Billing.NotCharged)]
    [InlineData(400, "bad_request", ReveErrorKind.InvalidRequest, Billing.Unknown)]
    [InlineData(499, "client_cancelled", ReveErrorKind.TaskCancelled, Billing.Unknown)]
    public async Task A_call_that_the_platform_failed_is_charged_as_its_status_says(
        int status, string type, ReveErrorKind kind, Billing billing)
    {
        Emulator.Tasks.Script = new() { Ending = TaskState.Failed, Error = "it broke" };
        Emulator.Fal = new() { FailureStatus = status, FailureType = type, IsPlatformFailure = true };

        var error = await FailAsync();

        Assert.Equal((kind, billing), (error.Kind, error.Billing));
        Assert.Single(Submits);
        Assert.Single(Results);
    }

    [Fact]
    public async Task A_failure_whose_result_has_expired_is_known_from_its_status()
    {
        Emulator.Tasks.Script = new() { Ending = TaskState.Failed, Error = "it broke" };
        Emulator.Fal = new() { AreResultsExpired = true, FailureType = "runner_disconnected" };

        var error = await FailAsync();

        Assert.Equal((ReveErrorKind.ProviderFailed, Billing.NotCharged), (error.Kind, error.Billing));
        Assert.Equal("it broke", error.ProviderMessage);
    }

    [Fact]
    public async Task A_refusal_names_its_categories_and_may_have_been_charged()
    {
        var error = await FailAsync(Create("something forbidden"));

        Assert.Equal((ReveErrorKind.ContentViolation, Billing.Unknown), (error.Kind, error.Billing));
        Assert.Contains("(violence)", error.ProviderMessage);
        Assert.Single(Submits);
    }

    [Fact]
    public async Task The_closed_api_behind_the_model_is_a_retired_model_and_nothing_was_charged()
    {
        Emulator.Tasks.Script = new() { Ending = TaskState.Failed, Error = "PARTNER_API_CLOSED: gone" };
        Emulator.Fal = new() { FailureStatus = 400, FailureType = "downstream_service_error" };

        var error = await FailAsync();

        Assert.Equal((ReveErrorKind.ModelRetired, Billing.NotCharged), (error.Kind, error.Billing));
    }

    [Fact]
    public async Task A_failure_that_reports_billable_units_was_charged()
    {
        Emulator.Tasks.Script = new() { Stages = [], Ending = TaskState.Failed, Error = "no" };
        Emulator.Misbehave(new Misbehaviour
        {
            Method = "GET", Path = App + "/requests/", Status = 200, ContentType = "text/event-stream",
            Body = "data: {\"status\":\"COMPLETED\"}\n\n",
        });
        Emulator.Misbehave(new Misbehaviour
        {
            Method = "GET", Path = App + "/requests/", Status = 422, Body = """{"detail":"no"}""",
            Headers = new Dictionary<string, string> { ["X-Fal-Billable-Units"] = "1" },
        });

        var error = await FailAsync();

        Assert.Equal((Billing.Charged, 0.25m), (error.Billing, error.Usage!.Amount));
    }

    [Theory]
    [InlineData("stream")]
    [InlineData("result")]
    public async Task An_account_that_is_locked_while_a_task_runs_leaves_the_task_unaffected(string at)
    {
        Emulator.Tasks.Script = at == "stream" ? Held : new() { Stages = [] };
        var client = Client(provider: "Fal");
        var task = await client.SubmitAsync(client.CreateJob(Create()), cancellation: Cancellation);
        Emulator.Fal = new() { IsLocked = true };

        var error = await Assert.ThrowsAsync<ReveException>(
            () => client.WaitForTaskAsync(task, cancellation: Cancellation));

        Assert.Equal(ReveErrorKind.OutOfCredit, error.Kind);
        Assert.Equal(task.Id, error.TaskId);
        Assert.Contains("The task itself is not affected", error.Message);
        Assert.Contains("Top up", error.Advice);
        Emulator.Fal = new();
        Emulator.Tasks.Release();
        Assert.Equal(
            ReveTaskStatus.Completed, (await client.WaitForTaskAsync(task, cancellation: Cancellation)).Status);
    }

    [Theory]
    [InlineData("""{"images":[],"error_type":"internal_error"}""", ReveErrorKind.ProviderFailed, Billing.NotCharged)]
    [InlineData("""{"detail":[{"type":"content_policy_violation"}]}""", ReveErrorKind.ContentViolation, Billing.Unknown)]
    public async Task An_error_in_a_result_of_success_is_a_failed_call(
        string body, ReveErrorKind kind, Billing billing)
    {
        Emulator.Tasks.Script = new() { Stages = [] };
        Emulator.Fal = new() { HasBillableUnits = false };
        var client = Client(provider: "Fal");
        var task = await client.SubmitAsync(client.CreateJob(Create()), cancellation: Cancellation);
        Emulator.Misbehave(new Misbehaviour { Path = $"{App}/requests/{task.Id}/status" });
        Emulator.Misbehave(new Misbehaviour { Path = $"{App}/requests/{task.Id}", Body = body });

        var error = await Assert.ThrowsAsync<ReveException>(
            () => client.ReceiveTaskAsync(new ReceiveJob(task), cancellation: Cancellation));

        Assert.Equal((kind, billing), (error.Kind, error.Billing));
    }

    [Fact]
    public async Task A_submit_whose_response_was_lost_has_an_unknown_outcome_and_is_not_sent_again()
    {
        Emulator.Misbehave(new Misbehaviour { Method = "POST", Fault = Fault.ResetAfterBody });

        var error = await FailAsync();

        Assert.Equal((ReveErrorKind.OutcomeUnknown, Billing.Unknown), (error.Kind, error.Billing));
        Assert.Single(Submits);
    }

    [Fact]
    public async Task Lost_responses_about_a_task_are_requested_again()
    {
        Emulator.Fal = new() { Stream = new() { Start = StreamStart.NotFound } };
        Emulator.Misbehave(new Misbehaviour
        {
            Method = "GET", Path = App + "/requests/", Fault = Fault.ResetAfterBody, Times = 3,
        });

        Assert.NotNull((await MakeAsync(Create())).Bytes);
        Assert.Single(Submits);
        Assert.Single(Emulator.Bill);
    }
}
