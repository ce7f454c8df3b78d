using System;
using System.Runtime.InteropServices;

namespace Reve.Hosting.Display;

/// <summary>Determines whether this process may read the keyboard of the terminal.</summary>
internal static class ForegroundProcess
{
    /// <summary>
    /// Whether this process is in the foreground. Unix systems stop a background process that uses the keyboard.
    /// </summary>
    public static bool OwnsKeyboard
    {
        get
        {
            if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows)) return true;
            try
            {
                return GetForegroundGroup(terminal: 0) == GetOwnGroup();
            }
            catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
            {
                return false;
            }
        }
    }

    [DllImport("libc", EntryPoint = "tcgetpgrp")]
    private static extern int GetForegroundGroup(int terminal);

    [DllImport("libc", EntryPoint = "getpgrp")]
    private static extern int GetOwnGroup();
}
