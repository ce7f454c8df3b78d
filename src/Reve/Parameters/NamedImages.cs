namespace Reve.Parameters;

/// <summary>The images that parameters name.</summary>
/// <param name="Paths">Files, with wildcards.</param>
/// <param name="LiteralPaths">Files of exactly these names.</param>
/// <param name="Addresses">Addresses of images.</param>
/// <param name="IsSpecified">Whether the command line names images, and not only the record.</param>
internal sealed record NamedImages(string[]? Paths, string[]? LiteralPaths, string[]? Addresses, bool IsSpecified);
