using System;
using System.IO;

namespace Reve;

/// <summary>An input that was looked at: what it is, how long, and when its file was last written.</summary>
internal sealed record ValidatedInput(ImageInput Input)
{
    public ImageHeader? Header { get; init; }

    public long Length { get; init; }

    public DateTime? WrittenAt { get; init; }

    public string Name => Input.Name;

    /// <summary>The address that is passed through; null for an image whose bytes are sent.</summary>
    public string? Url => (Input as UrlInput)?.Url;

    /// <summary>The media type by the first bytes, whatever the name says.</summary>
    public string? MediaType => Header?.MediaType;

    /// <summary>The image's bytes; a file that can no longer be had has changed since it was looked at.</summary>
    public Stream Open()
    {
        try
        {
            return ((LocalInput)Input).Open();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Faults.InputUnreadable(Name, exception);
        }
    }

    /// <summary>Whether the file is no longer the one that was looked at.</summary>
    public bool HasChanged() =>
        Input is FileInput file && InputFile.FindState(file.FullName) != (Length, WrittenAt.GetValueOrDefault());
}
