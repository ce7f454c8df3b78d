using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Reve.Emulator;
using Xunit;

namespace Reve.Tests.Journal;

/// <summary>Tasks: from the moment that one is accepted it is asked after, and never sent again.</summary>
public sealed class TaskResumeTests : JournalTestBase
{
    private protected override string ProviderName => "InferenceSh";

    [Fact]
    public async Task A_task_that_was_accepted_is_asked_after()
    {
        await StartAsync(Create());
        Assert.Equal(["started", "received", "received", "saved"], Events());
        Assert.True(Lines()[1].TryGetProperty("task", out _));
        CutAfter(2);
        foreach (var picture in Pictures.ToList()) System.IO.File.Delete(picture);

        var image = Assert.Single(await ResumeAsync(Create())).Image!;

        Assert.True(image.Resumed);
        Assert.NotNull(image.FullName);
        Assert.Single(Emulator.Requests, request => request.Path == "/apps/run");
        Assert.Single(Emulator.Bill);
    }

    [Fact]
    public async Task A_task_that_was_cancelled_brought_nothing_and_is_sent_anew()
    {
        Emulator.Inference.Settings = new() { Stages = [new(TaskState.Running, IsHeld: true)] };
        using var stop = new CancellationTokenSource();
        var target = OutputTarget.ToFolder(Out);
        using (var journal = ReveJournal.Open(Out))
        {
            var job = journal.Enter(new ReveJob(Create()) { Output = target }, Connection(ProviderName));
            var run = Client(null, ProviderName).RunAsync(job, Notices.Enqueue, stop.Token);
            await UntilAsync(() => Emulator.Requests.Any(request => request.Path.EndsWith(
                "/stream", StringComparison.Ordinal)));
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        }

        Emulator.Inference.Settings = new();
        var image = Assert.Single(await ResumeAsync(Create())).Image!;

        Assert.False(image.Resumed);
        Assert.Single(Emulator.Bill);
        Assert.Equal(2, Emulator.Requests.Count(request => request.Path == "/apps/run"));
    }
}
