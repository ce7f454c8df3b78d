using System;
using System.IO;
using System.Threading;

namespace Reve.Journal;

/// <summary>
/// The lock that a run has on its folder. Runs that only add images share the folder; a run that resumes has it for
/// itself. The system releases the lock when a process ends.
/// </summary>
internal sealed class JournalLock : IDisposable
{
    private const string Name = "reve-journal.lock";
    private const int MaximumAttempts = 10;
    private const int MaximumMark = 65536;
    private static readonly TimeSpan s_retryInterval = TimeSpan.FromMilliseconds(25);

    private readonly string _fullName;
    private readonly FileStream _stream;

    private JournalLock(string fullName, FileStream stream)
    {
        _fullName = fullName;
        _stream = stream;
    }

    /// <exception cref="ReveException">Another run has locked the folder.</exception>
    public static JournalLock Take(string folder, bool isExclusive)
    {
        var fullName = Path.Combine(folder, Name);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var stream = new FileStream(
                    fullName, FileMode.OpenOrCreate, FileAccess.ReadWrite,
                    isExclusive ? FileShare.None : FileShare.ReadWrite);
                if (IsCurrent(stream, fullName)) return new JournalLock(fullName, stream);
                stream.Dispose();
            }
            catch (IOException exception) when (SharingViolation.Is(exception))
            {
                if (attempt == MaximumAttempts) throw JournalErrors.InUse(folder, exception);
                Thread.Sleep(s_retryInterval);
            }
        }
    }

    /// <summary>Releases the folder. The last run that does so deletes the file.</summary>
    public void Dispose()
    {
        _stream.Dispose();
        try
        {
            new FileStream(
                _fullName, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1,
                FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another run has the file open, or it was deleted with its folder.
        }
    }

    /// <summary>
    /// Whether the open file is still the one with that name: the run that had the lock before may have deleted it
    /// after it was opened here. The files are told apart by their random lengths.
    /// </summary>
    private static bool IsCurrent(FileStream stream, string fullName)
    {
        if (stream.Length == 0) stream.SetLength(1 + (Guid.NewGuid().GetHashCode() & (MaximumMark - 1)));
        return new FileInfo(fullName) is { Exists: true } file && file.Length == stream.Length;
    }
}
