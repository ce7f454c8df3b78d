using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Reve.Emulator;
using Xunit;

namespace Reve.Tests.Journal;

/// <summary>What a run that is stopped leaves on disk.</summary>
public sealed class StopTests : JournalTestBase
{
    private readonly CancellationTokenSource _stop = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_image_that_arrived_inside_the_response_is_saved_completely(bool keepsJournal)
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
    public async Task An_image_at_a_URL_is_downloaded_by_the_next_run()
    {
        await StopOnceAsync("POST", Create(), keepsJournal: true);

        Assert.Empty(Images);
        Assert.Empty(Directory.GetFiles(Out, ".reve-*.part"));
        Assert.Empty(Downloads);
        Assert.True(Assert.Single(await ResumeAsync(Create())).Image!.Resumed);
        Assert.Single(Paid);
    }

    [Fact]
    public async Task A_response_that_was_arriving_is_not_kept_as_unreadable()
    {
        Emulator.Misbehave(new Misbehaviour { Method = "POST", Fault = Fault.StallInBody });
        var run = RunAsync(Create(), keepsJournal: true);
        await UntilAsync(() => Emulator.Bill.Count == 1);
        await Task.Delay(50, Cancellation); // Until the headers have arrived.

        await _stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Empty(Directory.GetFiles(Out, "*.txt"));
    }

    /// <summary>Stops when a notice says that such a request got its response.</summary>
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
            // The run was stopped.
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
