using System;
using System.IO;
using Reve.Imaging;

namespace Reve.Validation;

/// <summary>
/// Validates an input image: whether it exists, what it contains, and whether the provider accepts it.
/// </summary>
internal static class InputValidator
{
    /// <summary>Validates an image in one opening, unless the cache has it already.</summary>
    /// <exception cref="ReveException">The image is not valid.</exception>
    public static ValidatedInput Validate(
        ImageInput input, OperationInfo operation, ProviderInfo provider, InputCache? known)
    {
        if (input is not LocalInput local) return new ValidatedInput(input);
        if (known?.Find(input) is { } validated)
        {
            Check(validated, operation, provider);
            return validated;
        }

        validated = Read(local, operation, provider);
        known?.Add(validated);
        return validated;
    }

    private static ValidatedInput Read(LocalInput local, OperationInfo operation, ProviderInfo provider)
    {
        try
        {
            var written = local is FileInput file ? InputFile.FindState(file.FullName)?.WrittenAt : null;
            using var stream = local.Open();
            var input = new ValidatedInput(local)
            {
                Length = stream.Length,
                WrittenAt = written,
                Header = ImageHeaderReader.Read(stream),
            };
            Check(input, operation, provider);
            stream.Position = 0;
            ImageCompleteness.Require(stream, local.Name, input.Header!.Format);
            return input;
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

    /// <summary>Checks what an operation requires of an image.</summary>
    private static void Check(ValidatedInput input, OperationInfo operation, ProviderInfo provider)
    {
        if (input.Length == 0) throw InputErrors.Empty(input.Name);
        ImageContent.RequireLength(input.Name, input.Length);
        if (input.Header is not { } header) throw InputErrors.NotImage(input.Name);
        if (operation.InputFormats.Count > 0 && !Contains(operation, header.Format))
        {
            throw RequestErrors.InputFormatNotSupported(input.Name, header.Format, operation, provider);
        }

        if (input.Length >= operation.InputBytesBelow)
        {
            throw RequestErrors.InputTooLarge(input.Name, input.Length, operation.InputBytesBelow.Value, provider);
        }

        if (header is { Width: { } width, Height: { } height } && IsTooLarge(width, height, operation))
        {
            throw RequestErrors.InputTooManyPixels(input.Name, width, height, operation);
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
