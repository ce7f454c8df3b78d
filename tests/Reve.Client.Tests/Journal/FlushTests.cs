using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Emulator.Fixed;
using Xunit;

namespace Reve.Tests.Journal;

/// <summary>Lines of calls that end together are flushed together, and each is on the disk before its call goes on.</summary>
public sealed class FlushTests : JournalTestBase
{
    private const int Jobs = 32;
    private const double MostFlushesPerJob = 1.5;

    [Fact]
    public async Task Calls_that_end_together_need_few_flushes()
    {
        using var server = new FixedServer(FixedResponse.WithImage(PlainPng.Make((8, 8))), pauseAt: 0);
        using var journal = ReveJournal.Open(Out);
        var client = new ReveClient(
            Connection() with { BaseUri = server.Address }, new CallPolicy(), Reve.Threading.Clock.System);
        var target = OutputTarget.ToFolder(Out);
        using var batch = new Batch<ImageJob, IReadOnlyList<ReveResult>>(client.GenerateAsync, Jobs, ordered: true);
        for (var index = 0; index < Jobs; index++)
        {
            batch.Submit((client.CreateJob(Create() with { Index = index }) with { Output = target })
                .EnterInto(journal));
        }

        await UntilAsync(() => server.Paused == Jobs);
        server.Resume();
        var ends = new List<BatchEvent<ImageJob, IReadOnlyList<ReveResult>>>();
        while (batch.Take(Cancellation) is { } next)
        {
            if (next.Notice is null) ends.Add(next);
        }

        Assert.All(ends, end => Assert.Null(Assert.Single(end.Result!).Error));
        // Each call is started, received and saved.
        Assert.Equal(3 * Jobs, (await File.ReadAllLinesAsync(JournalFile, Cancellation)).Length);
        Assert.InRange(journal.FlushCount, 1, Jobs * MostFlushesPerJob);
    }

    [Fact]
    public async Task Lines_that_are_added_at_a_time_are_flushed_together_in_their_order()
    {
        var file = NewFile();
        var lines = Enumerable.Range(0, 100).Select(number => $$"""{"line":{{number}}}""").ToList();

        await Task.WhenAll(lines.Select(line => file.AppendAsync(Encoding.UTF8.GetBytes(line))));

        Assert.Equal(lines, await File.ReadAllLinesAsync(file.FullName, Cancellation));
        Assert.InRange(file.FlushCount, 1, 20);
    }

    [Fact]
    public async Task A_line_is_in_the_file_when_its_task_has_ended()
    {
        var file = NewFile();
        for (var count = 1; count <= 5; count++)
        {
            await file.AppendAsync("{}"u8.ToArray());

            Assert.Equal(count, (await File.ReadAllLinesAsync(file.FullName, Cancellation)).Length);
        }
    }

    [Fact]
    public async Task Every_line_of_a_flush_that_fails_reports_the_failure()
    {
        var file = new Reve.Journal.JournalFile(Path.Combine(Folder, "missing", "reve-journal.jsonl"));
        var appends = Enumerable.Range(0, 5).Select(_ => file.AppendAsync("{}"u8.ToArray())).ToList();

        foreach (var append in appends) await Assert.ThrowsAnyAsync<IOException>(() => append);

        Directory.CreateDirectory(Path.Combine(Folder, "missing"));
        await file.AppendAsync("{}"u8.ToArray());
        Assert.Single(await File.ReadAllLinesAsync(file.FullName, Cancellation));
    }

    private Reve.Journal.JournalFile NewFile() => new(Path.Combine(Folder, "reve-journal.jsonl"));
}
