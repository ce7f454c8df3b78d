using System;
using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Xunit;

namespace Reve.Tests.Journal;

/// <summary>Sums of results and journals.</summary>
public sealed class UsageSummarizerTests : JournalTestBase
{
    [Fact]
    public async Task Results_are_summed_by_provider_model_and_day()
    {
        var sum = new UsageSummarizer();
        var image = Assert.Single(await StartAsync(Create())).Image!;
        sum.Add(image);
        sum.Add(image with { RequestId = "another" });
        sum.Add(image with { RequestId = "a third", CreatedAt = image.CreatedAt.AddDays(1) });
        sum.Add(image with { RequestId = "a fourth", Model = "other", Usage = null });

        var sums = sum.Summaries;
        Assert.Equal([1, 2, 1], sums.Select(line => line.Calls));
        Assert.Equal([0, 252000, 126000], sums.Select(line => line.Amount));
        Assert.Equal([1, 0, 0], sums.Select(line => line.Unknown));
        Assert.All(sums, line => Assert.Equal("tokens", line.Unit));
    }

    [Fact]
    public async Task Several_images_of_one_call_are_one_call()
    {
        var sum = new UsageSummarizer();
        var image = Assert.Single(await StartAsync(Create())).Image!;
        sum.Add(image);
        sum.Add(image with { Usage = null });

        var line = Assert.Single(sum.Summaries);
        Assert.Equal((1, 2, 0), (line.Calls, line.Images, line.Unknown));
    }

    [Fact]
    public async Task Of_a_journal_the_calls_that_may_have_been_charged_are_counted()
    {
        await StartAsync(Create(), Create("a tin crow"));
        Emulator.Misbehave(new Misbehaviour { Path = "/v1/images", Status = 400 });
        Emulator.Misbehave(new Misbehaviour { Path = "/v1/images", Fault = Fault.ResetAfterBody });
        await StartAsync(Create("refused"), Create("lost"));

        var sum = new UsageSummarizer();
        sum.AddJournal(Out);

        var line = Assert.Single(sum.Summaries);
        Assert.Equal((3, 2, 252000m, 1), (line.Calls, line.Images, line.Amount, line.Unknown));
    }

    [Fact]
    public void A_folder_without_a_journal_is_refused()
    {
        var refused = Assert.Throws<ReveException>(() => new UsageSummarizer().AddJournal(Folder));
        Assert.Equal(ReveErrorKind.InputNotFound, refused.Kind);
    }
}
