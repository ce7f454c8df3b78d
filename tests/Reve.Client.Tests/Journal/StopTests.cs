using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Reve.Emulator;
using Xunit;

namespace Reve.Tests.Journal;

/// <summary>What a stop leaves on disk of a call that was paid for.</summary>
public sealed class StopTests : JournalTestBase
{
    private readonly CancellationTokenSource _stop = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_image_that_has_come_with_the_answer_is_saved_whole(bool keepsJournal)
    {
        var request = Create() with
        {
            AdditionalBody = new Dictionary<string, object?> { ["convert_base64_to_url"] = false },
        };

        await StopOnceAsync("POST", request, keepsJournal);

        Assert.Equal(PlainPng.Make((1248, 832)), await File.ReadAllBytesAsync(Assert.Single(Images), Cancellation));
        Assert.Empty(Directory.GetFiles(Out, ".reve-*.part"));
        if (!keepsJournal) return;
        Assert.True(Assert.Single(await ResumeAsync(request)).Image!.Resumed);
        Assert.Single(Paid);
    }

    [Fact]
    public async Task An_image_at_an_address_is_not_fetched_and_is_there_for_the_next_run()
    {
        await StopOnceAsync("POST", Create(), keepsJournal: true);

        Assert.Empty(Images);
        Assert.Empty(Directory.GetFiles(Out, ".reve-*.part"));
        Assert.Empty(Downloads);
        Assert.True(Assert.Single(await ResumeAsync(Create())).Image!.Resumed);
        Assert.Single(Paid);
    }

    [Fact]
    public async Task An_answer_that_was_coming_is_not_kept_as_if_it_could_not_be_read()
    {
        Emulator.Misbehave(new Misbehaviour { Method = "POST", Fault = Fault.StallInBody });
        var run = RunAsync(Create(), keepsJournal: true);
        await UntilAsync(() => Emulator.Bill.Count == 1);
        await Task.Delay(50, Cancellation); // So that the headers have come; before that nothing would be kept anyway.

        await _stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Empty(Directory.GetFiles(Out, "reve-answer-*"));
    }

    /// <summary>Stops when it is told that such a request was answered.</summary>
    private async Task StopOnceAsync(string method, ImageRequest request, bool keepsJournal)
    {
        try
        {
            await RunAsync(request, keepsJournal, notice =>
            {
                if (notice.Message.StartsWith(method, StringComparison.Ordinal)) _stop.Cancel();
            });
        }
        catch (OperationCanceledException)
        {
            // That it ends is what was asked for.
        }

        Assert.True(_stop.IsCancellationRequested);
    }

    private async Task RunAsync(ImageRequest request, bool keepsJournal, Action<ReveNotice>? notify = null)
    {
        Directory.CreateDirectory(Out);
        var client = Client(provider: ProviderName);
        var job = client.CreateJob(request) with { Output = OutputTarget.ToFolder(Out) };
        using var journal = keepsJournal ? ReveJournal.Open(Out, resume: false) : null;
        await client.GenerateAsync(journal is null ? job : job.EnterInto(journal), notify, _stop.Token);
    }
}
