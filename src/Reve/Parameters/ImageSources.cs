using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using ProviderInfoOfShell = System.Management.Automation.ProviderInfo;

namespace Reve.Parameters;

/// <summary>Images in every form that a script has them in, as inputs of a request.</summary>
internal sealed class ImageSources(PSCmdlet cmdlet)
{
    /// <summary>
    /// What is named on the command line, all of it; else what came down the pipeline by itself; else the first of the
    /// record's columns that says anything.
    /// </summary>
    public List<Func<IEnumerable<ImageInput>>> Of(NamedImages named, object? input)
    {
        var paths = Said(named.Paths).Select(path => Source(() => FromPaths([path]))).ToList();
        var files = Said(named.LiteralPaths).Select(path => Source(() => FromLiteralPaths([path]))).ToList();
        var addresses = Said(named.Addresses).Select(address => Source(() => FromAddresses([address]))).ToList();
        if (named.IsSaid) return [.. paths, .. files, .. addresses];
        if (input is not null && IsImage(input)) return [() => FromObject(input)];

        if (files.Count > 0) return files;
        if (paths.Count > 0) return paths;
        if (addresses.Count > 0) return addresses;
        return input is not null && Bare(input) is not PSCustomObject ? [() => FromObject(input)] : [];
    }

    /// <summary>The files that the paths, with their wildcards, stand for, in their order.</summary>
    public IEnumerable<ImageInput> FromPaths(IEnumerable<string> paths) =>
        paths.SelectMany(Split).SelectMany(path => Resolve(path, () => Expand(path))).Select(ImageInput.FromFile);

    /// <summary>The files of exactly these names.</summary>
    public IEnumerable<ImageInput> FromLiteralPaths(IEnumerable<string> paths) =>
        paths.SelectMany(path => Resolve(path, () => [Literal(path)])).Select(ImageInput.FromFile);

    /// <summary>Images that the provider fetches itself.</summary>
    public static IEnumerable<ImageInput> FromAddresses(IEnumerable<string> addresses) => addresses.Select(FromAddress);

    /// <summary>Whether it is an image, or the way to one, by itself and not by what its properties say.</summary>
    public static bool IsImage(object input) => Bare(input)
        is ReveImage or byte[] or byte or Stream or FileSystemInfo or Uri or string or IList;

    /// <summary>What came by itself: a result, bytes, a stream, a data URI, an address, a path.</summary>
    public IEnumerable<ImageInput> FromObject(object input) => Bare(input) switch
    {
        ReveImage image => [FromResult(image)],
        byte[] bytes => [ImageInput.FromBytes(bytes)],
        Stream stream => [ImageInput.FromBytes(ReadAll(stream), "stream")],
        FileSystemInfo file => FromLiteralPaths([file.FullName]),
        Uri address => [FromAddress(address.OriginalString)],
        string text when IsAddress(text) => [FromAddress(text)],
        string path => FromPaths([path]),
        byte => throw Refused.InputNotUnderstood(input, "Keep bytes together: ,$bytes | ..., or -InputObject $bytes."),
        IDictionary map => throw Refused.InputNotUnderstood(map, "Use an image file, a result, bytes or an address."),
        IEnumerable several => several.Cast<object>().SelectMany(FromObject),
        var other => throw Refused.InputNotUnderstood(other, "Use a file, a result, bytes, a stream or an address."),
    };

    private static Func<IEnumerable<ImageInput>> Source(Func<IEnumerable<ImageInput>> source) => source;

    private static IEnumerable<string> Said(string[]? texts) =>
        (texts ?? []).Where(text => !string.IsNullOrWhiteSpace(text));

    private static void DemandFiles(string path, ProviderInfoOfShell provider)
    {
        if (provider.Name != "FileSystem")
        {
            throw Refused.InputNotFile(path, $"not in the file system but in '{provider.Name}'");
        }
    }

    private static object Bare(object input) => Wrapped.Open(input)!;

    private static ImageInput FromResult(ReveImage image)
    {
        if (File.Exists(image.FullName)) return ImageInput.FromFile(image.FullName!);
        if (image.Bytes is { } bytes) return ImageInput.FromBytes(bytes, image.ToString());
        return image.Url is { } url ? ImageInput.FromUrl(url) : throw Refused.InputHasNothing(image);
    }

    private static ImageInput FromAddress(string address)
    {
        if (DataUri.IsOne(address)) return ImageInput.FromBytes(DataUri.Decode(address), "data URI");
        return IsWeb(address) ? ImageInput.FromUrl(address) : throw Refused.InputNotAddress(address);
    }

    private static bool IsAddress(string text) => DataUri.IsOne(text) || IsWeb(text);

    private static bool IsWeb(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

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
            throw Refused.StreamUnreadable(exception);
        }
    }

    /// <summary>A column may name several files parted by semicolons, unless a file is really called so.</summary>
    private List<string> Split(string path)
    {
        if (!path.Contains(';')) return [path];
        return Resolve(path, () => File.Exists(Literal(path))
            ? [path]
            : path.Split(';').Select(part => part.Trim()).Where(part => part.Length > 0));
    }

    private IEnumerable<string> Expand(string path)
    {
        var files = cmdlet.GetResolvedProviderPathFromPSPath(path, out var provider);
        DemandFiles(path, provider);
        if (files.Count == 0) throw Refused.InputNotFound(path, "no file matches");
        return WildcardPattern.ContainsWildcardCharacters(path) ? files.Where(file => !Directory.Exists(file)) : files;
    }

    private string Literal(string path)
    {
        var file = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        DemandFiles(path, provider);
        return file;
    }

    private static List<string> Resolve(string path, Func<IEnumerable<string>> resolve)
    {
        try
        {
            var files = resolve().ToList();
            return files.Find(Directory.Exists) is { } folder ? throw Refused.InputNotFile(folder, "a folder") : files;
        }
        catch (Exception exception) when (exception is RuntimeException or ArgumentException or NotSupportedException)
        {
            throw Refused.InputNotFound(path, exception.Message, exception);
        }
    }
}
