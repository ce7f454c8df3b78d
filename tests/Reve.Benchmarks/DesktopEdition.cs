using System;
using System.IO;

namespace Reve.Benchmarks;

/// <summary>Measures the library with the assembly for Windows PowerShell, in a process of its own.</summary>
internal static class DesktopEdition
{
    public static void WriteRows()
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "..", "desktop"));
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory))
            File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)), overwrite: true);
        const string platform = "Reve.Platform.dll";
        File.Copy(
            Path.Combine(Repository.Root, "out", "Reve", "bin", "Desktop", platform),
            Path.Combine(folder.FullName, platform), overwrite: true);
        Repository.Run("dotnet", [Path.Combine(folder.FullName, "Reve.Benchmarks.dll"), "--library"]);
    }
}
