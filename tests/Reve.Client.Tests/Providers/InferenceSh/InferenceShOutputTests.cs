using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Providers.InferenceSh;
using Reve.Tests.Journal;
using Xunit;

namespace Reve.Tests.Providers.InferenceSh;

/// <summary>The output of a completed task: where it is, and what is done until it is there.</summary>
public sealed class InferenceShOutputTests : JournalTestBase
{
    private const string Completed = """{"id":"{id}","status":10,"status_text":"completed","output":null}""";

    private protected override string ProviderName => "InferenceSh";

    private IEnumerable<RecordedRequest> Runs => Emulator.Requests.Where(request => request.Path == "/apps/run");

    private IEnumerable<RecordedRequest> Queries => Emulator.Requests.Where(
        request => request.Method == "GET" && request.Path.StartsWith("/tasks/", StringComparison.Ordinal)
            && !request.Path.EndsWith("/stream", StringComparison.Ordinal));

    [Fact]
    public async Task A_task_that_a_stream_completes_without_its_output_is_queried_for_it()
    {
        Emulator.Tasks.Script = new() { Stages = [new(TaskState.Running)] };
        Emulator.Inference = new() { Stream = new() { Raw = [Completed] } };

        Assert.NotNull((await MakeAsync(Create())).Bytes);
        Assert.Single(Queries);
        Assert.Single(Runs);
    }

    [Fact]
    public async Task A_task_that_its_creation_completes_without_its_output_is_queried_for_it()
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/apps/run", Body = Completed.Replace("{id}", "t1") });
        Emulator.Misbehave(new Misbehaviour
        {
            Path = "/tasks/t1", Status = 200, Body = Completed.Replace("{id}", "t1"),
        });
        var url = new Uri(Emulator.BaseUri, Emulator.Images.Host(PlainPng.Make((64, 64)))).AbsoluteUri;
        Emulator.Misbehave(new Misbehaviour
        {
            Path = "/tasks/t1", Status = 200, Body = $$$"""{"id":"t1","status":10,"output":{"image":"{{{url}}}"}}""",
        });

        Assert.NotNull((await MakeAsync(Create())).Bytes);
        Assert.Equal(2, Queries.Count());
        Assert.Contains(TimeSpan.FromSeconds(2), Clock.Waits);
    }

    [Fact]
    public async Task A_completed_task_without_output_is_received_when_the_output_is_there()
    {
        Emulator.Tasks.Script = new() { Stages = [] };
        var client = Client(provider: ProviderName);
        var task = await client.SubmitAsync(client.CreateJob(Create()), cancellation: Cancellation);
        Emulator.Misbehave(new Misbehaviour
        {
            Path = "/tasks/", Body = Completed.Replace("{id}", task.Id), Times = 2,
        });

        var results = await client.ReceiveTaskAsync(
            new ReceiveJob(new ReveTask { Id = task.Id, Provider = ProviderName }),
            cancellation: Cancellation);

        Assert.NotNull(Assert.Single(results).Image);
    }

    [Fact]
    public async Task Resume_queries_the_task_whose_output_was_missing_and_does_not_pay_again()
    {
        Emulator.Tasks.Script = new() { Stages = [], HasOutput = false };
        var error = Assert.Single(await StartAsync(Create())).Error!;
        Assert.Equal(ReveErrorKind.UnreadableResponse, error.Kind);
        Assert.Equal(Billing.Charged, error.Billing);
        var id = Assert.Single(Emulator.Tasks.All).Key;
        Assert.Equal(id, error.TaskId);

        var still = Assert.Single(await ResumeAsync(Create())).Error!;
        Assert.Equal((ReveErrorKind.UnreadableResponse, id), (still.Kind, still.TaskId));

        var url = new Uri(Emulator.BaseUri, Emulator.Images.Host(PlainPng.Make((64, 64)))).AbsoluteUri;
        Emulator.Misbehave(new Misbehaviour
        {
            Path = "/tasks/", Body = $$$$"""{"id":"{{{{id}}}}","status":10,"output":{"image":{"uri":"{{{{url}}}}"}}}""",
        });

        var result = Assert.Single(await ResumeAsync(Create()));

        Assert.True(result.Image!.Resumed);
        Assert.NotNull(result.Image.FullName);
        Assert.Single(Runs);
    }

    [Fact]
    public async Task Resume_pays_again_for_a_task_without_output_only_on_request()
    {
        Emulator.Tasks.Script = new() { Stages = [], HasOutput = false };
        await StartAsync(Create());
        await ResumeAsync(Create());
        Assert.Single(Runs);
        var id = Emulator.Tasks.All.Keys.Single();

        Emulator.Tasks.Script = new();
        var result = Assert.Single(await RunAllAsync(resume: true, SendAgain, requests: Create()));

        Assert.Contains(Queries, query => query.Path == $"/tasks/{id}");
        Assert.NotNull(result.Image!.FullName);
        Assert.Equal(2, Runs.Count());
    }

    [Theory]
    [InlineData("""{"image":{"uri":"https://x/a.png"}}""", 1)]
    [InlineData("""{"image":{"url":"https://x/a.png"}}""", 1)]
    [InlineData("""{"image":{"path":" https://x/a.png "}}""", 1)]
    [InlineData("""{"image":{"path":"/tmp/a.png","uri":"https://x/a.png"}}""", 1)]
    [InlineData("""{"images":[{"uri":"https://x/a.png"},"https://x/b.png",{"url":"https://x/c.png"}]}""", 3)]
    [InlineData("""{"images":{"uri":"https://x/a.png"}}""", 1)]
    [InlineData("""{"image":"https://x/a.png","images":["https://x/a.png"]}""", 1)]
    [InlineData("""{"image":{"path":"/tmp/a.png"}}""", 0)]
    [InlineData("""{"image":7,"images":[null,{"uri":{}}]}""", 0)]
    [InlineData("\"https://x/a.png\"", 1)]
    [InlineData("""["https://x/a.png"]""", 1)]
    public void A_file_is_text_or_an_object_with_its_address(string output, int count)
    {
        var task = new InferenceShTaskParser(new ReveTask { Id = "", Provider = "InferenceSh" });
        using var json = JsonDocument.Parse($$$"""{"id":"t","status":10,"output":{{{output}}}}""");

        task.Merge(json.RootElement);

        Assert.Equal(count, task.Task.Urls.Count);
        Assert.All(task.Task.Urls, url => Assert.StartsWith("https://x/", url));
    }
}
