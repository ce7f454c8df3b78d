using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Reve.Emulator.Fixed;

namespace Reve.Benchmarks.Rows;

/// <summary>Calls with small requests and responses, which cost the most in proportion.</summary>
internal static class SmallCalls
{
    private static readonly byte[] s_body = Encoding.UTF8.GetBytes(
        """{"model":"reve/create-image","prompt":"a paper fox under a lantern"}""");

    /// <summary>
    /// The time after which a client may have 256 calls under way: it begins with a few, and adds one each 10
    /// milliseconds.
    /// </summary>
    public static TimeSpan WarmUp { get; } = TimeSpan.FromSeconds(4);

    public static async Task RunRawAsync(HttpClient http, Uri address, int count, int slots)
    {
        await RunAsync(count, slots, async () =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "v1/images/generations"))
            {
                Content = new ByteArrayContent(s_body),
            };
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer 0123456789abcdef");
            using var response = await http.SendAsync(request);
            using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
            _ = json.RootElement.GetProperty("data")[0].GetProperty("url").GetString();
        });
    }

    public static async Task RunClientAsync(ReveClient client, int count, int slots)
    {
        await RunAsync(count, slots, async () =>
        {
            var job = client.CreateJob(Request(0)) with { SkipDownload = true };
            await client.GenerateAsync(job);
        });
    }

    public static void RunBatch(ReveClient client, int count, int slots)
    {
        using var batch = new Batch<ImageJob, IReadOnlyList<ReveResult>>(client.GenerateAsync, slots, ordered: true);
        for (var index = 0; index < count; index++)
        {
            while (batch.IsFull) batch.Take(CancellationToken.None);
            batch.Submit(client.CreateJob(Request(index)) with { SkipDownload = true });
        }

        while (batch.Take(CancellationToken.None) is not null)
        {
            // The result is not needed.
        }
    }

    public static ReveClient Client(FixedServer server) => new(new ReveConnection
    {
        Provider = ProviderRegistry.Get("AimlApi"),
        BaseUri = server.Address,
        Key = ApiKey.From("0123456789abcdef"),
    });

    private static ImageRequest Request(int index) => new()
    {
        Operation = ReveOperation.Create, Prompt = "a paper fox under a lantern", Index = index,
    };

    private static async Task RunAsync(int count, int slots, Func<Task> call)
    {
        var next = 0;
        await Task.WhenAll(Enumerable.Range(0, slots).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) <= count) await call();
        })));
    }
}
