namespace Reve.Http;

/// <summary>The errors about the upload of an input image.</summary>
internal static class UploadErrors
{
    public static ReveException Refused(ProviderInfo provider, AddressRefusedException refused) => new(
        ReveErrorKind.UploadFailed,
        $"The input image was not uploaded to the address that {provider} returned: {refused.Message}. "
        + "Nothing was charged.",
        "Use -Uri with an address of the image.", refused)
    { Provider = provider.Name };

    public static ReveException NoAddress(string name, ProviderInfo provider) => new(
        ReveErrorKind.UploadFailed,
        $"{provider} returned no upload address for '{name}'. Nothing was charged.",
        "Try again later, or use -Uri with an address of the image.")
    { Target = name, Provider = provider.Name };
}
