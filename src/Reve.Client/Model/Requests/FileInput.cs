using System.IO;

namespace Reve;

/// <summary>An input image in a file.</summary>
internal sealed record FileInput(string FullName) : LocalInput(FullName)
{
    public override Stream Open() => InputFile.Open(FullName);
}
