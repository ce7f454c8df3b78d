using System;

namespace Reve.Http;

/// <summary>The errors about the download of a generated image.</summary>
internal static class DownloadErrors
{
    private const int MaximumAddressLength = 300;

    public static ReveException Failed(string url, string reason, ApiKey? key, Exception? cause = null) => new(
        ReveErrorKind.DownloadFailed,
        $"The image was generated but could not be downloaded from {Shown(url, key)}: "
        + SecretRedactor.Redact(reason, key),
        "Download it later from the object's Url with Save-ReveImage. Downloads are free.", cause)
    { Target = SecretRedactor.Redact(url, key), Billing = Billing.Charged };

    /// <summary>The address is not on the public internet. The download is not repeated.</summary>
    public static ReveException Refused(string url, AddressRefusedException refused, ApiKey? key) => new(
        ReveErrorKind.DownloadFailed,
        $"The image was not downloaded from {Shown(url, key)}: {SecretRedactor.Redact(refused.Message, key)}. "
        + "A host cannot direct downloads there.",
        "If you trust the address, connect to its host with -BaseUri, or pass the URL as text to Save-ReveImage.",
        refused)
    { Target = SecretRedactor.Redact(url, key), Billing = Billing.Charged };

    /// <summary>The address without its query, which can contain a signature.</summary>
    private static string Shown(string url, ApiKey? key)
    {
        var query = url.IndexOfAny(['?', '#']);
        return DisplayText.Of(SecretRedactor.Redact(query < 0 ? url : url.Substring(0, query), key),
            MaximumAddressLength);
    }
}
