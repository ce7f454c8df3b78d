using System;
using System.IO;
using System.Threading;

namespace Reve.Journal;

/// <summary>
/// The hold that a run has on its folder. Runs that only add images share it; one that resumes decides by what the
/// journal says, and has the folder to itself. The system lets go of it when a process dies.
/// </summary>
internal sealed class JournalLock : IDisposable
{
    private const string Name = "reve-journal.lock";
    private const int MostTries = 10;
    private const int LongestMark = 65536;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(25);

    private readonly string _name;
    private readonly FileStream _hold;

    private JournalLock(string name, FileStream hold)
    {
        _name = name;
        _hold = hold;
    }

    /// <exception cref="ReveException">Another run holds the folder.</exception>
    public static JournalLock Take(string folder, bool alone)
    {
        var name = Path.Combine(folder, Name);
        for (var number = 1; ; number++)
        {
            try
            {
                var hold = new FileStream(
                    name, FileMode.OpenOrCreate, FileAccess.ReadWrite, alone ? FileShare.None : FileShare.ReadWrite);
                if (IsInPlace(hold, name)) return new JournalLock(name, hold);
                hold.Dispose();
            }
            catch (IOException exception) when (SharingViolation.Is(exception))
            {
                if (number == MostTries) throw Faults.OutputInUse(folder, exception);
                Thread.Sleep(s_pause);
            }
        }
    }

    /// <summary>Lets go of the folder; whoever is the last to do so takes the file away.</summary>
    public void Dispose()
    {
        _hold.Dispose();
        try
        {
            new FileStream(
                _name, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose)
                .Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Somebody else holds it, or it is gone with its folder.
        }
    }

    /// <summary>
    /// Whether the file that is held is still the one of that name: the last holder before may have taken it away since
    /// it was opened. Files are told apart by a length that each gets by chance.
    /// </summary>
    private static bool IsInPlace(FileStream hold, string name)
    {
        if (hold.Length == 0) hold.SetLength(1 + (Guid.NewGuid().GetHashCode() & (LongestMark - 1)));
        return new FileInfo(name) is { Exists: true } there && there.Length == hold.Length;
    }
}
