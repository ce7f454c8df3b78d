using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Reve.Http;
using Reve.Imaging;

namespace Reve.Providers;

/// <summary>A provider whose call is one POST of JSON that is answered with the pictures.</summary>
internal abstract class PostProvider : Provider
{
    protected abstract string Path { get; }

    public override async Task<Answer> RunAsync(CheckedRequest request, Wire wire, CancellationToken cancellation)
    {
        var id = ClientIdOf(wire);
        var call = new WireCall(HttpMethod.Post, Path)
        {
            Body = JsonBody.Write(body => Write(body, request)),
            IsPaid = true,
            Model = request.Model,
            ClientRequestId = id,
            IdHeader = IdHeader,
            Headers = id is null ? [] : new Dictionary<string, string> { [ClientIdHeader!] = id },
            ReadRefusal = ReadRefusal,
            ReadId = ReadId,
        };
        await PrepareAsync(request, wire, cancellation).ConfigureAwait(false);
        using var answer = await wire.SendAsync(call, cancellation).ConfigureAwait(false);
        return ReadPaid(answer, request, wire);
    }

    /// <summary>What is found out before money is spent.</summary>
    protected virtual Task PrepareAsync(CheckedRequest request, Wire wire, CancellationToken cancellation) =>
        Task.CompletedTask;

    /// <summary>The header that takes an id of ours for the call; null: there is none.</summary>
    protected virtual string? ClientIdHeader => null;

    /// <summary>The header in which an answer names the call; null: there is none.</summary>
    protected virtual string? IdHeader => null;

    protected abstract void Write(JsonBody.Writer body, CheckedRequest request);

    /// <summary>What the answer tells about the call as a whole.</summary>
    protected abstract Answer Describe(WireAnswer answer, IReadOnlyList<ProducedPicture> pictures);

    protected abstract Refusal ReadRefusal(WireAnswer answer);

    /// <summary>The provider's id of a call that succeeded; null: it tells none.</summary>
    protected virtual string? ReadId(WireAnswer answer) =>
        answer.Root.Get("data") is { ValueKind: JsonValueKind.Array } data && data.GetArrayLength() > 0
            ? data[0].Text("request_id")
            : null;

    /// <summary>A refusal that came with a status of success; null: it is none.</summary>
    protected virtual (int Status, Refusal Refusal)? HiddenRefusal(WireAnswer answer) => null;

    /// <summary>The user's own id, when it stands among the headers that go along; else a new one.</summary>
    private string? ClientIdOf(Wire wire) => ClientIdHeader is null
        ? null
        : wire.Connection.Headers
            .FirstOrDefault(header => string.Equals(header.Key, ClientIdHeader, StringComparison.OrdinalIgnoreCase))
            .Value ?? Guid.NewGuid().ToString("N");

    /// <summary>The picture that a field holds; anything else that is there is none.</summary>
    private static byte[]? PictureIn(JsonElement item, string field) =>
        item.Base64(field) is { } bytes && ImageHeader.Read(bytes) is not null ? bytes : null;

    /// <summary>
    /// Whatever an answer of success holds: what it was paid for is not lost because it cannot be read.
    /// </summary>
    private Answer ReadPaid(WireAnswer answer, CheckedRequest request, Wire wire)
    {
        try
        {
            return Read(answer, request, wire);
        }
        catch (Exception exception) when (exception is not ReveException)
        {
            throw wire.Unreadable(answer, $"something that cannot be read ({exception.Message.TrimEnd('.')})");
        }
    }

    private Answer Read(WireAnswer answer, CheckedRequest request, Wire wire)
    {
        if (HiddenRefusal(answer) is var (status, refusal)) throw wire.Refused(status, refusal, request.Model);
        if (answer.Root.Get("data") is not { ValueKind: JsonValueKind.Array } data || data.GetArrayLength() == 0)
        {
            throw wire.Unreadable(answer, "no picture");
        }

        var pictures = data.EnumerateArray().Select(ReadPicture).ToList();
        if (pictures.Any(picture => picture.IsMissing)) throw wire.Unreadable(answer, "no picture that can be read");
        return Describe(answer, pictures);
    }

    private static ProducedPicture ReadPicture(JsonElement item) => new()
    {
        Url = item.Address("url"),
        Bytes = PictureIn(item, "b64_json") ?? PictureIn(item, "url"),
        RequestId = item.Text("request_id"),
        ContentViolation = item.Flag("content_violation"),
        RevisedPrompt = item.Text("revised_prompt"),
    };
}
