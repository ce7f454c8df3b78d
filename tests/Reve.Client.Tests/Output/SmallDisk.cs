using System.Diagnostics;
using System.IO;
using System;
using Reve.Execution;
using Xunit;

namespace Reve.Tests.Output;

/// <summary>A mounted file system of a few kilobytes that can become full or read-only.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>Mounts the file system, or skips the test where that is not possible.</summary>
    public static SmallDisk Mount(string folder, int kilobytes = 64)
    {
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root"
            || !Run("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", folder))
        {
            Assert.Skip("A small file system can be mounted only by root on Linux.");
        }

        return new SmallDisk(folder);
    }

    public void BecomeReadOnly() => Assert.True(Run("mount", "-o", "remount,ro", Folder));

    public void Dispose() => Run("umount", "-l", Folder);

    private static bool Run(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
