using System;
using System.IO;
using Reve.Imaging;

namespace Reve.Validation;

/// <summary>
/// Validates an input image: whether it exists, what it contains, and whether the provider accepts it.
/// </summary>
internal static class InputValidator
{
    public static ValidatedInput Validate(ImageInput input, OperationInfo operation, ProviderInfo provider)
    {
        if (input is not LocalInput local) return new ValidatedInput(input);

        var validated = Read(local);
        if (validated.Length == 0) throw InputErrors.Empty(input.Name);
        ImageContent.RequireLength(input.Name, validated.Length);
        if (validated.Header is not { } header) throw InputErrors.NotImage(input.Name);
        if (operation.InputFormats.Count > 0 && !Contains(operation, header.Format))
        {
            throw RequestErrors.InputFormatNotSupported(input.Name, header.Format, operation, provider);
        }

        if (validated.Length >= operation.InputBytesBelow)
        {
            throw RequestErrors.InputTooLarge(input.Name, validated.Length, operation.InputBytesBelow.Value, provider);
        }

        if (header is { Width: { } width, Height: { } height } && IsTooLarge(width, height, operation))
        {
            throw RequestErrors.InputTooManyPixels(input.Name, width, height, operation);
        }

        ImageCompleteness.Require(local, header.Format);
        return validated;
    }

    private static ValidatedInput Read(LocalInput local)
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
            throw InputErrors.NotFound(local.Name, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw InputErrors.Unreadable(local.Name, exception);
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

    private static bool IsTooLarge(int width, int height, OperationInfo operation) =>
        width > operation.MaximumInputSide || height > operation.MaximumInputSide
        || (long)width * height > operation.MaximumInputPixels;
}
