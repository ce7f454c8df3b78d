using System.IO;

namespace Reve.Journal;

/// <summary>The error codes of a file that another process has open.</summary>
internal static class SharingViolation
{
    private const int WindowsSharing = 32;
    private const int WindowsLock = 33;
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;

    public static bool Is(IOException exception) =>
        (exception.HResult & 0xFFFF) is WindowsSharing or WindowsLock or LinuxWouldBlock or MacWouldBlock;
}
