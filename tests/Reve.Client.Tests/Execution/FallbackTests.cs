using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Journal;
using Reve.Tests.Journal;
using Reve.Threading;
using Xunit;

namespace Reve.Tests.Execution;

/// <summary>The next provider is used only after an outcome that was not charged and that it can cure.</summary>
public sealed class FallbackTests : JournalTestBase
{
    private static readonly Misbehaviour s_toFirst = new() { PaidAt = First };
    private static readonly Misbehaviour s_toSecond = new() { PaidAt = Second };

    /// <summary>Each provider, with the next one as its alternative.</summary>
    public static TheoryData<string, string> Neighbours
    {
        get
        {
            var names = TestProviders.Remote.Select(provider => provider.Name).ToList();
            var data = new TheoryData<string, string>();
            for (var index = 0; index < names.Count; index++) data.Add(names[index], names[(index + 1) % names.Count]);
            return data;
        }
    }

    public static TheoryData<int, string> CuredByAnotherProvider => new()
    {
        { 401, "{}" },
        { 402, "{}" },
        { 403, """{"message":"top up"}""" },
        { 404, """{"message":"no such model"}""" },
        { 429, """{"message":"your quota is exhausted"}""" },
        { 500, """{"message":"PARTNER_API_CLOSED"}""" },
    };

    [Theory]
    [MemberData(nameof(CuredByAnotherProvider))]
    public async Task A_call_that_another_provider_can_serve_moves_on_and_is_charged_once(int status, string body)
    {
        Emulator.Misbehave(s_toFirst with { Status = status, Body = body });

        var image = await OneAsync(Both());

        Assert.Equal(Second, image.Image!.Provider);
        Assert.Equal(Second, Assert.Single(Emulator.Bill).Provider);
        Assert.Single(Notices, notice => notice.Level == ReveNoticeLevel.Warning);
    }

    [Theory]
    [InlineData(400, "{}", ReveErrorKind.InvalidRequest)]
    [InlineData(422, """{"message":"content policy violation"}""", ReveErrorKind.ContentViolation)]
    [InlineData(504, "{}", ReveErrorKind.OutcomeUnknown)]
    public async Task A_violation_an_invalid_request_and_an_unknown_outcome_do_not_move_on(
        int status, string body, ReveErrorKind kind)
    {
        Emulator.Misbehave(s_toFirst with { Status = status, Body = body });

        var result = await OneAsync(Both());

        Assert.Equal(kind, result.Error!.Kind);
        Assert.Empty(Emulator.Bill);
    }

    [Fact]
    public async Task A_call_whose_response_was_lost_does_not_move_on_even_when_its_retry_is_rejected()
    {
        Emulator.Misbehave(s_toFirst with { Fault = Fault.ResetAfterBody });
        Emulator.Misbehave(s_toFirst with { Status = 402 });

        var result = await OneAsync(Both(new CallPolicy { RetryUnknownOutcome = true }));

        Assert.Equal(ReveErrorKind.OutOfCredit, result.Error!.Kind);
        Assert.Equal(Billing.Unknown, result.Error.Billing);
        Assert.Equal(First, Assert.Single(Emulator.Bill).Provider);
    }

    [Fact]
    public async Task A_provider_that_fails_for_all_calls_gets_no_more_requests()
    {
        Emulator.Misbehave(s_toFirst with { Status = 402, Times = 100 });
        var client = Both();

        for (var number = 0; number < 3; number++) Assert.Null((await OneAsync(client)).Error);

        Assert.Single(Emulator.Paid(First));
        Assert.Equal(3, Emulator.Bill.Count);
    }

    [Fact]
    public async Task A_host_that_cannot_be_reached_is_left_out()
    {
        var unreachable = Connection(First) with { BaseUri = new Uri("http://127.0.0.1:9") };
        var client = new ReveClient(
            [unreachable, Connection(Second)], new CallPolicy { MaximumRetryCount = 0 }, Clock);

        Assert.Equal(Second, (await OneAsync(client)).Image!.Provider);
    }

    [Fact]
    public async Task A_task_that_fails_because_the_model_is_closed_moves_on()
    {
        Emulator.Tasks.Script = new() { Ending = TaskState.Failed, Error = "PARTNER_API_CLOSED" };

        var result = await OneAsync(new ReveClient([Connection(Second), Connection(First)], new CallPolicy(), Clock));

        Assert.Equal(First, result.Image!.Provider);
        Assert.Equal(First, Assert.Single(Emulator.Bill).Provider);
    }

    [Fact]
    public async Task When_all_providers_fail_the_error_is_that_of_the_last_one()
    {
        Emulator.Misbehave(s_toFirst with { Status = 402 });
        Emulator.Misbehave(s_toSecond with { Status = 401 });

        var result = await OneAsync(Both());

        Assert.Equal(ReveErrorKind.AuthenticationFailed, result.Error!.Kind);
        Assert.Equal(Second, result.Error.Provider);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_resumed_item_is_recognized_whichever_listed_provider_made_it(bool isReversed)
    {
        string[] order = isReversed ? [Second, First] : [First, Second];
        Emulator.Misbehave(s_toFirst with { Status = 402 });
        Assert.Null((await InFolderAsync(resume: false, First, Second)).Error);

        var resumed = await InFolderAsync(resume: true, order);

        Assert.True(resumed.Image!.Resumed);
        Assert.Equal(Second, resumed.Image.Provider);
        Assert.Single(Emulator.Bill);
        Assert.Single(Images);
    }

    [Fact]
    public async Task An_item_with_an_unknown_outcome_at_one_provider_is_not_sent_to_another_on_resume()
    {
        Emulator.Misbehave(s_toFirst with { Fault = Fault.ResetAfterBody });
        Assert.NotNull((await InFolderAsync(resume: false, First, Second)).Error);

        var resumed = await InFolderAsync(resume: true, Second, First);

        Assert.Equal(ReveErrorKind.OutcomeUnknown, resumed.Error!.Kind);
        Assert.Equal(First, resumed.Error.Provider);
        Assert.Single(Emulator.Bill);
    }

    [Fact]
    public async Task An_item_that_no_provider_accepted_is_sent_again_on_resume()
    {
        Emulator.Misbehave(s_toFirst with { Status = 402 });
        Emulator.Misbehave(s_toSecond with { Status = 402 });
        Assert.NotNull((await InFolderAsync(resume: false, First, Second)).Error);

        Assert.Equal(First, (await InFolderAsync(resume: true, First, Second)).Image!.Provider);
    }

    [Fact]
    public void A_request_is_validated_for_every_provider_before_anything_is_sent()
    {
        var option = TestProviders.AnyWithTasks.Find(ReveOperation.Create)!.Options.First(option =>
            option.Minimum is not null && TestProviders.Any.Find(ReveOperation.Create)!.Find(option.Option) is null);
        var request = Create() with
        {
            Options = new Dictionary<ReveOption, object> { [option.Option] = option.Maximum! },
        };

        var error = Assert.Throws<ReveException>(() => Both().CreateJob(request));

        Assert.Equal(ReveErrorKind.OptionNotSupported, error.Kind);
        Assert.Equal(First, error.Provider);
        Assert.Empty(Emulator.Requests);
    }

    [Fact]
    public void A_model_a_missing_key_and_a_repeated_provider_are_errors()
    {
        Assert.Equal(
            ReveErrorKind.OptionConflict,
            Assert.Throws<ReveException>(() => Both().CreateJob(Create() with { Model = "some/model" })).Kind);
        Assert.Equal(
            ReveErrorKind.ApiKeyMissing,
            Assert.Throws<ReveException>(
                () => new ReveClient([Connection(First), Connection(Second) with { Key = null }])).Kind);
        Assert.Equal(
            ReveErrorKind.OptionConflict,
            Assert.Throws<ReveException>(() => new ReveClient([Connection(First), Connection(First)])).Kind);
    }

    [Theory]
    [MemberData(nameof(Neighbours))]
    public async Task Every_provider_can_be_the_first_and_the_next_one(string first, string second)
    {
        Emulator.Tasks.Script = new() { Stages = [] };
        Emulator.Misbehave(new Misbehaviour { PaidAt = first, Status = 402, Body = "{}" });
        var client = new ReveClient([Connection(first), Connection(second)], new CallPolicy(), Clock);

        var result = await OneAsync(client, client.CreateJob(new ImageRequest
        {
            Operation = ReveOperation.Edit, Prompt = "in snow",
            Inputs = [ImageInput.FromBytes(PlainPng.Make((64, 64)))],
        }));

        Assert.Equal(second, result.Image!.Provider);
        Assert.Single(Emulator.Paid(first));
        Assert.Equal(second, Assert.Single(Emulator.Bill).Provider);
    }

    private static string First => TestProviders.Any.Name;

    private static string Second => TestProviders.AnyWithTasks.Name;

    private ReveClient Both(CallPolicy? policy = null) =>
        new([Connection(First), Connection(Second)], policy ?? new CallPolicy(), Clock);

    private async Task<ReveResult> OneAsync(ReveClient client, ImageJob? job = null)
    {
        try
        {
            return Assert.Single(await client.GenerateAsync(
                job ?? client.CreateJob(Create()), Notices.Enqueue, Cancellation));
        }
        catch (ReveException error)
        {
            return new ReveResult(null, error);
        }
    }

    private async Task<ReveResult> InFolderAsync(bool resume, params string[] providers)
    {
        var client = new ReveClient([.. providers.Select(Connection)], new CallPolicy(), Clock);
        using var journal = ReveJournal.Open(Out, resume);
        var job = client.CreateJob(Create()) with { Output = OutputTarget.ToFolder(Out) };
        return await OneAsync(client, job.EnterInto(journal));
    }
}
