using System;

namespace Reve.Http;

/// <summary>The errors about the download of a generated image.</summary>
internal static class DownloadErrors
{
    public static ReveException Failed(string url, string reason, Exception? cause = null) => new(
        ReveErrorKind.DownloadFailed,
        $"The image was generated but could not be downloaded from {url}: {reason}",
        "Download it later from the object's Url with Save-ReveImage. Downloads are free.", cause)
    { Target = url, Billing = Billing.Charged };
}
