using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Emulator.Fixed;

namespace Reve.Benchmarks.Rows;

/// <summary>The memory of the process while many large images are under way.</summary>
internal static class MemoryRows
{
    private const int ImageLength = 1_400_000;
    private const int Edits = 1000;
    private const int EditSlots = 16;
    private const int LargeCalls = 200;
    private const int LargeLength = 20 * 1024 * 1024;

    /// <summary>
    /// The rows, as arguments of this program. A process that measured one has the memory for the other.
    /// </summary>
    public static IReadOnlyList<string> Arguments { get; } = ["--edits", "--large-calls"];

    public static async Task<int> WriteAsync(string row, string edition)
    {
        if (row == Arguments[0])
        {
            BenchTable.Write(
                $"{Edits} edits of 1.4 MB, {EditSlots} at a time, to a folder: growth of the working set", edition,
                BenchTable.Bytes(await EditAsync()), target: "60 MB");
            return 0;
        }

        BenchTable.Write(
            $"{LargeCalls} calls under way, each with a response of 20 MB, to a folder: growth of the working set",
            edition, BenchTable.Bytes(await HoldLargeResponsesAsync()), target: "150 MB");
        return 0;
    }

    private static async Task<long> EditAsync()
    {
        using var server = new FixedServer(FixedResponse.WithImage(PlainPng.MakeOfLength(ImageLength)));
        using var folder = new TemporaryFolder();
        var input = ImageInput.FromFile(folder.Write("input.png", PlainPng.MakeOfLength(ImageLength, seed: 1)));
        var client = SmallCalls.Client(server);
        // The first edit also loads and compiles the code.
        await Task.Run(() => RunAll(client, folder, 1, 1, CreateEdit));
        var idle = Measure.WorkingSet();
        var largest = idle;
        using var sampling = new Timer(
            _ => largest = Math.Max(largest, Measure.WorkingSet(collect: false)), null, 0, 50);
        await Task.Run(() => RunAll(client, folder, Edits, EditSlots, CreateEdit));
        return largest - idle;

        ImageRequest CreateEdit(int index) => new()
        {
            Operation = ReveOperation.Edit, Prompt = "make it night", Inputs = [input], Index = index,
        };
    }

    private static async Task<long> HoldLargeResponsesAsync()
    {
        var response = FixedResponse.WithImage(PlainPng.MakeOfLength(LargeLength));
        using var server = new FixedServer(response, pauseAt: response.Length / 4);
        using var folder = new TemporaryFolder();
        var client = SmallCalls.Client(server);
        var target = OutputTarget.ToFolder(folder.FullName);
        var idle = Measure.WorkingSet();
        using var batch = new Batch<ImageJob, IReadOnlyList<ReveResult>>(
            client.GenerateAsync, LargeCalls, ordered: true);
        for (var index = 0; index < LargeCalls; index++)
        {
            var request = new ImageRequest { Operation = ReveOperation.Create, Prompt = "a fox", Index = index };
            batch.Submit(client.CreateJob(request) with { Output = target.Reserve(request, client.Provider) });
        }

        var watch = Stopwatch.StartNew();
        while (server.Paused < LargeCalls && watch.Elapsed < TimeSpan.FromMinutes(2)) await Task.Delay(50);
        // What the sockets hold is still read.
        await Task.Delay(1000);
        return Measure.WorkingSet(collect: false) - idle;
    }

    private static void RunAll(
        ReveClient client, TemporaryFolder folder, int count, int slots, Func<int, ImageRequest> createRequest)
    {
        var target = OutputTarget.ToFolder(folder.FullName);
        using var batch = new Batch<ImageJob, IReadOnlyList<ReveResult>>(client.GenerateAsync, slots, ordered: true);
        for (var index = 0; index < count; index++)
        {
            while (batch.IsFull) Check(batch.Take(CancellationToken.None)!);
            var request = createRequest(index);
            batch.Submit(client.CreateJob(request) with { Output = target.Reserve(request, client.Provider) });
        }

        while (batch.Take(CancellationToken.None) is { } next) Check(next);
    }

    private static void Check(BatchEvent<ImageJob, IReadOnlyList<ReveResult>> next)
    {
        if (next.Error is { } error) throw error;
        if (next.Result?.FirstOrDefault(result => result.Error is not null)?.Error is { } failure) throw failure;
    }
}
