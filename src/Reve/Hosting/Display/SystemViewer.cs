using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;

namespace Reve.Hosting.Display;

/// <summary>Opens images and pages in the default programs of the system.</summary>
internal static class SystemViewer
{
    private const int CommandNotFound = 127;
    private const int StartMilliseconds = 2000;

    public static void Open(ImageContent image) => OpenFile(FileFor(image));

    /// <summary>Opens a page in the browser of the system.</summary>
    public static void OpenPage(string page) => OpenFile(page);

    private static void OpenFile(string file)
    {
        try
        {
            Start(file);
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException or IOException)
        {
            throw DisplayErrors.ViewerNotStarted(file, exception.Message, exception);
        }
    }

    /// <summary>
    /// Returns the file itself only if its extension matches its content, because the system could execute a file with
    /// another extension. Otherwise writes a temporary copy.
    /// </summary>
    private static string FileFor(ImageContent image)
    {
        var extension = Path.GetExtension(image.Name);
        if (ImageFormat.FromExtension(extension) == image.Header.Format && File.Exists(image.Name)) return image.Name;

        var copy = Path.Combine(Path.GetTempPath(), $"reve-{Guid.NewGuid():N}{image.Header.Extension}");
        try
        {
            File.WriteAllBytes(copy, image.Bytes);
            return copy;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw DisplayErrors.ViewerNotStarted(copy, exception.Message, exception);
        }
    }

    private static void Start(string file)
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows)) StartByShell(file);
        else StartOpener(RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "open" : "xdg-open", file);
    }

    /// <summary>
    /// Redirects the streams of the opener. Otherwise a viewer that stays open would keep PowerShell's streams open.
    /// </summary>
    private static void StartOpener(string opener, string file)
    {
        const string detached = "-c \"exec $REVE_OPENER \\\"$REVE_FILE\\\" </dev/null >/dev/null 2>&1\"";
        var start = new ProcessStartInfo("/bin/sh", detached) { UseShellExecute = false };
        start.Environment["REVE_OPENER"] = opener;
        start.Environment["REVE_FILE"] = file;
        using var process = Process.Start(start)!;
        if (!process.WaitForExit(StartMilliseconds) || process.ExitCode == 0) return;
        throw DisplayErrors.ViewerNotStarted(file, process.ExitCode == CommandNotFound
            ? $"{opener} is not installed"
            : $"{opener} failed with exit code {process.ExitCode}");
    }

    private static void StartByShell(string file) =>
        Process.Start(new ProcessStartInfo(file) { UseShellExecute = true })?.Dispose();
}
