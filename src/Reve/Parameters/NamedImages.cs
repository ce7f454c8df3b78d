namespace Reve.Parameters;

/// <summary>Images that a command or a record names.</summary>
/// <param name="Paths">Files, with wildcards.</param>
/// <param name="LiteralPaths">Files of exactly these names.</param>
/// <param name="Addresses">Addresses of images.</param>
/// <param name="IsSaid">Whether the command line itself names any, and not only the record.</param>
internal sealed record NamedImages(string[]? Paths, string[]? LiteralPaths, string[]? Addresses, bool IsSaid);
