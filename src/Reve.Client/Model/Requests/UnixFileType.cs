using System;
using System.Runtime.InteropServices;

namespace Reve;

/// <summary>The type of a file on Unix, which the base class library does not expose.</summary>
internal static class UnixFileType
{
    public const int Regular = 0x8000;

    private const int TypeMask = 0xF000;
    private const int NamedPipe = 0x1000;
    private const int CharacterDevice = 0x2000;
    private const int Folder = 0x4000;
    private const int BlockDevice = 0x6000;
    private const int Socket = 0xC000;

    /// <summary>The type of the file that a path leads to; null on Windows, or if it cannot be determined.</summary>
    public static int? Find(string path)
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows)) return null;

        // Larger than the structure, of which only the start is used: flags, then mode.
        var status = new int[64];
        try
        {
            return Stat(path, status) == 0 ? status[1] & TypeMask : null;
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    public static string Describe(int type) => type switch
    {
        NamedPipe => "a named pipe",
        CharacterDevice or BlockDevice => "a device",
        Folder => "a folder",
        Socket => "a socket",
        _ => "a special file",
    };

    // The native library of the base class library has the same layout and constants on every Unix.
    [DllImport("libSystem.Native", EntryPoint = "SystemNative_Stat", CharSet = CharSet.Ansi, BestFitMapping = false,
        ThrowOnUnmappableChar = true)]
    private static extern int Stat(string path, [Out] int[] status);
}
