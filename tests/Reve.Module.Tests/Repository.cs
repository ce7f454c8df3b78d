using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Reve.Tests;

/// <summary>Where things are in the repository.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Module => Path.Combine(Root, "out", "Reve");

    public static string Tests => Path.Combine(Root, "tests");

    /// <summary>The Pester files: one for each cmdlet, and those for what crosses cmdlets or for one provider.</summary>
    public static IEnumerable<FileInfo> Suites => new[] { "Cmdlets", "Scenarios", "Providers" }
        .SelectMany(folder => new DirectoryInfo(Path.Combine(Tests, folder)).GetFiles("*.Tests.ps1"));

    /// <summary>The folder and the name of a suite, such as Cmdlets/New-ReveImage.</summary>
    public static string NameOf(FileInfo suite) => $"{suite.Directory!.Name}/{suite.Name.Replace(".Tests.ps1", "")}";

    /// <summary>The files in a folder of the module.</summary>
    public static IEnumerable<string> Shipped(string folder) =>
        new DirectoryInfo(Path.Combine(Module, folder)).GetFiles().Select(file => file.Name)
            .Order(System.StringComparer.Ordinal);

    // The sources' own path is mapped away in deterministic builds, so the way goes up from the test assembly.
    private static string Find()
    {
        var start = new DirectoryInfo(System.AppContext.BaseDirectory);
        for (var folder = start; folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Reve.slnx"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException("The tests are not inside the repository.");
    }
}
