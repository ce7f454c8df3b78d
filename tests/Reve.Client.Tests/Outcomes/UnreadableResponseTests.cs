using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Threading;
using Xunit;

namespace Reve.Tests.Outcomes;

/// <summary>Row "2xx that cannot be read": charged, and the raw response is kept in a file.</summary>
public sealed class UnreadableResponseTests : OutcomeTestBase
{
    public static MatrixTheoryData<PaidCallCase, string> Bodies => EachOn(
        "<html>welcome</html>", """{"data":null}""", """{"data":[{"url":null,"b64_json":"%%%"}]}""", "");

    public static MatrixTheoryData<PaidCallCase, Fault> Breaks => EachOn(Fault.TruncateBody, Fault.ResetInBody);

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task The_unreadable_response_is_kept_beside_the_images(PaidCallCase call, string body)
    {
        Emulator.Misbehave(To(call) with { Body = body });

        var error = await FailAsync(call, output: InFolder);

        AssertKept(call, error);
        Assert.Equal(body, await File.ReadAllTextAsync(error.ResponseFile!, Cancellation));
        Assert.Equal([error.ResponseFile!], Files);
    }

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task The_part_of_an_interrupted_response_is_kept(PaidCallCase call, Fault fault)
    {
        Emulator.Misbehave(To(call) with { Fault = fault });

        AssertKept(call, await FailAsync(call, output: InFolder));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task The_timeout_of_an_attempt_covers_the_body(PaidCallCase call)
    {
        Emulator.Misbehave(To(call) with { Fault = Fault.StallInBody });

        using var headers = new ResponseHeadersListener("POST", Emulator.BaseUri);
        var run = FailAsync(call, output: InFolder);
        await headers.Task.WaitAsync(Cancellation);
        Clock.RunOut(new CallPolicy().Timeout);

        AssertKept(call, await run);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_response_with_damaged_compression_is_unreadable(PaidCallCase call)
    {
        Emulator.Misbehave(To(call) with
        {
            Body = "this is no gzip", Headers = new Dictionary<string, string> { ["Content-Encoding"] = "gzip" },
        });

        AssertKept(call, await FailAsync(call, output: InFolder));
    }

    [Fact]
    public async Task Without_an_output_folder_the_response_is_kept_in_the_temporary_folder()
    {
        Emulator.Misbehave(To(PaidCallCase.Create) with { Body = "what is this" });

        var error = await FailAsync(PaidCallCase.Create);

        Assert.Equal("what is this", await File.ReadAllTextAsync(error.ResponseFile!, Cancellation));
        File.Delete(error.ResponseFile!);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_slow_response_is_read_to_its_end(PaidCallCase call)
    {
        Emulator.Misbehave(To(call) with { Fault = Fault.Drip });

        await MakeAsync(call);
    }

    private void AssertKept(PaidCallCase call, ReveException error)
    {
        Assert.Equal(ReveErrorKind.UnreadableResponse, error.Kind);
        Assert.Equal(Billing.Charged, error.Billing);
        Assert.Equal(200, error.Status);
        Assert.Equal(1, error.Attempts);
        Assert.Contains(error.ResponseFile!, error.Advice);
        Assert.True(File.Exists(error.ResponseFile), error.ResponseFile);
        var sent = Assert.Single(Sent(call));
        Assert.Equal(sent.Header("X-Client-Request-Id"), error.ClientRequestId);
        Assert.Single(Bill);
    }
}
