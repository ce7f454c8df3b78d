using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace Reve.Tests;

/// <summary>
/// A provider is named in its own folder only, in the sources and in the tests: everything else reads its data, so that
/// a new provider is served and tested without a change elsewhere.
/// </summary>
public sealed class ProviderNameTests
{
    // The registry lists the providers; the emulator lists their wires and has their settings; the help has examples,
    // and a benchmark measures one provider.
    private static readonly string[] s_allowed =
    [
        "src/Reve.Client/Providers/ProviderRegistry.cs",
        "src/Reve/en-US/",
        "tests/Reve.Benchmarks/",
        "tests/Reve.Emulator/ReveEmulator.cs",
        "tests/Reve.Emulator/Control.cs",
    ];

    private static readonly string[] s_kinds = [".cs", ".ps1", ".psm1", ".psd1", ".ps1xml"];

    private static readonly IReadOnlyList<string> s_names =
        [.. ProviderRegistry.All.Where(provider => provider.NeedsKey).Select(provider => provider.Name)];

    private static readonly Regex s_name = new($@"\b({string.Join("|", s_names)})\b");

    [Fact]
    public void No_source_and_no_test_outside_the_folder_of_a_provider_names_it()
    {
        var found =
            from file in Files()
            from name in s_name.Matches(File.ReadAllText(file)).Select(match => match.Value).Distinct()
            where !IsOwn(PathOf(file), name)
            select $"{PathOf(file)} names {name}";

        Assert.Empty(found);
    }

    [Fact]
    public void Every_provider_has_a_folder_of_its_own_in_the_library_and_in_its_tests()
    {
        foreach (var name in s_names)
        {
            Assert.True(Directory.Exists(Path.Combine(Repository.Root, "src", "Reve.Client", "Providers", name)), name);
            Assert.True(
                Directory.Exists(Path.Combine(Repository.Tests, "Reve.Client.Tests", "Providers", name)), name);
        }
    }

    private static IEnumerable<string> Files() =>
        from folder in (string[])["src", "tests"]
        from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories)
        let path = PathOf(file)
        where s_kinds.Contains(Path.GetExtension(file))
            && !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal)
            && !s_allowed.Any(allowed => path.StartsWith(allowed, StringComparison.Ordinal))
        select file;

    /// <summary>Whether a file is in the folder of the provider, or is its only file in a folder of providers.</summary>
    private static bool IsOwn(string path, string name) =>
        Path.GetDirectoryName(path)!.Replace('\\', '/').Split('/').Contains(name)
        || Path.GetFileName(path).StartsWith(name, StringComparison.Ordinal);

    private static string PathOf(string file) => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/');
}
