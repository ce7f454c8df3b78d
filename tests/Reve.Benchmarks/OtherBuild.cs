using System;
using System.IO;

namespace Reve.Benchmarks;

/// <summary>Measures the build for Windows PowerShell in a process of its own.</summary>
internal static class OtherBuild
{
    public static void WriteRows()
    {
        // bin/<configuration>/<framework> of this project, and the same of the other one.
        var folder = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var program = Path.Combine(
            Repository.Root, "tests", "Reve.Benchmarks.NetStandard", "bin", folder.Parent!.Name, folder.Name,
            "Reve.Benchmarks.NetStandard.dll");
        Repository.Run("dotnet", [program]);
    }
}
