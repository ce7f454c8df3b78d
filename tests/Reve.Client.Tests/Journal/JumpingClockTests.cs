using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Tests.Faults;
using Xunit;

namespace Reve.Tests.Journal;

/// <summary>
/// The clock of the machine jumps at each request of a run with a journal. The order of the journal is that of its
/// lines, so that the run is resumed and its history is read as without jumps.
/// </summary>
public sealed class JumpingClockTests : JournalTestBase
{
    private const int Day = 24 * 60 * 60;

    private static readonly IReadOnlyList<string> s_prompts =
        ["saved", "rejected and retried", "lost", "not downloaded"];

    private readonly VirtualClock _clock = new();
    private string _provider = "";
    private bool _isRejected;
    private bool _isLast;

    /// <summary>Clocks that are set back, or back and forth, with an image in the response and with a task.</summary>
    public static MatrixTheoryData<string, int[]> Jumps => new(
        [TestProviders.Any.Name, TestProviders.AnyWithTasks.Name], [[-Day], [-400 * Day, 399 * Day, 3, -5]]);

    [Theory]
    [MemberData(nameof(Jumps))]
    public async Task A_run_is_resumed_and_its_history_is_in_order(string provider, int[] seconds)
    {
        _provider = provider;
        Emulator.Tasks.Script = new() { Stages = [] };
        var requests = 0;
        Emulator.Choose = request =>
        {
            _clock.Jump += TimeSpan.FromSeconds(seconds[requests++ % seconds.Length]);
            return Choose(request);
        };

        var first = await RunAsync(resume: false);
        var charges = Emulator.Bill.Count;
        AssertHistory();
        var second = await RunAsync(resume: true);

        Assert.Equal([null, null, ReveErrorKind.OutcomeUnknown, ReveErrorKind.DownloadFailed], KindsOf(first));
        Assert.Equal([null, null, ReveErrorKind.OutcomeUnknown, null], KindsOf(second));
        Assert.Equal(charges, Emulator.Bill.Count);
        Assert.Equal([first[0].Image!.FullName, first[1].Image!.FullName], second.Take(2).Select(NameOf));
        Assert.All(second.Where(result => result.Image is not null), result => Assert.True(result.Image!.Resumed));
        Assert.All(first.Where(result => result.Image is not null), result =>
            Assert.InRange(result.Image!.Duration, TimeSpan.Zero, _clock.Elapsed));
        Assert.Equal(3, Images.Count());
        AssertHistory();
    }

    /// <summary>The fault of a request, which depends on its prompt. The last image cannot be downloaded.</summary>
    private Misbehaviour? Choose(RecordedRequest request)
    {
        _isLast |= IsPaid(request, s_prompts[3]);
        if (IsPaid(request, s_prompts[1]) && !_isRejected)
        {
            _isRejected = true;
            return new Misbehaviour { Status = 503, Body = "{}" };
        }

        if (IsPaid(request, s_prompts[2])) return new Misbehaviour { Fault = Fault.ResetAfterBody };
        return _isLast && request.Path.StartsWith("/generations", StringComparison.Ordinal)
            ? new Misbehaviour { Status = 404 }
            : null;
    }

    private static bool IsPaid(RecordedRequest request, string prompt) => request.PaidAt is not null
        && Encoding.UTF8.GetString(request.Body).Contains(prompt, StringComparison.Ordinal);

    private async Task<List<ReveResult>> RunAsync(bool resume)
    {
        _isLast = false;
        using var journal = ReveJournal.Open(Out, resume);
        var target = OutputTarget.ToFolder(Out);
        var client = new ReveClient(Connection(_provider), WithAllNotices(), _clock);
        var results = new List<ReveResult>();
        foreach (var (prompt, index) in s_prompts.Select((prompt, index) => (prompt, index)))
        {
            var job = client.CreateJob(Create(prompt) with { Index = index }) with { Output = target };
            results.Add(await EndAsync(client, job.EnterInto(journal)));
        }

        return results;
    }

    private async Task<ReveResult> EndAsync(ReveClient client, ImageJob job)
    {
        try
        {
            return Assert.Single(await client.GenerateAsync(job, Notices.Enqueue, Cancellation));
        }
        catch (ReveException error)
        {
            return new ReveResult(null, error);
        }
    }

    private void AssertHistory()
    {
        var history = ReveHistory.Read(Out);

        Assert.Empty(history.Notices);
        Assert.Equal(s_prompts, history.Calls.Select(call => call.Prompt));
        Assert.All(history.Calls, call => Assert.True(call.CreatedAt >= call.StartedAt, $"{call.StartedAt}: {call}"));
        Assert.Equal(
            [OutcomeKind.Succeeded, OutcomeKind.Succeeded, OutcomeKind.Unknown, OutcomeKind.Succeeded],
            history.Calls.Select(call => call.Outcome));
    }

    private static IEnumerable<ReveErrorKind?> KindsOf(IEnumerable<ReveResult> results) =>
        results.Select(result => result.Error?.Kind);

    private static string? NameOf(ReveResult result) => result.Image?.FullName;
}
