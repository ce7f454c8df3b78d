using System;
using System.IO;

namespace Reve;

/// <summary>
/// The hold that a run has on its folder. Runs that only add pictures share it; one that resumes decides by what the
/// journal says, and has the folder to itself. The system lets go of it when a process dies.
/// </summary>
internal sealed class JournalLock : IDisposable
{
    private const string Name = ".reve-journal.lock";

    private readonly FileStream _hold;

    private JournalLock(FileStream hold) => _hold = hold;

    /// <exception cref="ReveException">Another run holds the folder.</exception>
    public static JournalLock Take(string folder, bool alone)
    {
        try
        {
            return new JournalLock(new FileStream(
                Path.Combine(folder, Name), FileMode.OpenOrCreate, FileAccess.ReadWrite,
                alone ? FileShare.None : FileShare.ReadWrite));
        }
        catch (IOException exception) when (exception is not DirectoryNotFoundException)
        {
            throw Faults.OutputInUse(folder, exception);
        }
    }

    public void Dispose() => _hold.Dispose();
}
