using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Tests.Outcomes;
using Xunit;

namespace Reve.Tests.Providers.InferenceSh;

/// <summary>Content that makes readers throw, or that is not what it should be.</summary>
public sealed class InferenceShHostileTests : OutcomeTestBase
{
    private const string Name = "InferenceSh";

    private static readonly PaidCallCase s_create = new(Name, ReveOperation.Create);

    private static readonly byte[] s_notUtf8 = [0xFF, 0xC3, 0x28];

    [Theory]
    [InlineData("\"odd\":\"\u0001\",")]
    [InlineData("\"\u0001\":1,")]
    [InlineData("\"\\ud800\":1,")]
    public async Task A_task_that_is_not_well_formed_is_followed_to_its_image(string odd)
    {
        var url = new Uri(Emulator.BaseUri, Emulator.Images.Host(PlainPng.Make((64, 64)))).AbsoluteUri;
        var body = Raw(
            """{"data":{ODD"id":"t1","status":10,"error":"","output":{ODD"image":"URL","x":{ODD"y":1}}}}"""
                .Replace("ODD", odd).Replace("URL", url) + "\n");
        Emulator.Misbehave(To(s_create) with { Body = """{"id":"t1","status":2}""" });
        Emulator.Misbehave(new Misbehaviour { Path = "/tasks/t1/stream", Status = 200, RawBody = body });

        Assert.NotNull((await MakeAsync(s_create)).Bytes);
    }

    [Theory]
    [InlineData("79228162514264337593543950335")]
    [InlineData("1e27")]
    [InlineData("-5")]
    public async Task An_amount_that_cannot_be_a_charge_is_not_one(string amount)
    {
        var policy = new CallPolicy { CostLimit = 100 };
        var client = Client(policy, Name);
        var body = """{"id":"t","status":10,"output":{"image":"http://x/a.png","output_meta":{"outputs":"""
            + $$$$"""[{"cost":{{{{amount}}}}},{"cost":{{{{amount}}}}}]}}}""";
        for (var number = 1; number <= 3; number++)
        {
            Emulator.Misbehave(To(s_create) with { Body = body });
            var results = await client.GenerateAsync(
                Create(), job => job with { SkipDownload = true }, cancellation: Cancellation);

            Assert.Null(Assert.Single(results).Image!.Usage?.Amount);
        }
    }

    [Theory]
    [InlineData("/upload/here")]
    [InlineData("upload")]
    [InlineData("data:image/png;base64,AAAA")]
    [InlineData("file:///etc/hosts")]
    [InlineData("ftp://x/y")]
    [InlineData("http://")]
    public async Task An_upload_address_that_is_not_one_is_an_error_before_anything_is_charged(string address)
    {
        Emulator.Misbehave(new Misbehaviour
        {
            Path = "/files", Body = $$$"""[{"id":"f","uri":"inf://f","upload_url":"{{{address}}}"}]""",
        });

        var error = await Assert.ThrowsAsync<ReveException>(() => Client(provider: Name).GenerateAsync(
            RequestOf(new PaidCallCase(Name, ReveOperation.Edit)), cancellation: Cancellation));

        Assert.Equal(ReveErrorKind.UploadFailed, error.Kind);
        Assert.Empty(Sent(s_create));
    }

    [Fact]
    public async Task A_status_in_other_digits_in_the_text_of_a_failed_task_is_no_status()
    {
        Emulator.Tasks.Script = new() { Ending = TaskState.Failed, Error = "failed (status 4\u0660\u0662)" };

        Assert.Equal(ReveErrorKind.TaskFailed, (await FailAsync(s_create)).Kind);
    }

    [Fact]
    public async Task A_stream_without_updates_is_closed()
    {
        Emulator.Misbehave(ToTasks(s_create) with { Fault = Fault.StallBeforeHeaders });

        var run = MakeAsync(s_create);
        await UntilAsync(() => Emulator.Requests.Any(request => request.Path.EndsWith("/stream")));
        Clock.RunOut(TimeSpan.FromSeconds(30));

        await run;
        Assert.Single(Sent(s_create));
        Assert.Single(Bill);
    }

    [Theory]
    [InlineData("a forbidden fox", "", ReveErrorKind.ContentViolation)]
    [InlineData("a fox", "Reve create failed (402): no budget", ReveErrorKind.OutOfCredit)]
    public async Task The_error_of_a_failed_task_has_its_id(string prompt, string words, ReveErrorKind kind)
    {
        Emulator.Tasks.Script = new()
        {
            Ending = words.Length == 0 ? TaskState.Completed : TaskState.Failed, Error = words,
        };

        var error = await Assert.ThrowsAsync<ReveException>(() => Client(provider: Name).GenerateAsync(
            RequestOf(s_create, prompt), cancellation: Cancellation));

        Assert.Equal(kind, error.Kind);
        Assert.Equal(Emulator.Tasks.All.Keys.Single(), error.TaskId);
        Assert.Single(Sent(s_create));
        Assert.Empty(Bill);
    }

    [Fact]
    public async Task A_charge_that_is_text_is_read()
    {
        Emulator.Misbehave(To(s_create) with
        {
            Body = """{"id":"t","status":10,"output":{"image":"http://x/a","output_meta":{"outputs":[{"cost":"18"}]}}}""",
        });

        var results = await Client(provider: Name).GenerateAsync(
            Create(), job => job with { SkipDownload = true }, cancellation: Cancellation);

        Assert.Equal(18, Assert.Single(results).Image!.Usage!.Amount);
    }

    private static byte[] Raw(string text) =>
        [.. Encoding.UTF8.GetBytes(text).SelectMany(value => value == 1 ? s_notUtf8 : [value])];
}
