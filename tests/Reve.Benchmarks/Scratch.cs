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
    private static async Task Show(string what, int slots, Func<Task> run)
    {
        var before = GC.GetTotalAllocatedBytes(true); var w = Stopwatch.StartNew();
        await run();
        var rate = 10000 / w.Elapsed.TotalSeconds;
        Console.WriteLine($"{what,-8} {slots,4} {rate,8:0}/s {(GC.GetTotalAllocatedBytes(true) - before) / 10000,7} bytes");
    }
}
