using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Tests.Outcomes;
using Xunit;

namespace Reve.Tests.HostileResponses;

/// <summary>
/// Responses with random damage. Whatever they contain, a call ends with results or with a <see cref="ReveException"/>
/// whose billing is that of the outcome table, and is sent once.
/// </summary>
public sealed class MutatedResponseTests : OutcomeTestBase
{
    private const int Responses = 300;
    private const int Seed = 20261126;

    private static readonly CallPolicy s_once = new() { MaximumRetryCount = 0 };
    private static readonly int[] s_statuses =
        [200, 200, 200, 200, 200, 200, 201, 301, 400, 401, 402, 403, 404, 429, 500, 503, 504];

    [Theory]
    [InlineData(PaidCallCase.Create)]
    [InlineData(PaidCallCase.RemixElsewhere)]
    [InlineData(PaidCallCase.Task)]
    public async Task A_damaged_response_to_a_paid_request_has_an_outcome(PaidCallCase call)
    {
        Emulator.Tasks.Script = new() { Stages = [] };
        var mutator = new ResponseMutator(Seed);
        for (var number = 1; number <= Responses; number++)
        {
            var status = mutator.Pick(s_statuses);
            var body = mutator.Mutate(BodyOf(call, status));
            Emulator.Misbehave(To(call) with
            {
                Status = status == 200 ? null : status, RawBody = body, Headers = mutator.Headers(),
            });

            var failure = await Record.ExceptionAsync(() => RunOnceAsync(call));

            var label = $"Seed {Seed}, response {number}, status {status}: {Convert.ToBase64String(body)}: {failure}";
            if (failure is not null) AssertBilling(status, failure, label);
            Assert.True(number == Sent(call).Count, $"{label}: sent {Sent(call).Count} times");
        }
    }

    [Fact]
    public async Task A_damaged_response_about_a_task_does_not_lose_the_task()
    {
        var mutator = new ResponseMutator(Seed);
        for (var number = 1; number <= Responses; number++)
        {
            Emulator.Tasks.Script = new() { Stages = [new(TaskState.Running)] };
            var bodies = new List<string>();
            for (var damaged = 0; damaged < 2; damaged++)
            {
                var body = mutator.Mutate(BodyOf(PaidCallCase.Task, 200));
                bodies.Add(Convert.ToBase64String(body));
                Emulator.Misbehave(new Misbehaviour { Path = "/tasks/", RawBody = body, Headers = mutator.Headers() });
            }

            var failure = await Record.ExceptionAsync(() => RunOnceAsync(PaidCallCase.Task));

            var label = $"Seed {Seed}, task {number}: {string.Join(" ", bodies)}: {failure}";
            if (failure is not null)
            {
                Assert.True(failure is ReveException { TaskId: not null }, label);
            }

            var sent = Sent(PaidCallCase.Task).Count;
            Assert.True(number == sent, $"{label}: sent {sent} times");
            // What this task did not use is not for the next one.
            Emulator.Forgive();
        }
    }

    private async Task RunOnceAsync(PaidCallCase call)
    {
        var results = await Client(s_once, ProviderOf(call)).GenerateAsync(
            RequestOf(call), job => job with { SkipDownload = true }, Notices.Enqueue, Cancellation);
        Assert.NotEmpty(results);
        Assert.All(results, result => Assert.True(result.Image is not null || result.Error is not null));
        foreach (var error in results.Select(result => result.Error).OfType<ReveException>()) Forget(error);
    }

    /// <summary>Compares the billing of an error with the row of the outcome table.</summary>
    private static void AssertBilling(int status, Exception failure, string label)
    {
        Assert.True(failure is ReveException, label);
        var error = (ReveException)failure;
        Assert.True(error.Kind != ReveErrorKind.UnreadableResponse || error.TaskId is not null
            || (error.Billing == Billing.Charged && File.Exists(error.ResponseFile)), label);
        Assert.True(error.Kind != ReveErrorKind.OutcomeUnknown || error.Billing == Billing.Unknown, label);
        if (error.Kind != ReveErrorKind.ModelRetired && error.TaskId is null)
        {
            Assert.True(status switch
            {
                301 or 504 => error.Kind == ReveErrorKind.OutcomeUnknown,
                >= 400 => error.Billing == Billing.NotCharged || error.Usage?.Amount > 0,
                _ => true,
            }, label);
        }

        Forget(error);
    }

    private static void Forget(ReveException error)
    {
        if (error.ResponseFile is { } file) File.Delete(file);
    }

    private static string BodyOf(PaidCallCase call, int status) => (ProviderOf(call), status < 300) switch
    {
        ("InferenceSh", true) => """
            {"success":true,"status":200,"data":{"id":"t1","status":10,"status_text":"completed","error":"",
            "output":{"image":"https://x.example/a.png","output_meta":{"outputs":[{"cost":18},{"cost":2}]}},
            "created_at":"2026-01-02T03:04:05Z","updated_at":"2026-01-02T03:04:31Z"}}
            """,
        ("OneRouter", true) => """
            {"created":1767323045,"error":"","data":[{"url":"https://x.example/a.png","b64_json":"",
            "revised_prompt":"a fox"},{"url":"https://x.example/b.png","b64_json":"","revised_prompt":""}]}
            """,
        (_, true) => """
            {"data":[{"url":"https://x.example/a.png","b64_json":null,"request_id":"rsid-1",
            "content_violation":false}],"meta":{"usage":{"tokens_used":126000,"usd_spent":0.063}}}
            """,
        _ => """
            {"message":"no","detail":"no","requestId":"r-1","statusCode":400,"success":false,"status":400,
            "error":{"code":400,"message":"no","type":"x","suggestions":["a","b"]},
            "errors":[{"type":"secret","key":"K","message":"m","action":{"url":"u"}}]}
            """,
    };
}
