using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Xunit;

namespace Reve.Tests.Journal;

/// <summary>The calls of a journal as objects.</summary>
public sealed class HistoryTests : JournalTestBase
{
    [Fact]
    public async Task A_saved_call_has_its_request_its_images_and_its_charge()
    {
        var image = Assert.Single(await StartAsync(Create() with { AspectRatio = "16:9" })).Image!;

        var call = Assert.Single(ReveHistory.Read(Out).Calls);

        Assert.Equal((ReveCallStage.Saved, OutcomeKind.Succeeded, Billing.Charged), Ending(call));
        Assert.Equal((image.Prompt, image.Provider, image.Model), (call.Prompt, call.Provider, call.Model));
        Assert.Equal(("16:9", image.RequestId, 1), (call.AspectRatio, call.RequestId, call.Attempts));
        Assert.Equal(image.FullName, call.FullName);
        Assert.Equal(image.Usage!.Amount, call.Usage!.Amount);
        Assert.Equal(image.Url, call.Url);
    }

    [Fact]
    public async Task A_call_without_a_recorded_outcome_is_unknown()
    {
        await StartAsync(Create());
        CutAfter(1);

        var call = Assert.Single(ReveHistory.Read(Out).Calls);

        Assert.Equal((ReveCallStage.Started, OutcomeKind.Unknown, Billing.Unknown), Ending(call));
        Assert.Empty(call.Images);
    }

    [Fact]
    public async Task A_call_whose_image_was_not_saved_is_received()
    {
        await StartAsync(Create());
        CutAfter(2);

        var call = Assert.Single(ReveHistory.Read(Out).Calls);

        Assert.Equal((ReveCallStage.Received, OutcomeKind.Succeeded, Billing.Charged), Ending(call));
        Assert.Null(call.FullName);
        Assert.NotNull(call.Url);
    }

    [Fact]
    public async Task A_rejected_retry_leaves_a_call_unknown()
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/v1/images", Fault = Fault.ResetAfterBody });
        Emulator.Misbehave(new Misbehaviour { Path = "/v1/images", Status = 400 });

        await RunAllAsync(resume: false, SendAgain, requests: Create());

        var call = Assert.Single(ReveHistory.Read(Out).Calls);
        Assert.Equal((ReveCallStage.Failed, OutcomeKind.Unknown, Billing.Unknown), Ending(call));
        Assert.Equal(2, call.Attempts);
    }

    [Fact]
    public async Task A_rejected_call_was_not_charged_and_has_the_id_of_its_error()
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/v1/images", Status = 400 });

        await StartAsync(Create());

        var call = Assert.Single(ReveHistory.Read(Out).Calls);
        Assert.Equal((ReveCallStage.Failed, OutcomeKind.Rejected, Billing.NotCharged), Ending(call));
        Assert.Equal(nameof(ReveErrorKind.InvalidRequest), call.Error);
    }

    [Fact]
    public async Task Damaged_lines_are_skipped_with_a_warning()
    {
        await StartAsync(Create(), Create("a tin crow"));
        File.WriteAllLines(JournalFile, ["damaged", .. File.ReadLines(JournalFile).ToList()]);

        var history = ReveHistory.Read(Out);

        Assert.Equal(2, history.Calls.Count);
        Assert.Contains("Line 1 of", Assert.Single(history.Notices).Message);
    }

    [Fact]
    public async Task A_made_up_place_of_an_image_does_not_make_as_many_images()
    {
        await StartAsync(Create());
        var lines = File.ReadAllLines(JournalFile);
        File.WriteAllLines(JournalFile, lines.Select(line => line.Replace("\"place\":0", "\"place\":2147483646")));

        Assert.InRange(Assert.Single(ReveHistory.Read(Out).Calls).Images.Count, 1, 1000);
    }

    private static (ReveCallStage Stage, OutcomeKind Outcome, Billing Billing) Ending(ReveCall call) =>
        (call.Stage, call.Outcome, call.Billing);
}
