using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.Tasks;
using System;
using BenchmarkDotNet.Attributes;
using Reve.Emulator;
using Reve.Http;
using Reve.Providers;
using Reve.Validation;

namespace Reve.Benchmarks;

/// <summary>The body of a remix of four files on its way out: streamed, and loaded as is usual.</summary>
public class RequestBody : IDisposable
{
    private const int Count = 4;
    private const int Length = 1_400_000;
    private const int HeaderLength = 33;

    // The default escapes the + of base64, which would make this body larger than the other.
    private static readonly JsonSerializerOptions s_json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly TemporaryFolder _folder = new();
    private string[] _files = [];

    [GlobalSetup]
    public async Task SetUp()
    {
        _files = [.. Enumerable.Range(0, Count).Select(WriteImage)];
        var streamed = await BytesOf(StreamAsync);
        var loaded = await BytesOf(LoadAsync);
        if (!streamed.AsSpan().SequenceEqual(loaded))
        {
            throw new InvalidOperationException("The two bodies differ, so their costs cannot be compared.");
        }
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Description = "files streamed as base64")]
    public Task Streamed() => StreamAsync(Stream.Null);

    [Benchmark(Baseline = true, Description = "files loaded, then serialized")]
    public Task Loaded() => LoadAsync(Stream.Null);

    /// <summary>With the check of the images that every request pays for.</summary>
    private async Task StreamAsync(Stream target)
    {
        var request = new ImageRequest
        {
            Operation = ReveOperation.Remix, Prompt = "all", Inputs = [.. _files.Select(ImageInput.FromFile)],
        };
        var validator = new RequestValidator(ProviderRegistry.Get("AimlApi"), ProviderRegistry.All, static _ => { });
        var known = validator.Validate(request);
        using var content = new SingleUseContent(JsonBody.Write(body => body.Field("image_urls", known.Inputs)));
        await content.CopyToAsync(target);
    }

    private async Task LoadAsync(Stream target)
    {
        var urls = _files.Select(file => $"data:image/png;base64,{Convert.ToBase64String(File.ReadAllBytes(file))}");
        var json = JsonSerializer.SerializeToUtf8Bytes(new { image_urls = urls }, s_json);
        using var content = new ByteArrayContent(json);
        await content.CopyToAsync(target);
    }

    private static async Task<byte[]> BytesOf(Func<Stream, Task> write)
    {
        using var body = new MemoryStream();
        await write(body);
        return body.ToArray();
    }

    private string WriteImage(int number)
    {
        var bytes = new byte[Length];
        new Random(number).NextBytes(bytes);
        PlainPng.Make((16, 16)).AsSpan(0, HeaderLength).CopyTo(bytes);
        return _folder.Write($"{number}.png", bytes);
    }
}
