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

        var result = await EndAsync(call, output: InFolder);

        AssertKeptOrFound(call, result);
        if (result.Error is not { } error) return;
        Assert.Equal(body, await File.ReadAllTextAsync(error.ResponseFile!, Cancellation));
        Assert.Equal([error.ResponseFile!], Files);
    }

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task The_part_of_an_interrupted_response_is_kept(PaidCallCase call, Fault fault)
    {
        Emulator.Misbehave(To(call) with { Fault = fault });

        AssertKeptOrFound(call, await EndAsync(call, output: InFolder));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task The_timeout_of_an_attempt_covers_the_body(PaidCallCase call)
    {
        Emulator.Misbehave(To(call) with { Fault = Fault.StallInBody });

        using var headers = new ResponseHeadersListener("POST", Emulator.BaseUri);
        var run = EndAsync(call, output: InFolder);
        await headers.Task.WaitAsync(Cancellation);
        Clock.RunOut(new CallPolicy().Timeout);

        AssertKeptOrFound(call, await run);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_response_with_damaged_compression_is_unreadable(PaidCallCase call)
    {
        Emulator.Misbehave(To(call) with
        {
            Body = "this is no gzip", Headers = new Dictionary<string, string> { ["Content-Encoding"] = "gzip" },
        });

        AssertKeptOrFound(call, await EndAsync(call, output: InFolder));
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

    /// <summary>
    /// The response is kept in a file, unless the task is found: by the id that the client gave the call, or by one in
    /// the headers of the response.
    /// </summary>
    private void AssertKeptOrFound(PaidCallCase call, ReveResult result)
    {
        var sent = Assert.Single(Sent(call));
        Assert.Single(Bill);
        if (call.IsLookedUp || (call.Info.HasTasks && result.Error is null))
        {
            Assert.Null(result.Error);
            Assert.Equal([result.Image!.FullName!], Files);
            return;
        }

        var error = result.Error!;
        Assert.Equal(ReveErrorKind.UnreadableResponse, error.Kind);
        Assert.Equal(Billing.Charged, error.Billing);
        Assert.Equal(200, error.Status);
        Assert.Equal(1, error.Attempts);
        Assert.Contains(error.ResponseFile!, error.Advice);
        Assert.True(File.Exists(error.ResponseFile), error.ResponseFile);
        Assert.Equal(sent.ClientId, error.ClientRequestId);
    }
}
