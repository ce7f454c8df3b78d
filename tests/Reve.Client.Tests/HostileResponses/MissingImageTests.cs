using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Tests.Journal;
using Reve.Tests.Outcomes;
using Xunit;

namespace Reve.Tests.HostileResponses;

/// <summary>A response whose images are only partly readable delivers those that are.</summary>
public sealed class MissingImageTests : OutcomeTestBase
{
    public static TheoryData<PaidCallCase> Direct => [.. PaidCallCase.Direct];

    private static readonly string s_png = Convert.ToBase64String(PlainPng.Make((64, 64)));

    [Theory]
    [MemberData(nameof(Direct))]
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
        Assert.Equal(call.Provider, error.Provider);
        Assert.Contains("Image 2 of 2", error.Message);
        Assert.Equal(body, await File.ReadAllTextAsync(error.ResponseFile!, Cancellation));
        Assert.Single(Sent(call));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_byte_order_mark_is_not_part_of_the_response(PaidCallCase call)
    {
        Change(call, body => [0xEF, 0xBB, 0xBF, .. body]);

        Assert.NotNull((await MakeAsync(call)).Bytes);
        Assert.Single(Bill);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Blanks_around_a_url_are_not_part_of_it(PaidCallCase call)
    {
        Change(call, body => Encoding.UTF8.GetBytes(
            Regex.Replace(Encoding.UTF8.GetString(body), "\"(http[^\"]*/generations/[^\"]*)\"", "\"  $1\\n\"")));

        var image = await MakeAsync(call);

        Assert.Equal(image.Url!.Trim(), image.Url);
        Assert.NotNull(image.Bytes);
    }
}
