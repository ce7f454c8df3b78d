using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Threading;
using Xunit;

namespace Reve.Tests.Outcomes;

/// <summary>The row "2xx but unreadable": billed, and the raw answer is kept in a file.</summary>
public sealed class UnreadableResponseTests : PaidCallTests
{
    public static MatrixTheoryData<PaidCall, string> Bodies => EachOn(
        "<html>welcome</html>", """{"data":null}""", """{"data":[{"url":null,"b64_json":"%%%"}]}""", "");

    public static MatrixTheoryData<PaidCall, Fault> Breaks => EachOn(Fault.TruncateBody, Fault.ResetInBody);

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task What_came_is_kept_whole_beside_the_images(PaidCall call, string body)
    {
        Emulator.Misbehave(To(call) with { Body = body });

        var fault = await FailAsync(call, output: InFolder);

        AssertKept(call, fault);
        Assert.Equal(body, await File.ReadAllTextAsync(fault.ResponseFile!, Cancellation));
        Assert.Equal([fault.ResponseFile!], Files);
    }

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task What_came_of_an_answer_that_breaks_off_is_kept(PaidCall call, Fault fault)
    {
        Emulator.Misbehave(To(call) with { Fault = fault });

        AssertKept(call, await FailAsync(call, output: InFolder));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task The_time_of_an_attempt_covers_the_body_too(PaidCall call)
    {
        Emulator.Misbehave(To(call) with { Fault = Fault.StallInBody });

        using var headers = new HeadersSeen("POST", Emulator.BaseUri);
        var run = FailAsync(call, output: InFolder);
        await headers.Task.WaitAsync(Cancellation);
        Clock.RunOut(new CallPolicy().Timeout);

        AssertKept(call, await run);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task An_answer_whose_compression_is_damaged_is_no_other_thing(PaidCall call)
    {
        Emulator.Misbehave(To(call) with
        {
            Body = "this is no gzip", Headers = new Dictionary<string, string> { ["Content-Encoding"] = "gzip" },
        });

        AssertKept(call, await FailAsync(call, output: InFolder));
    }

    [Fact]
    public async Task Without_a_folder_of_images_it_is_kept_among_the_temporary_files()
    {
        Emulator.Misbehave(To(PaidCall.Create) with { Body = "what is this" });

        var fault = await FailAsync(PaidCall.Create);

        Assert.Equal("what is this", await File.ReadAllTextAsync(fault.ResponseFile!, Cancellation));
        File.Delete(fault.ResponseFile!);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task An_answer_that_drips_is_read_to_its_end(PaidCall call)
    {
        Emulator.Misbehave(To(call) with { Fault = Fault.Drip });

        await MakeAsync(call);
    }

    private void AssertKept(PaidCall call, ReveException fault)
    {
        Assert.Equal(ReveErrorKind.UnreadableResponse, fault.Kind);
        Assert.Equal(200, fault.Status);
        Assert.Equal(1, fault.Attempts);
        Assert.Contains(fault.ResponseFile!, fault.Advice);
        Assert.True(File.Exists(fault.ResponseFile), fault.ResponseFile);
        var sent = Assert.Single(Sent(call));
        Assert.Equal(sent.Header("X-Client-Request-Id"), fault.ClientRequestId);
        Assert.Single(Bill);
    }
}
