using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Providers;
using Xunit;

namespace Reve.Tests.Providers.AtlasCloud;

public sealed class AtlasCloudWebhookTests : AtlasCloudTestBase
{
    [Theory]
    [InlineData(TaskState.Completed, ReveTaskStatus.Completed)]
    [InlineData(TaskState.Failed, ReveTaskStatus.Failed)]
    public async Task A_webhook_gives_the_id_of_the_task_whatever_its_status_says(
        TaskState ending, ReveTaskStatus expected)
    {
        Emulator.Tasks.Script = new() { Ending = ending };
        var client = Atlas();
        var submitted = await client.SubmitAsync(
            client.CreateJob(With(ReveOption.WebhookUri, new Uri(Emulator.HttpsUri, "/heard").AbsoluteUri)),
            Notices.Enqueue, Cancellation);
        Emulator.Tasks.Finish();
        await UntilAsync(() => Emulator.Requests.Any(request => request is { Path: "/heard", Status: > 0 }));
        var body = BodyOf(Emulator.Requests.Single(request => request.Path == "/heard"));

        var read = ReveClient.ReadWebhook(body);

        Assert.Equal("OK", JsonSerializer.Deserialize<JsonElement>(body).GetProperty("status").GetString());
        Assert.Equal((submitted.Id, "AtlasCloud", ReveTaskStatus.Unknown), (read.Id, read.Provider, read.Status));
        Assert.Equal(expected, (await client.GetTaskAsync(read, Notices.Enqueue, Cancellation)).Status);
    }

    [Fact]
    public void A_forged_body_gives_an_id_and_nothing_else()
    {
        var task = ReveClient.ReadWebhook(
            """
            {"session_id":"t1","status":"OK","event_type":"image.task.terminal","payload":{"id":"t2",
            "status":"completed","outputs":["http://169.254.169.254/"],"price":"0.24"},"error":"no"}
            """);

        Assert.Equal(("t1", "AtlasCloud", ReveTaskStatus.Unknown), (task.Id, task.Provider, task.Status));
        Assert.Equal((null, null, null), (task.Error, task.Output, task.Usage));
        Assert.Empty(task.Urls);
    }

    [Theory]
    [InlineData("""{"session_id":"../models","status":"OK","payload":{}}""")]
    [InlineData("""{"session_id":"","status":"OK","payload":{}}""")]
    [InlineData("""{"session_id":7,"status":"OK","payload":{}}""")]
    [InlineData("""{"session_id":"t1"}""")]
    [InlineData("""{"status":"OK","payload":{"id":"t1"}}""")]
    [InlineData("<html>")]
    [InlineData("[]")]
    public void A_body_without_a_valid_id_is_refused(string body) => Assert.Equal(
        ReveErrorKind.WebhookUnreadable,
        Assert.Throws<ReveException>(() => ReveClient.ReadWebhook(body, ProviderRegistry.Get("AtlasCloud"))).Kind);

    [Fact]
    public void A_webhook_of_another_provider_that_has_a_session_is_not_one_of_Atlas_Cloud()
    {
        var task = ReveClient.ReadWebhook("""{"id":"t1","status":10,"session_id":"s1","output":null}""");

        Assert.Equal(("t1", TestProviders.AnyWithTasks.Name), (task.Id, task.Provider));
    }
}
