using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text.Json;

namespace Reve.Emulator;

/// <summary>The images that were made, by address, and the images that came in.</summary>
public sealed class ImageStore
{
    private readonly ConcurrentDictionary<string, byte[]> _hosted = new();
    private readonly ConcurrentQueue<byte[]> _inputs = new();
    private readonly ConcurrentDictionary<string, byte[]> _uploaded = new();
    private readonly ConcurrentDictionary<string, int> _uploads = new();
    private int _number;

    /// <summary>What results look like; null: a plain PNG of the ratio's size.</summary>
    public byte[]? Next { get; set; }

    /// <summary>Makes the results; null: what <see cref="Next"/> says.</summary>
    public Func<byte[]>? Source { get; set; }

    /// <summary>The input images of all requests, decoded, in order.</summary>
    public IReadOnlyList<byte[]> Inputs => [.. _inputs];

    /// <summary>How often each content was uploaded, by its SHA-256 in hex.</summary>
    public IReadOnlyDictionary<string, int> Uploads => _uploads;

    internal byte[] Make(string? ratio) => Source?.Invoke() ?? Next ?? PlainPng.Make(ratio switch
    {
        "16:9" => (1360, 768),
        "9:16" => (768, 1360),
        "2:3" => (832, 1248),
        "4:3" => (1152, 864),
        "3:4" => (864, 1152),
        "1:1" => (1024, 1024),
        _ => (1248, 832),
    });

    /// <summary>Makes an image of a format. A large size is scaled down, because only the ratio matters.</summary>
    internal byte[] Make((int Width, int Height)? size, string format) => Source?.Invoke() ?? Next ?? format switch
    {
        "JPG" => SmallImages.Jpeg,
        "WEBP" => SmallImages.WebP,
        _ => PlainPng.Make(size is var (width, height) ? (width / 8, height / 8) : (512, 512)),
    };

    /// <summary>Hosts an image.</summary>
    /// <returns>Its path.</returns>
    public string Host(byte[] image)
    {
        var path = $"/generations/sample/fox-{System.Threading.Interlocked.Increment(ref _number):0000}.png";
        _hosted[path] = image;
        return path;
    }

    /// <summary>The image at a path; null when there is none.</summary>
    public byte[]? Find(string path) => _hosted.GetValueOrDefault(path.Split('?')[0]);

    internal void Upload(string address, byte[] image)
    {
        _uploaded[address] = image;
        _uploads.AddOrUpdate(Convert.ToHexString(SHA256.HashData(image)), 1, static (_, count) => count + 1);
    }

    internal bool IsUploaded(string address) => _uploaded.ContainsKey(address);

    /// <summary>Keeps what came in as a data URI or was uploaded before; an address is left alone.</summary>
    internal void TakeIn(JsonElement input)
    {
        var text = input.GetString()!;
        if (_uploaded.TryGetValue(text, out var uploaded)) _inputs.Enqueue(uploaded);
        if (!text.StartsWith("data:", StringComparison.Ordinal)) return;
        _inputs.Enqueue(Convert.FromBase64String(text[(text.IndexOf(',', StringComparison.Ordinal) + 1)..]));
    }

    internal void Clear()
    {
        _hosted.Clear();
        _inputs.Clear();
        _uploaded.Clear();
        _uploads.Clear();
        Next = null;
        Source = null;
    }
}
