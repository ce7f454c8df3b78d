namespace Reve.Binding;

/// <summary>Pictures that a command or a record names.</summary>
/// <param name="Paths">Files, with wildcards.</param>
/// <param name="LiteralPaths">Files of exactly these names.</param>
/// <param name="Addresses">Addresses of pictures.</param>
/// <param name="IsSaid">Whether the command line itself names any, and not only the record.</param>
internal sealed record NamedPictures(string[]? Paths, string[]? LiteralPaths, string[]? Addresses, bool IsSaid);
