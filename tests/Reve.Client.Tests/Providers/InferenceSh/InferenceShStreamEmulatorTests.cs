using System.Linq;
using System.Net.Http;
using System.Net;
using System.Threading.Tasks;
using Reve.Emulator;
using Xunit;

namespace Reve.Tests.Providers.Emulated;

public sealed class InferenceShStreamEmulatorTests : InferenceShEmulatorTests
{
    [Fact]
    public async Task A_stream_tells_each_stage_and_ends_with_the_task()
    {
        var id = await IdAsync();

        var text = await TextAsync(id);
        var lines = text.Split('\n');

        Assert.Equal("""{"type":"heartbeat"}""", lines[0]);
        Assert.Contains("\"queued\"", lines[1]);
        Assert.Contains("\"running\"", lines[3]);
        Assert.Contains("\"completed\"", lines[5]);
        Assert.Single(Emulator.Bill);
    }

    [Theory]
    [InlineData(StreamForm.Partial, "fields")]
    [InlineData(StreamForm.Delta, "event")]
    public async Task Updates_can_be_partial(StreamForm form, string mark)
    {
        Settings = new() { Stream = new() { Form = form, PieceLength = 7 } };
        var id = await IdAsync();

        var lines = await LinesAsync(id);

        Assert.False(lines[0].TryGetProperty(mark, out _));
        Assert.True(lines[1].TryGetProperty(mark, out _));
        var update = lines[1].GetProperty("data");
        Assert.Equal("running", update.GetProperty("status_text").GetString());
        Assert.False(update.TryGetProperty("input", out _));
        Assert.True(lines[2].GetProperty("data").TryGetProperty("output", out _));
    }

    [Fact]
    public async Task A_stream_can_end_early_and_the_next_one_goes_on()
    {
        Settings = new() { Stream = new() { CutAfter = 1, Troubles = 1 } };
        var id = await IdAsync();

        Assert.Equal(["queued"], (await LinesAsync(id)).Select(line => line.GetProperty("status_text").GetString()));
        Assert.Equal(
            ["running", "completed"],
            (await LinesAsync(id)).Select(line => line.GetProperty("status_text").GetString()));
    }

    [Fact]
    public async Task A_stream_can_break_or_never_start()
    {
        Settings = new() { Stream = new() { CutAfter = 1, Cut = StreamCut.Breaks } };
        var id = await IdAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => TextAsync(id));

        Settings = new() { Stream = new() { Start = StreamStart.NotFound } };
        using var missing = await GetAsync($"/tasks/{id}/stream");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);

        Settings = new() { Stream = new() { Start = StreamStart.Hangs } };
        var hanging = GetAsync($"/tasks/{id}/stream");
        await UntilAsync(() => Emulator.Requests.Count(request => request.Path == $"/tasks/{id}/stream") == 3);
        Assert.False(hanging.IsCompleted);
        await Emulator.DisposeAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => hanging);
    }

    [Fact]
    public async Task A_fault_of_the_connection_meets_a_stream_as_it_meets_any_answer()
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/tasks/", Fault = Fault.TruncateBody });
        Emulator.Misbehave(new Misbehaviour { Path = "/tasks/", Fault = Fault.Drip });
        var id = await IdAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => TextAsync(id));
        var line = Assert.Single(await LinesAsync(id));

        Assert.Equal("completed", line.GetProperty("status_text").GetString());
        Assert.Single(Emulator.Bill);
    }

    [Fact]
    public async Task Raw_pieces_are_written_as_they_are()
    {
        string[] pieces = ["{\"id\":\"{id}", "\",\"status\":7}\n\n{\"type\":", "\"heartbeat\"}"];
        Settings = new() { Stream = new() { Raw = pieces } };
        var id = await IdAsync();

        Assert.Equal("{\"id\":\"" + id + "\",\"status\":7}\n\n{\"type\":\"heartbeat\"}", await TextAsync(id));
    }

    [Fact]
    public async Task A_held_stream_goes_on_when_the_task_is_cancelled()
    {
        Script = new() { Stages = [new(TaskState.Running, IsHeld: true)] };
        var id = await IdAsync();
        var reading = LinesAsync(id);

        using var cancel = await PostAsync($"/tasks/{id}/cancel", null);

        Assert.Equal("cancelled", (await reading)[^1].GetProperty("status_text").GetString());
    }

    [Fact]
    public async Task The_settings_can_come_from_another_process()
    {
        const string Json = """
            {"inference":{"envelope":"V2","stream":{"cutAfter":3}},"tasks":{"stages":[{"state":"Running","lasts":2}]}}
            """;
        using var content = new StringContent(Json, System.Text.Encoding.UTF8, "application/json");
        using var response = await SendAsync(HttpMethod.Post, "/_emulator/settings", content);

        Assert.Equal(InferenceEnvelope.V2, Settings.Envelope);
        Assert.Equal([new TaskStage(TaskState.Running, 2)], Script.Stages);
        Assert.Equal(3, Settings.Stream.CutAfter);
    }
}
