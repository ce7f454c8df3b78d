using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;

namespace Reve.Parameters;

/// <summary>Reads images in every form that a script has them in.</summary>
internal sealed class ImageSources(PSCmdlet cmdlet, InputFiles? inputFiles = null)
{
    private readonly InputFiles _files = inputFiles ?? new InputFiles(cmdlet);

    /// <summary>
    /// Returns the sources of the current record: all that the command line names, otherwise the object itself when
    /// it is an image, otherwise the first property of the record that names images.
    /// </summary>
    public List<Func<IEnumerable<ImageInput>>> Of(NamedImages named, object? input)
    {
        var paths = Specified(named.Paths).Select(path => Source(() => FromFiles(_files.FromPath(path)))).ToList();
        var files = Specified(named.LiteralPaths)
            .Select(path => Source(() => FromFiles(_files.FromLiteralPath(path)))).ToList();
        var addresses = Specified(named.Addresses).Select(address => Source(() => [FromAddress(address)])).ToList();
        if (named.IsSpecified) return [.. paths, .. files, .. addresses];
        if (input is not null && IsImage(input))
        {
            return [.. Items(input).Select(item => Source(() => FromObject(item)))];
        }

        if (files.Count > 0) return files;
        if (paths.Count > 0) return paths;
        if (addresses.Count > 0) return addresses;
        return input is not null && !PipelineRecord.IsRow(input) ? [() => FromObject(input)] : [];
    }

    /// <summary>Whether the object itself is an image or names one, so that its properties are not read.</summary>
    private static bool IsImage(object input) => PipelineValue.UnwrapResult(input)
        is ReveImage or ReveCall or byte[] or byte or Stream or FileSystemInfo or Uri or string or IList;

    /// <summary>Returns the items of a list. A list of bytes is one item, because it is a mistake.</summary>
    private static IEnumerable<object> Items(object input) => PipelineValue.Unwrap(input) is IList list and not byte[]
        && list.Cast<object?>().OfType<object>().ToList() is var items
        && !items.Exists(item => PipelineValue.Unwrap(item) is byte)
            ? items.SelectMany(Items)
            : [input];

    private IEnumerable<ImageInput> FromObject(object input) => PipelineValue.UnwrapResult(input) switch
    {
        ReveImage image => [FromResult(image)],
        ReveCall { Images.Count: 0 } call => throw InputErrors.CallWithoutImage(call),
        ReveCall call => call.Images.Select(FromResult),
        byte[] bytes => [ImageInput.FromBytes(bytes)],
        Stream stream => [ImageInput.FromBytes(ReadAll(stream), "stream")],
        FileSystemInfo entry => FromFiles(_files.FromEntry(entry)),
        Uri address => [FromAddress(address.OriginalString)],
        string text when DataUri.IsDataUri(text) || Text.IsWebAddress(text) => [FromAddress(text)],
        string path => FromFiles(_files.FromPath(path)),
        byte => throw InputErrors.SeparateBytes(input),
        IList list when list.Count > 0 => throw InputErrors.SeparateBytes(input),
        IDictionary => throw InputErrors.NotImage(input, "Use an image file, a result, a byte array or an address."),
        IEnumerable several => several.Cast<object>().SelectMany(FromObject),
        _ => throw InputErrors.NotImage(input, "Use an image file, a result, a byte array, a stream or an address."),
    };

    private static Func<IEnumerable<ImageInput>> Source(Func<IEnumerable<ImageInput>> source) => source;

    private static IEnumerable<string> Specified(string[]? texts) =>
        (texts ?? []).Where(text => !string.IsNullOrWhiteSpace(text));

    private static IEnumerable<ImageInput> FromFiles(IEnumerable<string> files) => files.Select(ImageInput.FromFile);

    private static ImageInput FromResult(ReveImage image)
    {
        if (File.Exists(image.FullName)) return ImageInput.FromFile(image.FullName!);
        if (image.ReadBytes() is { } bytes) return ImageInput.FromBytes(bytes, image.ToString());
        return image.Url is { } url ? ImageInput.FromUrl(url) : throw InputErrors.ResultWithoutImage(image);
    }

    private static ImageInput FromAddress(string address)
    {
        if (DataUri.IsDataUri(address)) return ImageInput.FromBytes(DataUri.Decode(address), "data URI");
        return Text.IsWebAddress(address) ? ImageInput.FromUrl(address) : throw InputErrors.NotAddress(address);
    }

    private static byte[] ReadAll(Stream stream)
    {
        try
        {
            using var memory = new MemoryStream();
            stream.CopyTo(memory);
            return memory.ToArray();
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or NotSupportedException)
        {
            throw InputErrors.StreamUnreadable(exception);
        }
    }
}
