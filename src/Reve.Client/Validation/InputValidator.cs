using System;
using System.IO;
using Reve.Imaging;

namespace Reve.Validation;

/// <summary>
/// Looks at an image before it is sent: whether it is there, what it is, and whether the provider takes it.
/// </summary>
internal static class InputValidator
{
    public static ValidatedInput Check(ImageInput input, OperationInfo operation, ProviderInfo provider)
    {
        if (input is not LocalInput local) return new ValidatedInput(input);

        var seen = Look(local);
        if (seen.Length == 0) throw Faults.InputEmpty(input.Name);
        ImageContent.RequireLength(input.Name, seen.Length);
        if (seen.Header is not { } header) throw Faults.InputNotImage(input.Name);
        if (operation.InputFormats.Count > 0 && !Contains(operation, header.Format))
        {
            throw Faults.InputFormatNotSupported(input.Name, header.Format, operation, provider);
        }

        if (seen.Length >= operation.InputBytesBelow)
        {
            throw Faults.InputTooLarge(input.Name, seen.Length, operation.InputBytesBelow.Value, provider);
        }

        if (header is { Width: { } width, Height: { } height } && IsTooLarge(width, height))
        {
            throw Faults.InputTooManyPixels(input.Name, width, height);
        }

        ImageCompleteness.Require(local, header.Format);
        return seen;
    }

    private static ValidatedInput Look(LocalInput local)
    {
        try
        {
            var written = local is FileInput file ? InputFile.FindState(file.FullName)?.WrittenAt : null;
            using var stream = local.Open();
            return new ValidatedInput(local)
            {
                Length = stream.Length,
                WrittenAt = written,
                Header = ImageHeaderReader.Read(stream),
            };
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Faults.InputNotFound(local.Name, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Faults.InputUnreadable(local.Name, exception);
        }
    }

    private static bool Contains(OperationInfo operation, ImageFormat format)
    {
        foreach (var known in operation.InputFormats)
        {
            if (known == format) return true;
        }

        return false;
    }

    private static bool IsTooLarge(int width, int height) =>
        width > RequestValidator.LongestSide || height > RequestValidator.LongestSide
        || (long)width * height > RequestValidator.MostPixels;
}
