using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Http;
using Reve.Imaging;
using Reve.Json;

namespace Reve.Providers;

/// <summary>A provider whose call is one POST of JSON that is answered with the images.</summary>
internal abstract class SynchronousProvider : Provider
{
    protected abstract string Path { get; }

    public override async Task<ProviderResponse> RunAsync(ValidatedRequest request, Wire wire, CancellationToken cancellation)
    {
        var id = ClientIdOf(wire);
        var call = new HttpCall(HttpMethod.Post, Path)
        {
            Body = JsonBody.Write(body => Write(body, request)),
            IsPaid = true,
            Model = request.Model,
            ClientRequestId = id,
            IdHeader = IdHeader,
            Headers = id is null ? [] : new Dictionary<string, string> { [ClientIdHeader!] = id },
            ReadError = ReadError,
            ReadId = ReadId,
        };
        await PrepareAsync(request, wire, cancellation).ConfigureAwait(false);
        using var answer = await wire.SendAsync(call, cancellation).ConfigureAwait(false);
        return ReadPaid(answer, request, wire);
    }

    /// <summary>What is found out before money is spent.</summary>
    protected virtual Task PrepareAsync(ValidatedRequest request, Wire wire, CancellationToken cancellation) =>
        Task.CompletedTask;

    /// <summary>The header that takes an id of ours for the call; null: there is none.</summary>
    protected virtual string? ClientIdHeader => null;

    /// <summary>The header in which an answer names the call; null: there is none.</summary>
    protected virtual string? IdHeader => null;

    protected abstract void Write(JsonBody.Writer body, ValidatedRequest request);

    /// <summary>What the answer tells about the call as a whole.</summary>
    protected abstract ProviderResponse Describe(JsonResponse answer, IReadOnlyList<GeneratedImage> images);

    protected abstract ProviderError ReadError(JsonResponse answer);

    /// <summary>The provider's id of a call that succeeded; null: it tells none.</summary>
    protected virtual string? ReadId(JsonResponse answer) =>
        answer.Root.Get("data") is { ValueKind: JsonValueKind.Array } data && data.GetArrayLength() > 0
            ? data[0].Text("request_id")
            : null;

    /// <summary>A refusal that came with a status of success; null: it is none.</summary>
    protected virtual (int Status, ProviderError ProviderError)? EmbeddedError(JsonResponse answer) => null;

    /// <summary>The user's own id, when it stands among the headers that go along; else a new one.</summary>
    private string? ClientIdOf(Wire wire) => ClientIdHeader is null
        ? null
        : wire.Connection.Headers.Values.TryGetValue(ClientIdHeader, out var id) ? id : Guid.NewGuid().ToString("N");

    /// <summary>The image that a field holds; anything else that is there is none.</summary>
    private static byte[]? ImageIn(JsonElement item, string field) =>
        item.Base64(field) is { } bytes && ImageHeaderReader.Read(bytes) is not null ? bytes : null;

    /// <summary>
    /// Whatever an answer of success holds: what it was paid for is not lost because it cannot be read.
    /// </summary>
    private ProviderResponse ReadPaid(JsonResponse answer, ValidatedRequest request, Wire wire)
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

    private ProviderResponse Read(JsonResponse answer, ValidatedRequest request, Wire wire)
    {
        if (EmbeddedError(answer) is var (status, refusal)) throw wire.Refused(status, refusal, request.Model);
        if (answer.Root.Get("data") is not { ValueKind: JsonValueKind.Array } data || data.GetArrayLength() == 0)
        {
            throw wire.Unreadable(answer, "no image");
        }

        var images = data.EnumerateArray().Select(ReadImage).ToList();
        if (images.Any(image => image.IsMissing)) throw wire.Unreadable(answer, "no image that can be read");
        return Describe(answer, images);
    }

    private static GeneratedImage ReadImage(JsonElement item) => new()
    {
        Url = item.Address("url"),
        Bytes = ImageIn(item, "b64_json") ?? ImageIn(item, "url"),
        RequestId = item.Text("request_id"),
        ContentViolation = item.Flag("content_violation"),
        RevisedPrompt = item.Text("revised_prompt"),
    };
}
