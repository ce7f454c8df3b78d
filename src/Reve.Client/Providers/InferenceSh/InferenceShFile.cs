namespace Reve.Providers.InferenceSh;

/// <summary>A file to upload. The host assigns its URI.</summary>
internal sealed record InferenceShFile(string Uri, string Filename, string? ContentType, long Size);
