using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Http;
using Reve.Json;

namespace Reve.Providers.InferenceSh;

/// <summary>
/// Uploads input images: a first request returns a signed address, which receives the image without the key.
/// </summary>
internal static class InferenceShUploader
{
    public static async Task<List<string>> UploadAsync(
        IReadOnlyList<ValidatedInput> inputs, ProviderSession session, CancellationToken cancellation)
    {
        var addresses = new List<string>();
        foreach (var input in inputs)
        {
            addresses.Add(input.Url ?? await session.Uploads
                .GetAsync(input.Hash, () => UploadAsync(input, session, cancellation), cancellation)
                .ConfigureAwait(false));
        }

        return addresses;
    }

    private static async Task<string> UploadAsync(
        ValidatedInput input, ProviderSession session, CancellationToken cancellation)
    {
        session.Notify(ReveNoticeLevel.Progress, $"uploading {Path.GetFileName(input.Name)}");
        var (uri, signed) = await CreateFileAsync(input, session, cancellation).ConfigureAwait(false);
        using var response = await session.FreeRequests.SendAsync(
            new HttpCall(HttpMethod.Put, "") { SignedAddress = signed, File = input },
            static _ => new ProviderError(null) { Kind = ReveErrorKind.UploadFailed },
            cancellation).ConfigureAwait(false);
        return input.HasChanged() ? throw InputErrors.Changed(input.Name) : uri;
    }

    private static async Task<(string Uri, Uri Signed)> CreateFileAsync(
        ValidatedInput input, ProviderSession session, CancellationToken cancellation)
    {
        var call = new HttpCall(HttpMethod.Post, "/files")
        {
            Body = JsonBody.From(
                new InferenceShFileRequest([FileOf(input)]),
                InferenceShJsonContext.Default.InferenceShFileRequest),
        };
        using var response = await session.FreeRequests
            .SendAsync(
                call, InferenceShErrorParser.ReadFileError, cancellation, InferenceShErrorParser.ReadEmbeddedFileError)
            .ConfigureAwait(false);
        var files = InferenceShEnvelope.Unwrap(response.Root);
        var file = files.ValueKind == JsonValueKind.Array ? files.EnumerateArray().FirstOrDefault() : files;
        // A path is an absolute address of a file on some systems.
        return file.Text("uri") is { } uri
            && Uri.TryCreate(file.Address("upload_url"), UriKind.Absolute, out var signed)
            && signed.Scheme is ("http" or "https")
            ? (uri, signed)
            : throw UploadErrors.NoAddress(input.Name, session.Connection.Provider);
    }

    private static InferenceShFile FileOf(ValidatedInput input) =>
        new(Uri: "", "image" + input.Header!.Extension, input.MediaType, input.Length);
}
