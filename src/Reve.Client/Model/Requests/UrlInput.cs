namespace Reve;

/// <summary>An input image that the provider downloads from its URL.</summary>
internal sealed record UrlInput(string Url) : ImageInput(Url);
