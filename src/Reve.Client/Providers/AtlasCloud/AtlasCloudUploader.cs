using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Reve.Json;

namespace Reve.Providers.AtlasCloud;

/// <summary>
/// Uploads large input images. A small one is part of the request, which saves a request, unless the images together
/// would make the body too long.
/// </summary>
internal static class AtlasCloudUploader
{
    // As base64 these need at most 32 MB of the 50 MB that a body may have.
    private const long LargestInlineImage = 1_000_000;
    private const long LargestInlineTotal = 24_000_000;

    // The provider keeps uploads "for a short time" and names none. A long run uploads an image again after this time.
    private static readonly TimeSpan s_lifetime = TimeSpan.FromMinutes(30);

    /// <summary>Returns the images of a request, with the URLs of those that were uploaded.</summary>
    public static async Task<IReadOnlyList<ValidatedInput>> UploadAsync(
        IReadOnlyList<ValidatedInput> inputs, ProviderSession session, CancellationToken cancellation)
    {
        var sent = new List<ValidatedInput>();
        var inlineTotal = 0L;
        foreach (var input in inputs)
        {
            if (input.Url is not null || IsInline(input, inlineTotal))
            {
                inlineTotal += input.Url is null ? input.Length : 0;
                sent.Add(input);
                continue;
            }

            var url = await session.Uploads
                .GetAsync(KeyOf(input, session), () => UploadAsync(input, session, cancellation), cancellation)
                .ConfigureAwait(false);
            sent.Add(new ValidatedInput(ImageInput.FromUrl(url)));
        }

        return sent;
    }

    private static bool IsInline(ValidatedInput input, long inlineTotal) =>
        input.Length <= LargestInlineImage && inlineTotal + input.Length <= LargestInlineTotal;

    private static string KeyOf(ValidatedInput input, ProviderSession session)
    {
        var period = session.Clock.UtcNow.Ticks / s_lifetime.Ticks;
        return $"{input.Hash} {period.ToString(CultureInfo.InvariantCulture)}";
    }

    private static async Task<string> UploadAsync(
        ValidatedInput input, ProviderSession session, CancellationToken cancellation)
    {
        session.Notify(ReveNoticeLevel.Progress, $"uploading {Path.GetFileName(input.Name)}");
        using var response = await session.FreeRequests
            .SendAsync(
                AtlasCloudRequestBuilder.Upload(input), AtlasCloudErrorParser.ReadFileError, cancellation,
                AtlasCloudErrorParser.ReadEmbeddedFileError)
            .ConfigureAwait(false);
        if (input.HasChanged()) throw InputErrors.Changed(input.Name);
        var fields = AtlasCloudEnvelope.Unwrap(response.Root);
        // The reference page and the provider's own client have different names for the address.
        return fields.Address("download_url") ?? fields.Address("url")
            ?? throw NoAddress(input.Name, session.Connection.Provider);
    }

    private static ReveException NoAddress(string name, ProviderInfo provider) => new(
        ReveErrorKind.UploadFailed,
        $"{provider} returned no address for the upload of '{name}'. Nothing was charged.",
        "Try again later, or use -Uri with an address of the image.")
    { Target = name, Provider = provider.Name };
}
