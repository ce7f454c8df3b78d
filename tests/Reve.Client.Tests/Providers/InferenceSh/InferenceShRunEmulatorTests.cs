using System.Linq;
using System.Net;
using System.Text.Json;
using System.Threading.Tasks;
using System;
using Reve.Emulator;
using Reve.Execution;
using Reve.Providers;
using Xunit;

namespace Reve.Tests.Providers.Emulated;

public sealed class InferenceShRunEmulatorTests : InferenceShEmulatorTests
{
    [Fact]
    public async Task A_task_is_told_stage_by_stage_and_charged_once_when_it_completes()
    {
        var task = await RunAsync("reve/create@ab12:run", new { prompt = "a paper fox", test_time_scaling = 3 });
        var id = task.GetProperty("id").GetString()!;

        Assert.Equal(1, task.GetProperty("status").GetInt32());
        Assert.Equal(2, (await TaskAsync(id)).GetProperty("status").GetInt32());
        var status = (await ReadAsync($"/tasks/{id}/status")).GetProperty("data");
        Assert.Equal(["id", "status", "updated_at"], status.EnumerateObject().Select(field => field.Name));
        Assert.Equal(7, status.GetProperty("status").GetInt32());
        Assert.Empty(Emulator.Bill);

        var completed = await TaskAsync(id);
        await TaskAsync(id);

        Assert.Equal("completed", completed.GetProperty("status_text").GetString());
        var charge = Assert.Single(Emulator.Bill);
        Assert.Equal(
            ("InferenceSh", 54m, "credits", id),
            (charge.Provider, charge.Amount, charge.Unit, charge.RequestId));
        var output = completed.GetProperty("output");
        using var image = await GetAsync(output.GetProperty("image").GetString()!);
        Assert.Equal(PlainPng.Make((1024, 1024)), await image.Content.ReadAsByteArrayAsync(Cancellation));
        var cost = output.GetProperty("output_meta").GetProperty("outputs")[1].GetProperty("cost");
        Assert.Equal(54, cost.GetInt32());
    }

    [Theory]
    [InlineData("reve/create", """{"prompt":"fox","seed":1}""")]
    [InlineData("reve/create", """{"prompt":"fox","aspect_ratio":null}""")]
    [InlineData("reve/create", """{"prompt":"fox","test_time_scaling":6}""")]
    [InlineData("reve/create", """{"prompt":"fox","upscale_factor":1}""")]
    [InlineData("reve/edit", """{"prompt":"night","image":"https://images.test/a.png"}""")]
    [InlineData("reve/edit", """{"edit_instruction":"night","image":"data:image/png;base64,AAAA"}""")]
    [InlineData("reve/edit", """{"edit_instruction":"night","image":"inf://files/never-uploaded"}""")]
    [InlineData("reve/remix", """{"prompt":"fox","images":[]}""")]
    public async Task An_input_that_the_app_does_not_take_is_refused(string app, string input)
    {
        var status = await RefusedAsync(new { app, input = JsonSerializer.Deserialize<JsonElement>(input) });

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Empty(Emulator.Tasks.All);
    }

    [Fact]
    public async Task Unknown_fields_unknown_apps_and_the_bare_key_are_refused()
    {
        Assert.Equal(HttpStatusCode.BadRequest, await RefusedAsync(new { app = "reve/create", input = Fox, seed = 1 }));
        Assert.Equal(HttpStatusCode.NotFound, await RefusedAsync(new { app = "reve/paint", input = Fox }));
        using var bare = await PostAsync("/apps/run", new { app = "reve/create", input = Fox }, Emulator.ApiKey);
        Assert.Equal(HttpStatusCode.Unauthorized, bare.StatusCode);
    }

    [Fact]
    public async Task An_upload_goes_without_the_key_as_it_was_announced_and_is_found_in_the_run()
    {
        var image = PlainPng.Make((8, 8));
        var file = await AnnounceAsync(image);
        var run = new
        {
            app = "reve/edit",
            input = new { edit_instruction = "night", image = file.GetProperty("uri") },
        };

        Assert.Equal(HttpStatusCode.BadRequest, await RefusedAsync(run));
        Assert.Equal(HttpStatusCode.Forbidden, await PutAsync(file, image, authorization: "Bearer any"));
        Assert.Equal(HttpStatusCode.Forbidden, await PutAsync(file, image, "image/jpeg"));
        Assert.Equal(HttpStatusCode.BadRequest, await PutAsync(file, image[1..]));
        Assert.Empty(Emulator.Images.Uploads);
        Assert.Equal(HttpStatusCode.OK, await PutAsync(file, image));
        await RunAsync(run.app, run.input);

        Assert.Equal(1, Assert.Single(Emulator.Images.Uploads).Value);
        Assert.Equal(image, Assert.Single(Emulator.Images.Inputs));
    }

    [Fact]
    public async Task A_held_task_can_be_cancelled_once_and_costs_nothing()
    {
        Script = new() { Stages = [new(TaskState.Running, IsHeld: true)] };
        var id = await IdAsync();

        using var first = await PostAsync($"/tasks/{id}/cancel", null);
        using var second = await PostAsync($"/tasks/{id}/cancel", null);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Equal(12, (await TaskAsync(id)).GetProperty("status").GetInt32());
        Assert.Equal(2, Emulator.Requests.Count(request => request.Path == $"/tasks/{id}/cancel"));
        Assert.Empty(Emulator.Bill);
    }

    [Fact]
    public async Task A_run_that_waits_is_answered_when_the_task_is_released_and_over()
    {
        Script = new() { Stages = [new(TaskState.Running, IsHeld: true)] };
        Settings = new() { Envelope = InferenceEnvelope.V2 };
        var waiting = PostAsync("/apps/run", new { app = "reve/create", input = Fox, wait = true });
        await UntilAsync(() => Emulator.Tasks.All.Count == 1);
        Assert.False(waiting.IsCompleted);

        Emulator.Tasks.Release();

        using var response = await waiting;
        Assert.Equal(10, (await JsonOf(response)).GetProperty("status").GetInt32());
    }

    [Theory]
    [InlineData(InferenceStatus.Older, TaskState.Completed, "9")]
    [InlineData(InferenceStatus.Older, TaskState.Failed, "10")]
    [InlineData(InferenceStatus.Current, TaskState.Failed, "11")]
    [InlineData(InferenceStatus.TextUpper, TaskState.Cancelled, "\"CANCELLED\"")]
    [InlineData(InferenceStatus.TextLower, TaskState.Completed, "\"completed\"")]
    public async Task A_status_is_written_as_the_settings_say(InferenceStatus form, TaskState ending, string written)
    {
        Script = new() { Stages = [], Ending = ending, Error = "Out of luck" };
        Settings = new() { Status = form, HasStatusText = false };

        var task = await RunAsync("reve/create", Fox);

        Assert.Equal(written, task.GetProperty("status").GetRawText());
        Assert.False(task.TryGetProperty("status_text", out _));
        Assert.Equal(ending == TaskState.Failed ? "Out of luck" : "", task.GetProperty("error").GetString());
        Assert.Equal(ending == TaskState.Completed ? 1 : 0, Emulator.Bill.Count);
    }

    [Fact]
    public async Task The_older_envelope_and_the_older_error_say_whether_it_was_a_success()
    {
        Settings = new() { Envelope = InferenceEnvelope.V1, ErrorShape = InferenceError.Older };

        using var run = await PostAsync("/apps/run", new { app = "reve/create", input = Fox });
        var error = await ReadAsync("/tasks/unknown");

        Assert.True((await JsonOf(run)).GetProperty("success").GetBoolean());
        Assert.False(error.GetProperty("success").GetBoolean());
        Assert.Equal("not_found", error.GetProperty("error").GetProperty("code").GetString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_webhook_hears_of_the_end_and_a_forbidden_prompt_ends_in_failure(bool isWrapped)
    {
        Settings = new() { IsWebhookWrapped = isWrapped };
        var webhook = new Uri(Emulator.OtherHost, "/heard").AbsoluteUri;
        using var run = await PostAsync(
            "/apps/run", new { app = "reve/create", input = new { prompt = "something forbidden" }, webhook });

        Emulator.Tasks.Finish();

        await UntilAsync(() => Emulator.Requests.Any(request => request.Path == "/heard" && request.IsComplete));
        var body = JsonSerializer.Deserialize<JsonElement>(Emulator.Requests.Single(r => r.Path == "/heard").Body);
        var task = isWrapped ? body.GetProperty("data") : body;
        Assert.Equal(11, task.GetProperty("status").GetInt32());
        Assert.Contains("policy", task.GetProperty("error").GetString());
        Assert.Empty(Emulator.Bill);
    }
}
