using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Tests.Outcomes;
using Xunit;

namespace Reve.Tests.Providers.AimlApi;

/// <summary>Responses in the form of AIML API: errors inside them, charges, ids and damaged content.</summary>
public sealed class AimlApiResponseTests : OutcomeTestBase
{
    private const string Name = "AimlApi";

    private static readonly PaidCallCase s_create = new(Name, ReveOperation.Create);

    private static readonly byte[] s_notUtf8 = [0xFF, 0xC3, 0x28];

    [Theory]
    [InlineData(ReveOperation.Create, """{"error":{"message":"bad upstream"},WHAT}""", ReveErrorKind.ProviderFailed)]
    [InlineData(ReveOperation.Edit, """{"statusCode":"402","message":"no more",WHAT}""", ReveErrorKind.OutOfCredit)]
    [InlineData(ReveOperation.Remix, """{"status":503,"message":"busy",WHAT}""", ReveErrorKind.ProviderFailed)]
    [InlineData(ReveOperation.Remix, """{"statusCode":429,"message":"slow down",WHAT}""", ReveErrorKind.RateLimited)]
    public async Task An_embedded_error_has_the_reported_usage(
        ReveOperation operation, string body, ReveErrorKind kind)
    {
        const string What = "\"data\":null,\"requestId\":\"req-7\",\"meta\":{\"usage\":{\"credits_used\":7}}";
        var call = new PaidCallCase(Name, operation);
        Emulator.Misbehave(To(call) with { Body = body.Replace("WHAT", What) });

        var error = await FailAsync(call);

        Assert.Equal(kind, error.Kind);
        Assert.NotNull(error.ProviderMessage);
        Assert.Equal("req-7", error.RequestId);
        Assert.Equal(7, error.Usage!.Amount);
        Assert.Equal(Sent(call).Single().Header("X-Client-Request-Id"), error.ClientRequestId);
    }

    [Fact]
    public async Task A_gateway_timeout_has_the_id_of_its_body()
    {
        Emulator.Misbehave(To(s_create) with
        {
            Status = 504, Body = """{"message":"took too long","requestId":"req-7"}""",
        });

        Assert.Equal("req-7", (await FailAsync(s_create)).RequestId);
    }

    [Fact]
    public async Task A_call_has_an_id_in_a_header()
    {
        await MakeAsync(s_create);

        Assert.NotNull(Bill.Single().ClientRequestId);
        Assert.Equal(Sent(s_create).Single().Header("X-Client-Request-Id"), Bill.Single().ClientRequestId);
    }

    [Theory]
    [InlineData("""{"data":[{"url":"http://x/a"}],"meta":{"usage":{"tokens_used":"126000"}}}""", 126000)]
    [InlineData("""{"data":[{"url":"http://x/a"}],"meta":{"usage":{"credits_used":"7.5"}}}""", 7.5)]
    public async Task A_charge_that_is_text_is_read(string body, double amount)
    {
        Emulator.Misbehave(To(s_create) with { Body = body });

        var results = await Client(provider: Name).GenerateAsync(
            Create(), job => job with { SkipDownload = true }, cancellation: Cancellation);

        Assert.Equal((decimal)amount, Assert.Single(results).Image!.Usage!.Amount);
    }

    [Theory]
    [InlineData("{\"data\":[{\"id\":\"\u0001\"}]}")]
    [InlineData("{\"\u0001\":1,\"data\":[7,null,{\"aliases\":[\"\u0001\",7,null]}]}")]
    [InlineData("{\"data\":{\"\\ud800\":[]}}")]
    public async Task A_damaged_list_of_deprecations_does_not_stop_a_call(string list)
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/v1/models/deprecations", RawBody = Raw(list) });

        Assert.NotNull((await MakeAsync(s_create)).Bytes);
    }

    [Fact]
    public async Task A_truncated_image_in_a_response_makes_the_response_unreadable()
    {
        var half = Convert.ToBase64String(PlainPng.Make((16, 16))[..^12]);
        Emulator.Misbehave(To(s_create) with { Body = $$"""{"data":[{"url":null,"b64_json":"{{half}}"}]}""" });

        var error = await FailAsync(s_create, output: InFolder);

        Assert.Equal(ReveErrorKind.UnreadableResponse, error.Kind);
        Assert.Equal([error.ResponseFile!], Files);
        Assert.Single(Bill);
    }

    private static byte[] Raw(string text) =>
        [.. Encoding.UTF8.GetBytes(text).SelectMany(value => value == 1 ? s_notUtf8 : [value])];
}
