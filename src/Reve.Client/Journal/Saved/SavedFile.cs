namespace Reve.Journal;

/// <summary>The file under the name that an earlier run saved an image to.</summary>
internal sealed record SavedFile(string FullName, SavedFileState State);
