using System.IO;

namespace Reve.Tests;

/// <summary>Where things are in the repository.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Module => Path.Combine(Root, "out", "Reve");

    public static string Suites => Path.Combine(Root, "tests", "Pester");

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
