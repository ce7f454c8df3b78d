using System;
using System.Diagnostics;
using System.Net.Http;
using System.Threading.Tasks;
using Reve.Benchmarks.Rows;
using Reve.Emulator.Fixed;
namespace Reve.Benchmarks;
internal static class Scratch
{
    public static async Task RunAsync()
    {
        if (Environment.GetEnvironmentVariable("LARGE") is not null) { await Large(); return; }
        using var server = new FixedServer(FixedResponse.WithUrl());
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false });
        var client = SmallCalls.Client(server);
        await SmallCalls.RunClientAsync(client, 5000, 16);
        using (var l = new AllocListener()) { await SmallCalls.RunClientAsync(client, 60000, 16); l.Show(); }
        if (Environment.GetEnvironmentVariable("ONLY") is not null) return;
        for (var round = 0; round < 3; round++)
        {
            foreach (var slots in new[] { 8, 64, 256 })
            {
                await Show("raw", slots, () => SmallCalls.RunRawAsync(http, server.Address, 10000, slots));
                await Show("client", slots, () => SmallCalls.RunClientAsync(client, 10000, slots));
                await Show("batch", slots, () => { SmallCalls.RunBatch(client, 10000, slots); return Task.CompletedTask; });
            }
        }
    }
    private static async Task Large()
    {
        using var server = new FixedServer(FixedResponse.WithImage(Reve.Emulator.PlainPng.MakeOfLength(LargeResponses.ImageLength)));
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false });
        var client = SmallCalls.Client(server);
        var dir = System.IO.Directory.CreateTempSubdirectory("reve-bench").FullName;
        var target = OutputTarget.ToFolder(dir);
        using var journal = ReveJournal.Open(dir);
        for (var round = 0; round < 4; round++)
        {
            await Show2("raw", () => LargeResponses.ReadRawAsync(http, server.Address));
            await Show2("memory", () => LargeResponses.ReadAsync(client));
            await Show2("raw file", () => LargeResponses.SaveRawAsync(http, server.Address, dir + "/x.png"));
            await Show2("file", () => LargeResponses.SaveAsync(client, target));
            await Show2("journal", () => LargeResponses.SaveAsync(client, target, journal));
        }
        journal.Dispose();
        System.IO.Directory.Delete(dir, true);
    }
    private static async Task Show2(string what, Func<Task> run)
    {
        var best = double.MaxValue; long bytes = 0;
        for (var i = 0; i < 10; i++) {
        var before = GC.GetTotalAllocatedBytes(true); var w = Stopwatch.StartNew();
        await run();
        best = Math.Min(best, w.Elapsed.TotalMilliseconds); bytes = GC.GetTotalAllocatedBytes(true) - before; }
        Console.WriteLine($"{what,-8} {best,8:0.0} ms {bytes,10} bytes");
    }
    private static async Task Show(string what, int slots, Func<Task> run)
    {
        var before = GC.GetTotalAllocatedBytes(true); var w = Stopwatch.StartNew();
        await run();
        var rate = 10000 / w.Elapsed.TotalSeconds;
        Console.WriteLine($"{what,-8} {slots,4} {rate,8:0}/s {(GC.GetTotalAllocatedBytes(true) - before) / 10000,7} bytes");
    }
}
