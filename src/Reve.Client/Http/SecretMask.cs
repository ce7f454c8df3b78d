namespace Reve.Http;

/// <summary>
/// Takes the key out of words that came from elsewhere: providers are known to repeat it in their refusals.
/// </summary>
internal static class SecretMask
{
    public static string? Hide(string? words, ApiKey? key) =>
        words is null || key is null or { IsEmpty: true } ? words : words.Replace(key.Reveal(), key.ToString());
}
