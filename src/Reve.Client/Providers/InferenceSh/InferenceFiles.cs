using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Execution;
using Reve.Http;
using Reve.Json;

namespace Reve.Providers;

/// <summary>
/// Brings local images to inference.sh: announced first, then put to a signed address without the key.
/// </summary>
internal static class InferenceFiles
{
    public static async Task<List<string>> UploadAsync(
        IReadOnlyList<ValidatedInput> inputs, Wire wire, CancellationToken cancellation)
    {
        var addresses = new List<string>();
        foreach (var input in inputs)
        {
            addresses.Add(input.Url ?? await wire.Run.Uploads
                .GetAsync(ContentHash.Of(input), () => UploadAsync(input, wire, cancellation), cancellation)
                .ConfigureAwait(false));
        }

        return addresses;
    }

    private static async Task<string> UploadAsync(ValidatedInput input, Wire wire, CancellationToken cancellation)
    {
        wire.Tell(ReveNoticeLevel.Progress, $"uploading {Path.GetFileName(input.Name)}");
        var (uri, signed) = await AnnounceAsync(input, wire, cancellation).ConfigureAwait(false);
        using var put = await wire.SendAsync(
            new HttpCall(HttpMethod.Put, "")
            {
                SignedAddress = signed,
                File = input,
                ReadError = _ => new ProviderError(null) { Kind = ReveErrorKind.UploadFailed },
            },
            cancellation).ConfigureAwait(false);
        return input.HasChanged() ? throw Faults.InputChanged(input.Name) : uri;
    }

    private static async Task<(string Uri, Uri Signed)> AnnounceAsync(
        ValidatedInput input, Wire wire, CancellationToken cancellation)
    {
        var call = new HttpCall(HttpMethod.Post, "/files")
        {
            Body = JsonBody.Write(body => body.Objects("files", file =>
            {
                file.Field("uri", "");
                file.Field("filename", "image" + input.Header!.Extension);
                file.Field("content_type", input.MediaType);
                file.Field("size", (int)input.Length);
            })),
            ReadError = InferenceJson.FileRefusal,
        };
        using var answer = await wire.SendAsync(call, cancellation).ConfigureAwait(false);
        var files = InferenceJson.Unwrap(answer.Root);
        var file = files.ValueKind == JsonValueKind.Array ? files.EnumerateArray().FirstOrDefault() : files;
        return file.Text("uri") is { } uri && Uri.TryCreate(file.Text("upload_url"), UriKind.Absolute, out var signed)
            ? (uri, signed)
            : throw Faults.UploadRefused(input.Name, wire.Connection.Provider);
    }
}
