using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Tests.Outcomes;
using Xunit;

namespace Reve.Tests.Journal;

/// <summary>A run with -Resume at every provider: what is sent again, and what is not.</summary>
public sealed class ProviderResumeTests : JournalTestBase
{
    private string _provider = "";

    private protected override string ProviderName => _provider;

    public static TheoryData<PaidCallCase> All => [.. PaidCallCase.Each];

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_saved_image_is_emitted_without_a_request(PaidCallCase call)
    {
        var request = RequestOf(call);
        var before = Assert.Single(await StartAsync(request)).Image!;
        var requests = Emulator.Requests.Count;

        var after = Assert.Single(await ResumeAsync(request)).Image!;

        Assert.True(after.Resumed);
        Assert.Equal(
            (before.FullName, before.Provider, before.RequestId, before.Usage?.Amount),
            (after.FullName, after.Provider, after.RequestId, after.Usage?.Amount));
        Assert.Equal(requests, Emulator.Requests.Count);
        Assert.Single(Images);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_call_that_was_rejected_is_sent_again(PaidCallCase call)
    {
        var request = RequestOf(call);
        Emulator.Misbehave(new Misbehaviour { PaidAt = call.Provider, Status = 400, Body = "{}" });
        Assert.NotNull(Assert.Single(await StartAsync(request)).Error);

        Assert.False(Assert.Single(await ResumeAsync(request)).Image!.Resumed);
        Assert.Single(Emulator.Bill);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_call_without_a_recorded_outcome_is_looked_up_or_sent_again_only_on_request(PaidCallCase call)
    {
        var request = RequestOf(call);
        await StartAsync(request);
        CutAfter(1);
        foreach (var file in Images.ToList()) File.Delete(file);

        var resumed = Assert.Single(await ResumeAsync(request));

        Assert.Single(Emulator.Paid(call.Provider));
        if (call.IsLookedUp)
        {
            Assert.True(resumed.Image!.Resumed);
            Assert.True(File.Exists(resumed.Image.FullName));
            return;
        }

        Assert.Equal((ReveErrorKind.OutcomeUnknown, Billing.Unknown), (resumed.Error!.Kind, resumed.Error.Billing));
        var sent = Assert.Single(await RunAllAsync(resume: true, SendAgain, requests: request));
        Assert.NotNull(sent.Image!.FullName);
        Assert.Equal(2, Emulator.Bill.Count);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task An_image_that_was_not_downloaded_is_downloaded_and_not_paid_for_again(PaidCallCase call)
    {
        var request = RequestOf(call);
        Emulator.Misbehave(new Misbehaviour { Path = "/generations", Status = 410, Times = 9 });
        Assert.Equal(ReveErrorKind.DownloadFailed, Assert.Single(await StartAsync(request)).Error!.Kind);
        Emulator.Forgive();

        var image = Assert.Single(await ResumeAsync(request)).Image!;

        Assert.True(image.Resumed);
        Assert.True(File.Exists(image.FullName));
        Assert.Single(Emulator.Paid(call.Provider));
        Assert.Single(Emulator.Bill);
    }

    private ImageRequest RequestOf(PaidCallCase call)
    {
        _provider = call.Provider;
        var inputs = Enumerable.Repeat(
            ImageInput.FromBytes(PlainPng.Make((64, 64))), call.OperationInfo.MinimumInputs);
        return new ImageRequest { Operation = call.Operation, Prompt = "a paper fox", Inputs = [.. inputs] };
    }
}
