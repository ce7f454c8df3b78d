using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Serialization;

namespace Reve.Emulator;

/// <summary>Something other than the right answer, for the next requests that match.</summary>
public sealed record Misbehaviour
{
    private static readonly KeyValuePair<string, string>[] s_compressed = [new("Content-Encoding", "gzip")];

    /// <summary>Only requests whose path starts so; null: any.</summary>
    public string? Path { get; init; }

    /// <summary>Only requests of this method; null: any.</summary>
    public string? Method { get; init; }

    /// <summary>Only paid calls of this provider; null: any request.</summary>
    public string? PaidAt { get; init; }

    /// <summary>Only requests about tasks of this provider; null: any request.</summary>
    public string? TaskAt { get; init; }

    /// <summary>How many of these requests go well before the first one that does not.</summary>
    public int Skip { get; init; }

    /// <summary>How many requests it meets before it is used up.</summary>
    public int Times { get; init; } = 1;

    /// <summary>The status instead of the right answer's; with one, nothing is processed or charged.</summary>
    public int? Status { get; init; }

    /// <summary>The body instead of the right answer's.</summary>
    public string? Body { get; init; }

    /// <summary>The same as bytes, for what is no text.</summary>
    public byte[]? RawBody { get; init; }

    /// <summary>Changes the body of the right answer.</summary>
    [JsonIgnore]
    public Func<byte[], byte[]>? Change { get; init; }

    /// <summary>Whether the body is sent compressed, with the header that says so.</summary>
    public bool IsCompressed { get; init; }

    /// <summary>The content type instead of the right answer's.</summary>
    public string? ContentType { get; init; }

    /// <summary>Headers that the answer gets as well, such as Retry-After or Location.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>What goes wrong with the connection.</summary>
    public Fault Fault { get; init; }

    /// <summary>The error code of a fault of HTTP/2.</summary>
    public int ErrorCode { get; init; }

    /// <summary>Whether the request was processed, and charged, before the fault.</summary>
    public bool IsCharged { get; init; } = true;

    /// <summary>Whether the request was processed, and charged, although the status is another one.</summary>
    public bool IsProcessed { get; init; }

    /// <summary>Whether it happens before the body of the request is read.</summary>
    internal bool IsBeforeBody => Fault is Fault.ResetBeforeBody or Fault.SlowBody
        or Fault.StallBeforeBody or Fault.ResetStreamBeforeBody;

    internal bool Matches(RecordedRequest request) =>
        (Method is null || Method == request.Method)
        && (Path is null || request.Path.StartsWith(Path, StringComparison.Ordinal))
        && (PaidAt is null || PaidAt == request.PaidAt)
        && (TaskAt is null || TaskAt == request.TaskAt);

    internal Reply Over(Reply right) => right with
    {
        Status = Status ?? right.Status,
        Body = Compress(RawBody ?? (Body is null ? Changed(right.Body) : Encoding.UTF8.GetBytes(Body))),
        Chunks = RawBody is null && Body is null ? right.Chunks : null,
        ContentType = ContentType ?? right.ContentType,
        Headers = [.. right.Headers, .. Headers, .. IsCompressed ? s_compressed : []],
    };

    private byte[] Changed(byte[] body) => Change is { } change ? change(body) : body;

    private byte[] Compress(byte[] body)
    {
        if (!IsCompressed) return body;
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal)) gzip.Write(body);
        return compressed.ToArray();
    }
}
