using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
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
    private const int Responses = 120;
    private const int Seed = 20261126;

    private const string Rejection = """
        {"message":"no","detail":"no","requestId":"r-1","statusCode":400,"success":false,"status":400,
        "error":{"code":400,"message":"no","type":"x","suggestions":["a","b"]},
        "errors":[{"type":"secret","key":"K","message":"m","action":{"url":"u"}}]}
        """;

    private static readonly CallPolicy s_once = new() { MaximumRetryCount = 0 };
    private static readonly int[] s_statuses =
        [200, 200, 200, 200, 200, 200, 201, 301, 400, 401, 402, 403, 404, 429, 500, 503, 504];

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_damaged_response_to_a_paid_request_has_an_outcome(PaidCallCase call)
    {
        Emulator.Tasks.Script = new() { Stages = [] };
        await RunOnceAsync(call);
        var right = Encoding.UTF8.GetString(Sent(call)[0].ReplyBody);
        var mutator = new ResponseMutator(Seed);
        for (var number = 1; number <= Responses; number++)
        {
            var status = mutator.Pick(s_statuses);
            var body = mutator.Mutate(status < 300 ? right : Rejection);
            Emulator.Misbehave(To(call) with
            {
                Status = status == 200 ? null : status, RawBody = body, Headers = mutator.Headers(),
            });

            var failure = await Record.ExceptionAsync(() => RunOnceAsync(call));

            var label = $"Seed {Seed}, response {number}, status {status}: {Convert.ToBase64String(body)}: {failure}";
            if (failure is not null) AssertBilling(status, failure, label);
            Assert.True(number + 1 == Sent(call).Count, $"{label}: sent {Sent(call).Count - 1} times");
        }
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public async Task A_damaged_response_about_a_task_does_not_lose_the_task(PaidCallCase call)
    {
        Emulator.Tasks.Script = new() { Stages = [new(TaskState.Running)] };
        await RunOnceAsync(call);
        var right = Emulator.AboutTasks(call.Provider)
            .Select(request => Encoding.UTF8.GetString(request.ReplyBody)).Where(body => body.Length > 0).ToList();
        var mutator = new ResponseMutator(Seed);
        for (var number = 1; number <= Responses; number++)
        {
            Emulator.Tasks.Script = new() { Stages = [new(TaskState.Running)] };
            var bodies = new List<string>();
            for (var damaged = 0; damaged < 2; damaged++)
            {
                var body = mutator.Mutate(mutator.Pick(right));
                bodies.Add(Convert.ToBase64String(body));
                Emulator.Misbehave(ToTasks(call) with { RawBody = body, Headers = mutator.Headers() });
            }

            var failure = await Record.ExceptionAsync(() => RunOnceAsync(call));

            var label = $"Seed {Seed}, task {number}: {string.Join(" ", bodies)}: {failure}";
            if (failure is not null)
            {
                Assert.True(failure is ReveException { TaskId: not null }, label);
            }

            var sent = Sent(call).Count;
            Assert.True(number + 1 == sent, $"{label}: sent {sent - 1} times");
            // What this task did not use is not for the next one.
            Emulator.Forgive();
        }
    }

    private async Task RunOnceAsync(PaidCallCase call)
    {
        var results = await Client(s_once, call.Provider).GenerateAsync(
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
}
