using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using Reve.Http;
using Reve.Json;

namespace Reve.Providers.Fal;

/// <summary>
/// Uploads large input images: a first request returns a signed address, which receives the image without the key.
/// Small images are sent in the paid request. That saves two requests, and they get no public URL.
/// </summary>
internal static class FalUploader
{
    // fal documents no limit for a whole body. These limits are far below those of common gateways.
    internal const long LargestInline = 256 * 1024;
    internal const long LargestInlineSum = 1024 * 1024;

    private const string InitiatePath = "/storage/upload/initiate?storage_type=fal-cdn-v3";

    /// <summary>Returns the input images with URLs in place of the large ones.</summary>
    public static async Task<IReadOnlyList<ValidatedInput>> UploadAsync(
        IReadOnlyList<ValidatedInput> inputs, ProviderSession session, CancellationToken cancellation)
    {
        var prepared = new List<ValidatedInput>();
        var left = LargestInlineSum;
        foreach (var input in inputs)
        {
            var isInline = input.Url is null && input.Length <= Math.Min(LargestInline, left);
            if (isInline) left -= input.Length;
            prepared.Add(input.Url is not null || isInline
                ? input
                : new ValidatedInput(ImageInput.FromUrl(await session.Uploads
                    .GetAsync(input.Hash, () => UploadAsync(input, session, cancellation), cancellation)
                    .ConfigureAwait(false))));
        }

        return prepared;
    }

    private static async Task<string> UploadAsync(
        ValidatedInput input, ProviderSession session, CancellationToken cancellation)
    {
        session.Notify(ReveNoticeLevel.Progress, $"uploading {Path.GetFileName(input.Name)}");
        var (url, signed) = await InitiateAsync(input, session, cancellation).ConfigureAwait(false);
        using var response = await session.FreeRequests.SendAsync(
            new HttpCall(HttpMethod.Put, "") { SignedAddress = signed, File = input },
            static _ => new ProviderError(null) { Kind = ReveErrorKind.UploadFailed },
            cancellation).ConfigureAwait(false);
        return input.HasChanged() ? throw InputErrors.Changed(input.Name) : url;
    }

    private static async Task<(string Url, Uri Signed)> InitiateAsync(
        ValidatedInput input, ProviderSession session, CancellationToken cancellation)
    {
        var call = new HttpCall(HttpMethod.Post, InitiatePath)
        {
            Address = FalInfo.StorageAddress,
            Body = JsonBody.Write(body =>
            {
                body.Field("content_type", input.MediaType);
                // The name is sent to a host, so it says nothing about this machine.
                body.Field("file_name", "image" + input.Header!.Extension);
            }),
        };
        using var response = await session.FreeRequests
            .SendAsync(call, FalErrorParser.ReadFileError, cancellation).ConfigureAwait(false);
        return response.Root.Address("file_url") is { } url
            && Uri.TryCreate(response.Root.Address("upload_url"), UriKind.Absolute, out var signed)
            ? (url, signed)
            : throw UploadErrors.NoAddress(input.Name, session.Connection.Provider);
    }
}
