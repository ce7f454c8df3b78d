using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Tests.Outcomes;
using Xunit;

namespace Reve.Tests.HostileResponses;

/// <summary>
/// Hosts that forward to Reve's closed API report PARTNER_API_CLOSED: the model is retired, whatever the status.
/// </summary>
public sealed class ClosedApiTests : OutcomeTestBase
{
    public static MatrixTheoryData<PaidCallCase, int> Refusals =>
        EachOn(400, 401, 402, 403, 404, 422, 429, 500, 502, 503, 504);

    public static MatrixTheoryData<PaidCallCase, string> Bodies => EachOn(
        """{"error_code":"PARTNER_API_CLOSED","message":"The partner API is closed"}""",
        """{"message":"Reve said 403: PARTNER_API_CLOSED","statusCode":500}""",
        """{"error":{"code":403,"message":"partner_api_closed"}}""",
        """{"success":false,"status":402,"error":{"code":"PARTNER_API_CLOSED","message":"no credit"}}""");

    public static MatrixTheoryData<PaidCallCase, string> Failures => TasksOn(
        "Reve create failed (403): {\"error_code\":\"PARTNER_API_CLOSED\"}",
        "Reve create failed (402): PARTNER_API_CLOSED",
        "Content policy violation or partner-api-closed");

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_refusal_means_that_the_model_is_retired_and_is_final(PaidCallCase call, int status)
    {
        const string Words = "\"PARTNER_API_CLOSED\"";
        Emulator.Misbehave(To(call) with
        {
            Status = status,
            Body = """{"message":WORDS,"detail":WORDS,"error":{"message":WORDS}}""".Replace("WORDS", Words),
            Times = 9,
        });

        AssertRetired(call, await FailAsync(call));
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task An_embedded_error_means_that_the_model_is_retired(PaidCallCase call, string body)
    {
        Emulator.Misbehave(To(call) with { Body = body, IsCharged = false });

        AssertRetired(call, await FailAsync(call));
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_failed_task_means_that_the_model_is_retired(PaidCallCase call, string words)
    {
        Emulator.Tasks.Script = new() { Ending = TaskState.Failed, Error = words };

        var error = await FailAsync(call);

        AssertRetired(call, error);
        Assert.NotNull(error.TaskId);
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public async Task After_a_task_failed_because_the_model_is_retired_no_further_task_is_submitted(PaidCallCase call)
    {
        Emulator.Tasks.Script = new() { Ending = TaskState.Failed, Error = "PARTNER_API_CLOSED" };
        var client = Client(provider: call.Provider);

        AssertRetired(call, await FailWithAsync(client, call));
        Assert.Equal(ReveErrorKind.NotSent, (await FailWithAsync(client, call)).Kind);
        Assert.Single(Sent(call));
    }

    private static Task<ReveException> FailWithAsync(ReveClient client, PaidCallCase call) =>
        Assert.ThrowsAsync<ReveException>(
            () => client.GenerateAsync(RequestOf(call), cancellation: Cancellation));

    private void AssertRetired(PaidCallCase call, ReveException error)
    {
        Assert.Equal(ReveErrorKind.ModelRetired, error.Kind);
        Assert.Equal(Billing.NotCharged, error.Billing);
        Assert.Contains("-Model", error.Advice);
        Assert.Equal(1, error.Attempts);
        Assert.Single(Sent(call));
        Assert.Empty(Bill);
    }
}
