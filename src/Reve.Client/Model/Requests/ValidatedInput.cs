using System;
using System.IO;

namespace Reve;

/// <summary>An input image that passed validation.</summary>
internal sealed record ValidatedInput(ImageInput Input)
{
    public ImageHeader? Header { get; init; }

    public long Length { get; init; }

    public DateTime? WrittenAt { get; init; }

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
        Input is FileInput file && new FileInfo(file.FullName) is var now
        && (!now.Exists || now.Length != Length || now.LastWriteTimeUtc != WrittenAt);

    /// <exception cref="ReveException">The file changed after validation, or is gone.</exception>
    public void ThrowIfChanged()
    {
        if (!HasChanged()) return;
        throw File.Exists(((FileInput)Input).FullName) ? InputErrors.Changed(Name) : InputErrors.NotFound(Name);
    }
}
