using System.Text.Json;
using Reve.Providers.Runware;
using Xunit;

namespace Reve.Tests.Providers.Runware;

/// <summary>The forms in which a task can be described: parts of a result, and the body of a webhook.</summary>
public sealed class RunwareFormTests
{
    private const string Id = "5b6b1c9e-2222-4c3c-8a8a-0f0f0f0f0f0f";

    [Fact]
    public void Images_in_parts_are_kept_until_none_is_in_progress()
    {
        var parser = new RunwareTaskParser(new ReveTask { Id = Id, Provider = "Runware" });

        Take($$"""{"data":[{"taskUUID":"{{Id}}"}]}""");
        Assert.Equal(ReveTaskStatus.Received, parser.Task.Status);
        Take($$"""
            {"data":[{"taskUUID":"{{Id}}","status":"success","imageUUID":"a","imageURL":"https://x/a.png","cost":0.2},
            {"taskUUID":"{{Id}}","status":"processing"}]}
            """);
        Assert.Equal(ReveTaskStatus.Running, parser.Task.Status);
        Take($$"""
            {"data":[{"taskUUID":"{{Id.ToUpperInvariant()}}","status":"success","imageUUID":"b",
            "imageURL":"https://x/b.png","cost":0.2}],
            "errors":[{"taskUUID":"{{Id}}","code":"inferenceError","status":"error"}]}
            """);

        Assert.Equal(ReveTaskStatus.Completed, parser.Task.Status);
        Assert.Equal(["https://x/a.png", "https://x/b.png"], parser.Task.Urls);
        Assert.Equal(0.4m, parser.Task.Usage!.Amount);
        Assert.Equal("inferenceError", parser.Task.Error);

        void Take(string body)
        {
            using var json = JsonDocument.Parse(body);
            Assert.True(parser.Merge(RunwareEnvelope.Read(json.RootElement)));
        }
    }

    [Theory]
    [InlineData($$"""{"data":[{"taskUUID":"{{Id}}","imageURL":"https://evil.example/a.png"}]}""")]
    [InlineData($$"""{"taskType":"imageInference","taskUUID":"{{Id}}","status":"success"}""")]
    [InlineData($$"""[{"taskUUID":"{{Id}}"}]""")]
    [InlineData($$"""{"errors":[{"code":"inferenceError","taskUUID":"{{Id}}"}]}""")]
    [InlineData($$"""{"error":{"code":"inferenceError"},"taskUUID":"{{Id}}"}""")]
    public void Only_the_id_is_taken_from_the_body_of_a_webhook(string body)
    {
        var task = ReveClient.ReadWebhook(body);

        Assert.Equal((Id, "Runware"), (task.Id, task.Provider));
        Assert.Empty(task.Urls);
        Assert.Equal(ReveTaskStatus.Unknown, task.Status);
    }

    [Theory]
    [InlineData("""{"data":[{"taskUUID":"../../etc"}]}""")]
    [InlineData("""{"data":[{"taskUUID":7}]}""")]
    [InlineData("""{"data":[]}""")]
    [InlineData("no json")]
    public void A_body_without_a_plain_id_is_refused(string body) => Assert.Equal(
        ReveErrorKind.WebhookUnreadable,
        Assert.Throws<ReveException>(() => ReveClient.ReadWebhook(body, ProviderRegistry.Get("Runware"))).Kind);
}
