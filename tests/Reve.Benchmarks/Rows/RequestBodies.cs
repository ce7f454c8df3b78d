using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.Tasks;
using Reve.Emulator;

namespace Reve.Benchmarks.Rows;

/// <summary>A request with four images of 1.4 MB: from files, and as a body that is in memory already.</summary>
internal static class RequestBodies
{
    private const int Count = 4;
    private const int Length = 1_400_000;

    // The default escapes the + of base64, which would make this body larger than the other.
    private static readonly JsonSerializerOptions s_json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static IReadOnlyList<string> WriteFiles(TemporaryFolder folder) =>
        [.. Enumerable.Range(0, Count).Select(number =>
            folder.Write($"{number}.png", PlainPng.MakeOfLength(Length, number)))];

    public static byte[] Prepare(IEnumerable<string> files) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            model = "reve/remix-edit-image",
            prompt = "all",
            image_urls = files.Select(file =>
                $"data:image/png;base64,{Convert.ToBase64String(File.ReadAllBytes(file))}"),
        },
        s_json);

    public static async Task SendRawAsync(HttpClient http, Uri address, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        using var response = await http.SendAsync(request);
        using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
    }

    /// <summary>
    /// The least that any client does with these files: reads, encodes and sends them, in large blocks.
    /// </summary>
    public static async Task SendFilesAsync(HttpClient http, Uri address, IReadOnlyList<string> files)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new FilesContent(files) };
        using var response = await http.SendAsync(request);
        using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
    }

    public static async Task SendAsync(ReveClient client, IReadOnlyList<string> files)
    {
        var job = client.CreateJob(new ImageRequest
        {
            Operation = ReveOperation.Remix, Prompt = "all", Inputs = [.. files.Select(ImageInput.FromFile)],
        });
        await client.GenerateAsync(job with { SkipDownload = true });
    }
}
