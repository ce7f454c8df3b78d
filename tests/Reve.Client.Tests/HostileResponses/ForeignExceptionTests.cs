using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Execution;
using Reve.Providers;
using Reve.Tests.Outcomes;
using Xunit;

namespace Reve.Tests.HostileResponses;

/// <summary>Content that makes readers throw: every result of a paid call is still one of the outcome table.</summary>
public sealed class ForeignExceptionTests : OutcomeTestBase
{
    private static readonly byte[] s_notUtf8 = [0xFF, 0xC3, 0x28];

    /// <summary>Fields that are not well-formed: invalid UTF-8 and lone surrogates, in values and in names.</summary>
    public static MatrixTheoryData<PaidCallCase, string> OddFields => EachOn(
        "\"odd\":\"\u0001\",", "\"\u0001\":7,", "\"odd\":\"\\ud800\",", "\"\\udc00odd\":{\"\\ud800\":1},",
        "\"odd\":{\"deep\":[\"\u0001\",{\"\u0001\":\"\u0001\"}]},");

    [Theory]
    [MemberData(nameof(OddFields))]
    public async Task A_field_that_is_not_well_formed_does_not_lose_the_image(PaidCallCase call, string odd)
    {
        var url = new Uri(Emulator.BaseUri, Emulator.Images.Host(PlainPng.Make((64, 64)))).AbsoluteUri;
        var body = ProviderOf(call) == "InferenceSh"
            ? $$$"""{ODD"id":"t1","status":10,"output":{ODD"image":"{{{url}}}"}}"""
            : $$$"""{ODD"data":[{ODD"url":"{{{url}}}"}]}""";
        Emulator.Misbehave(To(call) with { RawBody = Raw(body.Replace("ODD", odd)) });

        Assert.NotNull((await MakeAsync(call)).Bytes);
        Assert.Single(Sent(call));
    }

    [Theory]
    [MemberData(nameof(OddFields))]
    public async Task A_refusal_that_is_not_well_formed_is_retried_like_any_other(PaidCallCase call, string odd)
    {
        var body = Raw(
            $"{{{odd}\"message\":\"\u0001\",\"detail\":\"busy\",\"error\":{{{odd}\"suggestions\":[\"\u0001\"]}}}}");
        Emulator.Misbehave(To(call) with { Status = 503, RawBody = body });

        Assert.Equal(2, (await MakeAsync(call)).Attempts);
        Assert.Single(Bill);
    }

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
        Emulator.Misbehave(To(PaidCallCase.Task) with { Body = """{"id":"t1","status":2}""" });
        Emulator.Misbehave(new Misbehaviour { Path = "/tasks/t1/stream", Status = 200, RawBody = body });

        Assert.NotNull((await MakeAsync(PaidCallCase.Task)).Bytes);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Damaged_brotli_is_an_unreadable_response_that_is_kept(PaidCallCase call)
    {
        Emulator.Misbehave(To(call) with { RawBody = [1, 2, 3, 0xFF, 0xFE, 7, 7, 7], Headers = Encoded("br") });

        var error = await FailAsync(call, output: InFolder);

        Assert.Equal((ReveErrorKind.UnreadableResponse, Billing.Charged), (error.Kind, error.Billing));
        Assert.True(File.Exists(error.ResponseFile));
        Assert.Single(Sent(call));
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task Damaged_compression_of_a_stream_or_of_an_image_is_repeated(string encoding)
    {
        byte[] damaged = [1, 2, 3, 0xFF, 0xFE, 7, 7, 7];
        Emulator.Misbehave(new Misbehaviour
        {
            Path = "/tasks/", RawBody = damaged, Headers = Encoded(encoding), Times = 2,
        });
        Emulator.Misbehave(new Misbehaviour
        {
            Path = "/generations", RawBody = damaged, Headers = Encoded(encoding), Times = 2,
        });

        Assert.NotNull((await MakeAsync(PaidCallCase.Task)).Bytes);
        Assert.Equal(3, Downloads.Count());
        Assert.Single(Bill);
    }

    [Theory]
    [InlineData("79228162514264337593543950335")]
    [InlineData("1e27")]
    [InlineData("-5")]
    public async Task An_amount_that_cannot_be_a_charge_is_not_one(string amount)
    {
        var policy = new CallPolicy { CostLimit = 100 };
        var client = Client(policy, "InferenceSh");
        var body = """{"id":"t","status":10,"output":{"image":"http://x/a.png","output_meta":{"outputs":"""
            + $$$$"""[{"cost":{{{{amount}}}}},{"cost":{{{{amount}}}}}]}}}""";
        for (var number = 1; number <= 3; number++)
        {
            Emulator.Misbehave(To(PaidCallCase.Task) with { Body = body });
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

        var error = await Assert.ThrowsAsync<ReveException>(() => Client(provider: "InferenceSh").GenerateAsync(
            RequestOf(PaidCallCase.Edit), cancellation: Cancellation));

        Assert.Equal(ReveErrorKind.UploadFailed, error.Kind);
        Assert.Empty(Sent(PaidCallCase.Task));
    }

    [Theory]
    [InlineData("{\"data\":[{\"id\":\"\u0001\"}]}")]
    [InlineData("{\"\u0001\":1,\"data\":[7,null,{\"aliases\":[\"\u0001\",7,null]}]}")]
    [InlineData("{\"data\":{\"\\ud800\":[]}}")]
    public async Task A_damaged_list_of_deprecations_does_not_stop_a_call(string list)
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/v1/models/deprecations", RawBody = Raw(list) });

        Assert.NotNull((await MakeAsync(PaidCallCase.Create)).Bytes);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_receiver_of_notices_that_throws_does_not_lose_the_image(PaidCallCase call)
    {
        var results = await Client(provider: ProviderOf(call)).GenerateAsync(
            RequestOf(call), _ => throw new InvalidOperationException("no console"), Cancellation);

        Assert.NotNull(Assert.Single(results).Image);
        Assert.Single(Bill);
    }

    [Fact]
    public async Task A_status_in_other_digits_in_the_text_of_a_failed_task_is_no_status()
    {
        Emulator.Tasks.Script = new() { Ending = TaskState.Failed, Error = "failed (status 4\u0660\u0662)" };

        Assert.Equal(ReveErrorKind.TaskFailed, (await FailAsync(PaidCallCase.Task)).Kind);
    }

    private static byte[] Raw(string text) =>
        [.. Encoding.UTF8.GetBytes(text).SelectMany(value => value == 1 ? s_notUtf8 : [value])];

    private static Dictionary<string, string> Encoded(string encoding) => new() { ["Content-Encoding"] = encoding };
}
