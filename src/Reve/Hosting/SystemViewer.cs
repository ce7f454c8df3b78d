using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;
using System;
using Reve.Parameters;
using Reve.Terminal;

namespace Reve.Hosting;

/// <summary>Opens an image in the program that the system has for it.</summary>
internal static class SystemViewer
{
    public static void Open(TerminalImage image)
    {
        var file = FileOf(image);
        try
        {
            Start(file);
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException or IOException)
        {
            throw Refused.ViewerNotStarted(file, exception.Message, exception);
        }
    }

    /// <summary>
    /// The file itself only when its name says what it is: by any other name the system could run it instead.
    /// </summary>
    private static string FileOf(TerminalImage image)
    {
        var name = image.Name;
        var promised = ImageFormat.FromExtension(Path.GetExtension(name));
        if (promised == image.Header.Format && File.Exists(name)) return name;

        var copy = Path.Combine(Path.GetTempPath(), $"reve-{Guid.NewGuid():N}{image.Header.Extension}");
        try
        {
            File.WriteAllBytes(copy, image.Bytes.ToArray());
            return copy;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Refused.ViewerNotStarted(copy, exception.Message, exception);
        }
    }

#if NET
    private const int NotFound = 127;
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(2);

    private static void Start(string file)
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows)) StartByShell(file);
        else StartOpener(RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "open" : "xdg-open", file);
    }

    /// <summary>
    /// The opener is started without our input and output: a viewer that stays open would hold them open as well.
    /// </summary>
    private static void StartOpener(string opener, string file)
    {
        const string detached = "exec \"$0\" \"$1\" </dev/null >/dev/null 2>&1";
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", detached, opener, file]))!;
        if (!process.WaitForExit(s_longestWait) || process.ExitCode == 0) return;
        throw Refused.ViewerNotStarted(file, process.ExitCode == NotFound
            ? $"there is no {opener} here"
            : $"{opener} ended with {process.ExitCode}");
    }
#else
    private static void Start(string file) => StartByShell(file);
#endif

    private static void StartByShell(string file) =>
        Process.Start(new ProcessStartInfo(file) { UseShellExecute = true })?.Dispose();
}
