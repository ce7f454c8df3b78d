using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;
using Xunit;

namespace Reve.Tests;

/// <summary>The assemblies of the module: those that both editions of PowerShell share, and those of one edition.</summary>
public sealed class AssemblyContractTests
{
    [Fact]
    public void Both_editions_share_the_assemblies_of_the_module() =>
        Assert.Equal(["Reve.Client.dll", "Reve.Graphics.dll", "Reve.dll"], Repository.Shipped("bin"));

    [Fact]
    public void For_PowerShell_7_the_module_ships_nothing_but_our_own_assemblies() =>
        Assert.Equal(["Reve.Platform.dll"], Repository.Shipped("bin/Core"));

    [Fact]
    public void For_Windows_PowerShell_the_module_ships_the_closure_of_the_JSON_library() => Assert.Equal(
        [
            "Microsoft.Bcl.AsyncInterfaces.dll", "Reve.Platform.dll", "System.Buffers.dll", "System.Memory.dll",
            "System.Numerics.Vectors.dll", "System.Runtime.CompilerServices.Unsafe.dll", "System.Text.Encodings.Web.dll",
            "System.Text.Json.dll", "System.Threading.Tasks.Extensions.dll",
        ],
        Repository.Shipped("bin/Desktop"));

    [Fact]
    public void The_JSON_library_for_Windows_PowerShell_is_of_version_8() => Assert.Equal(
        8,
        Read("bin/Desktop/System.Text.Json.dll").Assembly.Name.Version.Major);

    [Fact]
    public void PowerShell_7_has_every_assembly_that_the_shared_ones_refer_to()
    {
        // PowerShell 7.4 has the assemblies of .NET 8.
        var versions = Repository.Shipped("bin").SelectMany(name => Read($"bin/{name}").AssemblyReferences)
            .Where(reference => !reference.Name.StartsWith("Reve", StringComparison.Ordinal))
            .Select(reference => (reference.Name, reference.Version.Major)).Distinct()
            .OrderBy(reference => reference.Name, StringComparer.Ordinal);

        Assert.Equal(
            [
                ("System.Buffers", 4), ("System.Management.Automation", 3), ("System.Memory", 4),
                ("System.Text.Encodings.Web", 8), ("System.Text.Json", 8), ("netstandard", 2),
            ],
            versions);
    }

    [Fact]
    public void Both_builds_of_the_platform_have_the_same_public_members() =>
        Assert.Equal(PublicMembers("bin/Core/Reve.Platform.dll"), PublicMembers("bin/Desktop/Reve.Platform.dll"));

    [Fact]
    public void The_platform_refers_to_no_other_assembly_of_the_module() => Assert.DoesNotContain(
        Read("bin/Core/Reve.Platform.dll").AssemblyReferences,
        reference => reference.Name.StartsWith("Reve", StringComparison.Ordinal));

    private static ModuleDefinition Read(string path) => ModuleDefinition.ReadModule(Path.Combine(Repository.Module, path));

    // The framework is not part of a name: mscorlib and System.Runtime have the same types.
    private static IEnumerable<string> PublicMembers(string path) =>
        from type in Read(path).Types.Where(type => type.IsPublic)
        from member in type.Methods.Where(method => method.IsPublic || method.IsFamily)
        where !member.IsVirtual || member.IsNewSlot
        let name = $"{type.BaseType?.FullName} {member.FullName}"
        orderby name
        select name;
}
