using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Tests.Journal;
using Reve.Tests.Outcomes;
using Xunit;

namespace Reve.Tests.HostileResponses;

/// <summary>A response whose images are only partly readable delivers those that are.</summary>
public sealed class MissingImageTests : OutcomeTestBase
{
    private static readonly string s_png = Convert.ToBase64String(PlainPng.Make((64, 64)));

    [Theory]
    [InlineData(PaidCallCase.Create)]
    [InlineData(PaidCallCase.Remix)]
    [InlineData(PaidCallCase.EditElsewhere)]
    public async Task A_missing_image_is_an_error_beside_the_images_that_are_there(PaidCallCase call)
    {
        var body = $$$"""{"data":[{"b64_json":"{{{s_png}}}"},{"url":null,"b64_json":null}]}""";
        Emulator.Misbehave(To(call) with { Body = body });

        var results = await SendAsync(call, output: InFolder);

        Assert.Equal(2, results.Count);
        Assert.Null(results[0].Error);
        Assert.True(File.Exists(results[0].Image!.FullName));
        var error = results[1].Error!;
        Assert.Null(results[1].Image);
        Assert.Equal(ReveErrorKind.UnreadableResponse, error.Kind);
        Assert.Equal(Billing.Charged, error.Billing);
        Assert.Equal(ProviderOf(call), error.Provider);
        Assert.Contains("Image 2 of 2", error.Message);
        Assert.Equal(body, await File.ReadAllTextAsync(error.ResponseFile!, Cancellation));
        Assert.Single(Sent(call));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_byte_order_mark_is_not_part_of_the_response(PaidCallCase call)
    {
        Emulator.Tasks.Script = new() { Stages = [] };
        var image = Emulator.Images.Host(PlainPng.Make((64, 64)));
        var url = new Uri(Emulator.BaseUri, image).AbsoluteUri;
        var body = ProviderOf(call) == "InferenceSh"
            ? $$$"""{"id":"t1","status":10,"output":{"image":"{{{url}}}"}}"""
            : $$$"""{"data":[{"url":"{{{url}}}"}]}""";
        Emulator.Misbehave(To(call) with { RawBody = [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(body)] });

        Assert.NotNull((await MakeAsync(call)).Bytes);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Blanks_around_a_url_are_not_part_of_it(PaidCallCase call)
    {
        var url = new Uri(Emulator.BaseUri, Emulator.Images.Host(PlainPng.Make((64, 64)))).AbsoluteUri;
        var body = ProviderOf(call) == "InferenceSh"
            ? $$$"""{"id":"t1","status":10,"output":{"images":["  {{{url}}}\n"]}}"""
            : $$$"""{"data":[{"url":"  {{{url}}}\n"}]}""";
        Emulator.Misbehave(To(call) with { Body = body });

        var image = await MakeAsync(call);

        Assert.Equal(url, image.Url);
        Assert.NotNull(image.Bytes);
    }

    [Theory]
    [InlineData(PaidCallCase.Create, """{"data":[{"url":"http://x/a"}],"meta":{"usage":{"tokens_used":"126000"}}}""",
        126000)]
    [InlineData(PaidCallCase.Edit, """{"data":[{"url":"http://x/a"}],"meta":{"usage":{"credits_used":"7.5"}}}""", 7.5)]
    [InlineData(PaidCallCase.Task,
        """{"id":"t","status":10,"output":{"image":"http://x/a","output_meta":{"outputs":[{"cost":"18"}]}}}""", 18)]
    public async Task A_charge_that_is_text_is_read(PaidCallCase call, string body, double amount)
    {
        Emulator.Misbehave(To(call) with { Body = body });

        var results = await Client(provider: ProviderOf(call)).GenerateAsync(
            RequestOf(call), job => job with { SkipDownload = true }, cancellation: Cancellation);

        Assert.Equal((decimal)amount, Assert.Single(results).Image!.Usage!.Amount);
    }
}
