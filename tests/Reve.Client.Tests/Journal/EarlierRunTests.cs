using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Xunit;

namespace Reve.Tests.Journal;

/// <summary>A run without -Resume in a folder where the same items were generated before.</summary>
public sealed class EarlierRunTests : JournalTestBase
{
    [Fact]
    public async Task Given_an_earlier_run_each_item_says_that_it_was_made_before_and_what_it_cost()
    {
        await StartAsync(Create(), Create());

        using var journal = ReveJournal.Open(Out);
        var requests = new[] { Create(), Create(), Create(), Create("a tin crow") };
        var jobs = requests.Select(request => Enter(journal, request));

        Assert.Equal(
            [(true, 126000m), (true, 126000m), (false, null), (false, (decimal?)null)],
            jobs.Select(job => (job.WasMadeBefore, job.PreviousUsage?.Amount)));
    }

    [Fact]
    public async Task Given_an_earlier_run_an_item_is_sent_all_the_same()
    {
        await StartAsync(Create());

        using var journal = ReveJournal.Open(Out);

        Assert.Equal(ResumeAction.Send, Enter(journal, Create()).ResumeAction);
    }

    [Fact]
    public async Task Given_a_rejected_call_the_item_was_not_made_before()
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/v1/images", Status = 400 });
        await StartAsync(Create());

        using var journal = ReveJournal.Open(Out);

        Assert.False(Enter(journal, Create()).WasMadeBefore);
    }

    [Fact]
    public async Task Items_of_the_same_run_do_not_count()
    {
        using var journal = ReveJournal.Open(Out);
        await Client().GenerateAsync(Enter(journal, Create()), Notices.Enqueue, Cancellation);

        Assert.False(Enter(journal, Create()).WasMadeBefore);
    }

    private ImageJob Enter(ReveJournal journal, ImageRequest request) =>
        (Client().CreateJob(request) with { Output = OutputTarget.ToFolder(Out) }).EnterInto(journal);
}
