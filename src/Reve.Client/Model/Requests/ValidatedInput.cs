using System;
using System.IO;

namespace Reve;

/// <summary>An input image that passed validation.</summary>
internal sealed record ValidatedInput(ImageInput Input)
{
    private string? _hash;

    public ImageHeader? Header { get; init; }

    public long Length { get; init; }

    public DateTime? WrittenAt { get; init; }

    /// <summary>The hash of the content. The fingerprint of the item and the upload share it.</summary>
    public string Hash => _hash ??= ContentHash.Of(this);

    public string Name => Input.Name;

    /// <summary>The URL that is passed to the provider; null for an image whose bytes are sent.</summary>
    public string? Url => (Input as UrlInput)?.Url;

    /// <summary>The media type, detected from the first bytes.</summary>
    public string? MediaType => Header?.MediaType;

    /// <summary>Opens the image for reading.</summary>
    public Stream Open()
    {
        try
        {
            return ((LocalInput)Input).Open();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw InputErrors.Unreadable(Name, exception);
        }
    }

    /// <summary>Whether the length or the time of the file changed after validation.</summary>
    public bool HasChanged() =>
        Input is FileInput file && InputFile.FindState(file.FullName) != (Length, WrittenAt.GetValueOrDefault());

    /// <exception cref="ReveException">The file changed after validation, or is gone.</exception>
    public void ThrowIfChanged()
    {
        if (!HasChanged()) return;
        throw File.Exists(((FileInput)Input).FullName) ? InputErrors.Changed(Name) : InputErrors.NotFound(Name);
    }
}
