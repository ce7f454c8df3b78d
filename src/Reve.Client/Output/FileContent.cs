using System;

namespace Reve.Output;

/// <summary>The content of a saved file, by which it is recognized.</summary>
/// <param name="Hash">The hash of the bytes.</param>
/// <param name="WrittenAt">When the file was last written; null when that is not known.</param>
internal readonly record struct FileContent(string Hash, DateTimeOffset? WrittenAt);
