using System.IO;
using System.Threading.Tasks;
using System.Threading;
using System;

namespace Reve.Output;

/// <summary>A file under way: written beside its final name, and gone when it does not get there.</summary>
internal sealed class PartFile : IDisposable
{
    /// <summary>What all parts in a folder are called, for whoever looks for those of a run that died.</summary>
    public const string Pattern = ".reve-*.part";

    private readonly string _name;
    private bool _stays;

    private PartFile(string name, FileStream stream)
    {
        _name = name;
        Stream = stream;
    }

    public FileStream Stream { get; }

    /// <summary>The name that the part has in its folder for now.</summary>
    public string Name => Path.GetFileName(_name);

    public static PartFile Create(string folder) => Create(folder, Guid.NewGuid().ToString("N"));

    /// <summary>A part with a name by which it is found again.</summary>
    public static PartFile Create(string folder, string mark)
    {
        var name = Path.Combine(folder, NameFor(mark));
        return new PartFile(name, new FileStream(
            name, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, useAsync: true));
    }

    public static string NameFor(string mark) => $".reve-{mark}.part";

    /// <summary>The mark of an image that came as bytes, by its call and its place in the answer.</summary>
    public static string MarkOf(string call, int place) => $"{call}-{place}";

    /// <summary>Lets the part stay when it does not get its name: somebody has noted where it is.</summary>
    public void Keep() => _stays = true;

    /// <summary>Writes all of it, down to the disk.</summary>
    public async Task WriteAsync(byte[] bytes, CancellationToken cancellation)
    {
        await Stream.WriteAsync(bytes, 0, bytes.Length, cancellation).ConfigureAwait(false);
        Stream.Flush(flushToDisk: true);
    }

    /// <summary>The hash of all that was written.</summary>
    public string Hash()
    {
        Stream.Position = 0;
        return ContentHash.Of(Stream);
    }

    /// <summary>
    /// Puts the whole file in its place at once. A file of that name is replaced only when that was asked for.
    /// </summary>
    /// <returns>Whether it is there now; false when the name is taken.</returns>
    public bool TryPlace(string fullName, bool replace)
    {
        if (Stream.CanWrite) Stream.Flush(flushToDisk: true);
        Stream.Dispose();
        if (!replace && !TryClaim(fullName)) return false;
        var isMoved = false;
        try
        {
            Move(fullName);
            isMoved = _stays = true;
            return true;
        }
        finally
        {
            if (!isMoved && !replace) Delete(fullName);
        }
    }

    public void Dispose()
    {
        Stream.Dispose();
        if (!_stays) Delete(_name);
    }

    private static void Delete(string name)
    {
        try
        {
            File.Delete(name);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The folder itself is gone or locked: there is nothing left to clean up.
        }
    }

    /// <summary>
    /// Takes the name with an empty file. Moving alone would not do: on some systems a move looks first and moves then,
    /// and of two that look at once, one would be overwritten.
    /// </summary>
    private static bool TryClaim(string fullName)
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

    private void Move(string fullName)
    {
#if NET
        File.Move(_name, fullName, overwrite: true);
#else
        if (File.Exists(fullName)) File.Replace(_name, fullName, destinationBackupFileName: null);
        else File.Move(_name, fullName);
#endif
    }
}
