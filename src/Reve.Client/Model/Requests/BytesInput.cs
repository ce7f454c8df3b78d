using System.IO;

namespace Reve;

/// <summary>An input image in memory.</summary>
internal sealed record BytesInput(byte[] Bytes, string Label) : LocalInput(Label)
{
    public override Stream Open() => new MemoryStream(Bytes, writable: false);
}
