using System.Text.Json;
using System.Threading.Tasks;
using Reve.Emulator;
using Xunit;

namespace Reve.Tests.Providers.InferenceSh;

/// <summary>A host repeats the key in the fields of a task.</summary>
public sealed class InferenceShSecretTests : EmulatorTests
{
    [Fact]
    public async Task A_task_does_not_repeat_the_key()
    {
        var key = Emulator.ApiKey;
        Emulator.Misbehave(new Misbehaviour
        {
            Method = "GET",
            Status = 200,
            Body = $$"""{"id":"t-{{key}}","status":10,"error":"{{key}}","output":{"{{key}}":["{{key}}"],"a":"{{key}}"} }""",
        });

        var task = await Client(provider: "InferenceSh").GetTaskAsync(
            new ReveTask { Id = $"t-{key}", Provider = "InferenceSh" }, Notices.Enqueue, Cancellation);

        Assert.DoesNotContain(key, JsonSerializer.Serialize(task));
        Assert.All(Notices, notice => Assert.DoesNotContain(key, notice.Message));
    }

    [Fact]
    public async Task The_id_of_a_submitted_task_does_not_repeat_the_key()
    {
        var client = Client(provider: "InferenceSh");
        Emulator.Misbehave(new Misbehaviour { Method = "POST", Body = $$"""{"id":"t-{{Emulator.ApiKey}}","status":1}""" });

        var task = await client.SubmitAsync(client.CreateJob(Create()), Notices.Enqueue, Cancellation);

        Assert.Equal("t-********", task.Id);
        Assert.All(Notices, notice => Assert.DoesNotContain(Emulator.ApiKey, notice.Message));
    }
}
