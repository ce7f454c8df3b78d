using System;
using System.IO;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;

namespace Reve.Benchmarks.Rows;

/// <summary>A response that contains an image of 8 MB in base64.</summary>
internal static class LargeResponses
{
    public const int ImageLength = 8 * 1024 * 1024;

    public static async Task<byte[]> ReadRawAsync(HttpClient http, Uri address)
    {
        using var content = new ByteArrayContent([]);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        using var response = await http.SendAsync(request);
        using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        return json.RootElement.GetProperty("data")[0].GetProperty("b64_json").GetBytesFromBase64();
    }

    public static async Task SaveRawAsync(HttpClient http, Uri address, string file)
    {
        var image = await ReadRawAsync(http, address);
        using var stream = new FileStream(file, FileMode.Create);
        await stream.WriteAsync(image);
        stream.Flush(flushToDisk: true);
    }

    public static async Task ReadAsync(ReveClient client) => await client.GenerateAsync(client.CreateJob(Request));

    public static async Task SaveAsync(ReveClient client, OutputTarget folder, ReveJournal? journal = null)
    {
        var job = client.CreateJob(Request) with { Output = folder };
        var result = await client.GenerateAsync(
            journal is null ? job with { Output = folder.Reserve(Request, client.Provider) } : job.EnterInto(journal));
        if (result[0].Error is { } error) throw error;
    }

    private static ImageRequest Request => new() { Operation = ReveOperation.Create, Prompt = "a paper fox" };
}
