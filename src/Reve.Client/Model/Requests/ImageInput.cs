namespace Reve;

/// <summary>An input image: a file, bytes, or a URL that is passed to the provider.</summary>
public abstract record ImageInput
{
    private protected ImageInput(string name) => Name = name;

    /// <summary>The name of the image in messages, file names and results.</summary>
    public string Name { get; }

    /// <summary>Whether the image is on this machine: a file or bytes, not a URL.</summary>
    public bool IsLocal => this is LocalInput;

    /// <summary>An image in a file, which is read when it is sent.</summary>
    public static ImageInput FromFile(string fullName) => new FileInput(fullName);

    /// <summary>An image in memory.</summary>
    public static ImageInput FromBytes(byte[] bytes, string name = "bytes") => new BytesInput(bytes, name);

    /// <summary>An image that the provider downloads from its URL.</summary>
    public static ImageInput FromUrl(string url) => new UrlInput(url);

    /// <summary>The name.</summary>
    public sealed override string ToString() => Name;
}
