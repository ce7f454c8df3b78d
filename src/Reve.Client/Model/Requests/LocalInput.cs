using System.IO;

namespace Reve;

/// <summary>An input image whose bytes are sent.</summary>
internal abstract record LocalInput(string Label) : ImageInput(Label)
{
    public abstract Stream Open();
}
