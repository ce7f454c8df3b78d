using System;
using System.IO;
using Xunit;

namespace Reve.Tests.Output;

/// <summary>Makes folders that cannot be written, also by root.</summary>
internal static class UnwritableFolder
{
    // Root may write everywhere, except where the kernel does not support it.
    private const string ReadOnlyForRoot = "/sys/kernel";

    /// <summary>Replaces a folder, when it exists, by one that cannot be written.</summary>
    public static void Make(string folder, UnwritableForm form)
    {
        if (form == UnwritableForm.BelowFile) folder = Path.GetDirectoryName(folder)!;
        if (form != UnwritableForm.ReadOnly)
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            File.WriteAllText(folder, "not a folder");
        }
        else if (OperatingSystem.IsWindows())
        {
            Assert.Skip("No attribute makes a folder read-only in Windows.");
        }
        else if (Environment.UserName == "root")
        {
            Assert.SkipUnless(Directory.Exists(ReadOnlyForRoot), $"There is no {ReadOnlyForRoot}.");
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            Directory.CreateSymbolicLink(folder, ReadOnlyForRoot);
        }
        else
        {
            Directory.CreateDirectory(folder);
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Lets the owner delete a folder that was made read-only.</summary>
    public static void Restore(string folder)
    {
        if (OperatingSystem.IsWindows() || !Directory.Exists(folder)) return;
        if (new DirectoryInfo(folder).LinkTarget is null)
        {
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
