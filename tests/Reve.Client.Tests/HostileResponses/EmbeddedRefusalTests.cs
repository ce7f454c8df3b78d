using System;
using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Tests.Outcomes;
using Xunit;

namespace Reve.Tests.HostileResponses;

/// <summary>Errors inside responses of success, also of the free requests around a task.</summary>
public sealed class EmbeddedRefusalTests : OutcomeTestBase
{
    public static MatrixTheoryData<PaidCallCase, string> Failures => DirectOn(
        """ProviderFailed: {"success":false,"message":"try later"}""",
        """OutOfCredit: {"success":false,"status":"402","code":"402","message":"try later"}""",
        """RateLimited: {"success":false,"status":429,"code":429,"message":"try later","data":null}""");

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_call_whose_response_says_failure_is_refused_and_not_charged(PaidCallCase call, string failure)
    {
        var (kind, body) = (Enum.Parse<ReveErrorKind>(failure.Split(": ")[0]), failure[failure.IndexOf('{')..]);
        Emulator.Misbehave(To(call) with { Body = body, IsCharged = false });

        var error = await FailAsync(call);

        Assert.Equal((kind, Billing.NotCharged, "try later"), (error.Kind, error.Billing, error.ProviderMessage));
        Assert.Single(Sent(call));
    }

    [Theory]
    [InlineData("""{"error":"","data":[{"url":"URL"}]}""")]
    [InlineData("""{"error":{},"data":[{"url":"URL"}]}""")]
    [InlineData("""{"error":{"code":0,"message":"","type":"","param":""},"data":[{"url":"URL"}]}""")]
    [InlineData("""{"error":{"code":502,"message":"late"},"data":[{"url":"URL"}]}""")]
    [InlineData("""{"code":422,"message":"odd","data":[{"url":"URL"}]}""")]
    public async Task An_image_counts_before_an_error_beside_it(string body)
    {
        foreach (var call in PaidCallCase.Direct)
        {
            var url = new Uri(Emulator.BaseUri, Emulator.Images.Host(PlainPng.Make((64, 64)))).AbsoluteUri;
            Emulator.Misbehave(To(call) with { Body = body.Replace("URL", url) });

            var before = Sent(call).Count;
            Assert.Equal(url, (await MakeAsync(call)).Url);
            Assert.Equal(before + 1, Sent(call).Count);
        }
    }

    [Theory]
    [InlineData("The prompt violates our content policy", ReveErrorKind.ContentViolation)]
    [InlineData("CONTENT_POLICY_VIOLATION", ReveErrorKind.ContentViolation)]
    [InlineData("Blocked by moderation", ReveErrorKind.ContentViolation)]
    [InlineData("You have run out of credits", ReveErrorKind.OutOfCredit)]
    public async Task A_403_that_refers_to_the_content_policy_is_the_violation_of_one_item(
        string words, ReveErrorKind kind)
    {
        Emulator.Misbehave(new Misbehaviour
        {
            Method = "POST", Status = 403, Body = $$$"""{"message":"{{{words}}}","statusCode":403}""",
        });
        var client = Client();

        var error = await Assert.ThrowsAsync<ReveException>(
            () => client.GenerateAsync(Create("one"), cancellation: Cancellation));
        var next = await Record.ExceptionAsync(() => client.GenerateAsync(Create("two"), cancellation: Cancellation));

        Assert.Equal(kind, error.Kind);
        Assert.Equal(kind == ReveErrorKind.ContentViolation, next is null);
    }
}
