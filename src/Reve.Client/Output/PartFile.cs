using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Reve.Platform;

namespace Reve.Output;

/// <summary>
/// A file that is being written. It has a temporary name in the output folder until it is complete, and is deleted when
/// it does not get its final name.
/// </summary>
internal sealed class PartFile : IImageFile
{
    /// <summary>The pattern of the names of all part files in a folder.</summary>
    public const string Pattern = ".reve-*.part";

    private const int PrefixLength = 6;
    private const int IdLength = 32;

    private string _fullName;
    private bool _isKept;

    private PartFile(string fullName, FileStream stream)
    {
        _fullName = fullName;
        Stream = stream;
    }

    public FileStream Stream { get; private set; }

    public string Name => Path.GetFileName(_fullName);

    /// <summary>When the file was last written, after it was closed; null when that cannot be read.</summary>
    public DateTimeOffset? WrittenAt => FileTime.Of(_fullName);

    Stream IImageFile.Stream => Stream;

    public static PartFile Create(string folder) => Create(folder, $".reve-{Guid.NewGuid():N}.part");

    public static PartFile Create(string folder, string name)
    {
        var fullName = Path.Combine(folder, name);
        return new PartFile(fullName, Open(fullName, FileMode.CreateNew));
    }

    /// <summary>The name of the part file for an image that arrived inside a response.</summary>
    /// <param name="call">The id of the call.</param>
    /// <param name="place">The place of the image in the response.</param>
    public static string NameFor(string call, int place) => $".reve-{call}-{place}.part";

    /// <summary>The id of the call that a part file belongs to; null for another part file.</summary>
    public static Guid? CallOf(string name) =>
        name.Length > PrefixLength + IdLength && name[PrefixLength + IdLength] == '-'
        && Guid.TryParseExact(name.Substring(PrefixLength, IdLength), "N", out var call)
            ? call
            : null;

    /// <summary>Keeps the file even when it does not get its final name: the journal refers to it.</summary>
    public void Keep() => _isKept = true;

    /// <summary>Deletes the file when it is disposed: its content was saved otherwise.</summary>
    public void Discard() => _isKept = false;

    /// <summary>Writes the bytes and flushes them to the disk.</summary>
    public async Task WriteAsync(byte[] bytes, CancellationToken cancellation)
    {
        await Stream.WriteAsync(bytes, 0, bytes.Length, cancellation).ConfigureAwait(false);
        Flush();
    }

    /// <summary>Flushes what was written to the disk.</summary>
    public void Flush() => Stream.Flush(flushToDisk: true);

    /// <summary>Changes the temporary name.</summary>
    public void Rename(string name)
    {
        if (name == Name) return;
        var renamed = Path.Combine(Path.GetDirectoryName(_fullName)!, name);
        // Windows does not move a file that is open.
        Stream.Dispose();
        try
        {
            File.Move(_fullName, renamed);
            _fullName = renamed;
        }
        finally
        {
            Stream = Open(_fullName, FileMode.Open);
        }
    }

    /// <summary>Reads the whole file, also after it was closed.</summary>
    public byte[] ReadAll()
    {
        Stream.Dispose();
        return File.ReadAllBytes(_fullName);
    }

    public string Hash()
    {
        Stream.Position = 0;
        return ContentHash.Of(Stream);
    }

    /// <summary>Closes the complete file, and takes its final name unless that is taken.</summary>
    /// <param name="fullName">The final name.</param>
    /// <param name="replace">Whether an existing file is replaced.</param>
    /// <returns>False when the name is taken.</returns>
    public bool TryClaim(string fullName, bool replace)
    {
        if (Stream.CanWrite) Flush();
        Stream.Dispose();
        return replace || TryCreate(fullName);
    }

    /// <summary>Gives the closed file the name that was taken for it, in one step.</summary>
    /// <param name="fullName">The final name.</param>
    /// <param name="replace">Whether an existing file is replaced.</param>
    public void MoveTo(string fullName, bool replace)
    {
        try
        {
            FileSystem.Replace(_fullName, fullName);
            _isKept = true;
        }
        catch (Exception) when (!replace)
        {
            Delete(fullName);
            throw;
        }
    }

    /// <summary>Gives the complete file its final name in one step.</summary>
    /// <param name="fullName">The final name.</param>
    /// <param name="replace">Whether an existing file is replaced.</param>
    /// <returns>False when the name is taken.</returns>
    public bool TryMoveTo(string fullName, bool replace)
    {
        if (!TryClaim(fullName, replace)) return false;
        MoveTo(fullName, replace);
        return true;
    }

    public void Dispose()
    {
        Stream.Dispose();
        if (!_isKept) Delete(_fullName);
    }

    private static FileStream Open(string fullName, FileMode mode) =>
        new(fullName, mode, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, useAsync: true);

    private static void Delete(string name)
    {
        try
        {
            File.Delete(name);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The folder itself was deleted or locked.
        }
    }

    /// <summary>
    /// Takes the name with an empty file. A move alone is not safe: on some systems it first looks whether the name is
    /// free and then moves, so that two moves at the same time replace one of the files.
    /// </summary>
    private static bool TryCreate(string fullName)
    {
        try
        {
            using var claim = new FileStream(fullName, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException
            && (File.Exists(fullName) || Directory.Exists(fullName)))
        {
            return false;
        }
    }

}
