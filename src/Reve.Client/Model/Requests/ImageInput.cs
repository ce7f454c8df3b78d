using System;
using System.IO;

namespace Reve;

/// <summary>An input image: a file, bytes, or a URL that is passed to the provider.</summary>
public abstract record ImageInput
{
    private protected ImageInput(string name) => Name = name;

    /// <summary>The name of the image in messages, file names and results.</summary>
    public string Name { get; }

    /// <summary>An image in a file, which is read when it is sent.</summary>
    public static ImageInput FromFile(string fullName) => new FileInput(fullName);

    /// <summary>An image in memory.</summary>
    public static ImageInput FromBytes(byte[] bytes, string name = "bytes") => new BytesInput(bytes, name);

    /// <summary>An image that the provider downloads from its URL.</summary>
    public static ImageInput FromUrl(string url) => new UrlInput(url);

    /// <summary>The name.</summary>
    public sealed override string ToString() => Name;
}

/// <summary>An input image whose bytes are sent.</summary>
internal abstract record LocalInput(string Label) : ImageInput(Label)
{
    public abstract Stream Open();
}

internal sealed record FileInput(string FullName) : LocalInput(FullName)
{
    public override Stream Open() =>
        new FileStream(FullName, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, useAsync: true);
}

internal sealed record BytesInput(byte[] Bytes, string Label) : LocalInput(Label)
{
    public override Stream Open() => new MemoryStream(Bytes, writable: false);
}

internal sealed record UrlInput(string Url) : ImageInput(Url);
