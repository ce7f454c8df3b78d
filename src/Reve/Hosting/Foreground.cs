using System;
using System.Runtime.InteropServices;

namespace Reve.Hosting;

/// <summary>Whether the terminal's keyboard is this process's to read.</summary>
internal static class Foreground
{
#if NET
    /// <summary>
    /// A process that the shell keeps in the background is stopped by the system as soon as it touches the keyboard.
    /// </summary>
    public static bool HasKeyboard
    {
        get
        {
            if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows)) return true;
            try
            {
                return ForegroundGroup(terminal: 0) == OwnGroup();
            }
            catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
            {
                return false;
            }
        }
    }

    [DllImport("libc", EntryPoint = "tcgetpgrp")]
    private static extern int ForegroundGroup(int terminal);

    [DllImport("libc", EntryPoint = "getpgrp")]
    private static extern int OwnGroup();
#else
    public static bool HasKeyboard => true;
#endif
}
