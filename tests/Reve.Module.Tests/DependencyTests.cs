using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Mono.Cecil;
using Xunit;

namespace Reve.Tests;

/// <summary>
/// The folders of the sources depend on each other in one direction. The test reads the references of the compiled
/// types; the folder of a type is the folder of the file that has its name.
/// </summary>
public sealed class DependencyTests
{
    private static readonly ConcurrentDictionary<string, Dictionary<string, string>> s_folders = new();
    private static readonly ConcurrentDictionary<string, IReadOnlyList<Reference>> s_references = new();

    private const string GeneratedByTheProject = "Project";

    private static readonly string[] s_libraryFolders =
    [
        "Model", "Threading", "Json", "Imaging", "Validation", "Connections", "Http", "Providers", "Output", "Journal",
        "History", "Gallery",
    ];

    /// <summary>What each folder of the library may refer to.</summary>
    private static readonly Dictionary<string, string[]> s_library = new()
    {
        ["Model"] = [],
        ["Threading"] = [],
        ["Json"] = ["Model"],
        ["Imaging"] = ["Model"],
        ["Validation"] = ["Model", "Imaging", "Threading"],
        ["Connections"] = ["Model"],
        ["Http"] = ["Model", "Imaging", "Connections", "Json", "Threading"],
        ["Providers"] = ["Model", "Http", "Json", "Threading", "Connections", "Imaging"],
        ["Output"] = ["Model", "Imaging", "Json"],
        ["Journal"] = ["Model", "Output", "Json", "Threading"],
        ["History"] = ["Model", "Imaging", "Output", "Journal"],
        ["Gallery"] = ["Model", "Imaging", "Output", "Journal", "History"],
        ["Execution"] = s_libraryFolders,
        [""] = [.. s_libraryFolders, "Execution"],
    };

    private static readonly Dictionary<string, string[]> s_module = new()
    {
        ["Parameters"] = [],
        ["Hosting"] = ["Parameters"],
        ["Cmdlets"] = ["Parameters", "Hosting"],
    };

    [Fact]
    public void The_folders_of_the_library_depend_on_each_other_in_one_direction() =>
        Assert.Equal("", Violations("Reve.Client", s_library));

    [Fact]
    public void The_folders_of_the_module_depend_on_each_other_in_one_direction() =>
        Assert.Equal("", Violations("Reve", s_module));

    [Fact]
    public void A_provider_does_not_refer_to_another_provider() => Assert.Empty(
        from reference in References("Reve.Client")
        where reference.From.StartsWith("Providers/") && reference.To.StartsWith("Providers/")
            && ProviderOf(reference.From) != ProviderOf(reference.To)
        select reference.ToString());

    [Fact]
    public void The_rules_themselves_have_no_cycle()
    {
        Assert.All(s_library, rule => Assert.All(rule.Value, known => Assert.DoesNotContain(rule.Key, s_library[known])));
        Assert.All(s_module, rule => Assert.All(rule.Value, known => Assert.DoesNotContain(rule.Key, s_module[known])));
    }

    [Theory]
    [InlineData("Reve.Client")]
    [InlineData("Reve")]
    [InlineData("Reve.Graphics")]
    public void Every_type_has_a_file_of_its_own_name(string project)
    {
        var folders = Folders(project);

        Assert.All(
            Types(project).Select(type => Name(type)).Where(name => name != GeneratedByTheProject),
            name => Assert.Contains(name, folders.Keys));
    }

    [Fact]
    public void Only_the_module_refers_to_PowerShell() => Assert.All(
        ["Reve.Client", "Reve.Graphics"],
        project => Assert.DoesNotContain(
            Read(project).AssemblyReferences, reference => reference.Name == "System.Management.Automation"));

    [Fact]
    public void The_graphics_refer_to_neither_the_library_nor_the_module() => Assert.DoesNotContain(
        Read("Reve.Graphics").AssemblyReferences, reference => reference.Name.StartsWith("Reve"));

    [Theory]
    [InlineData("System.Net.Http.HttpClient")]
    [InlineData("System.Net.Http.SocketsHttpHandler")]
    public void Only_the_folder_Http_uses_HttpClient(string client) => Assert.Empty(
        from type in Types("Reve.Client")
        where !FolderOf("Reve.Client", type).StartsWith("Http") && Referred(type).Any(used => used.FullName == client)
        select type.FullName);

    private static string Violations(string project, Dictionary<string, string[]> rules) => string.Join(
        Environment.NewLine,
        from reference in References(project)
        let source = Top(reference.From)
        let target = Top(reference.To)
        where source != target && !rules[source].Contains(target)
        select reference.ToString());

    private static IReadOnlyList<Reference> References(string project) =>
        s_references.GetOrAdd(project, FindReferences);

    private static IReadOnlyList<Reference> FindReferences(string project)
    {
        var folders = Folders(project);
        return
        [
            .. (from type in Types(project)
                let folder = FolderOf(project, type)
                from used in Referred(type)
                where used.Scope == type.Module && folders.ContainsKey(Name(used))
                select new Reference(folder, Name(type), folders[Name(used)], Name(used))).Distinct(),
        ];
    }

    private static string FolderOf(string project, TypeReference type) =>
        Folders(project).GetValueOrDefault(Name(type), "");

    private static string ProviderOf(string folder) => folder.Split('/')[1];

    private static string Top(string folder) => folder.Split('/')[0];

    private static ModuleDefinition Read(string project) => ModuleDefinition.ReadModule(
        Path.Combine(Repository.Module, "bin", project + ".dll"));

    private static IEnumerable<TypeDefinition> Types(string project) => Read(project).GetTypes()
        .Where(type => Outermost(type).Name is var name && !name.StartsWith('<')
            && Outermost(type).Namespace.StartsWith("Reve"));

    /// <summary>The folder of each type of a project.</summary>
    private static Dictionary<string, string> Folders(string project) => s_folders.GetOrAdd(project, FindFolders);

    private static Dictionary<string, string> FindFolders(string project)
    {
        var root = new DirectoryInfo(Path.Combine(Repository.Root, "src", project));
        return root.EnumerateFiles("*.cs", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(root.FullName, file.FullName).Replace('\\', '/'), file.Name))
            .Where(file => !file.Path.StartsWith("obj/") && !file.Path.StartsWith("bin/"))
            .ToDictionary(
                file => Path.GetFileNameWithoutExtension(file.Name),
                file => Path.GetDirectoryName(file.Path)!.Replace('\\', '/'));
    }

    private static string Name(TypeReference type) => Outermost(type.GetElementType()).Name.Split('`')[0];

    private static TypeReference Outermost(TypeReference type) =>
        type.DeclaringType is { } outer ? Outermost(outer) : type;

    /// <summary>Every type that the type's own code and signatures refer to.</summary>
    private static IEnumerable<TypeReference> Referred(TypeDefinition type)
    {
        var referred = new List<TypeReference?> { type.BaseType };
        referred.AddRange(type.Interfaces.Select(implemented => implemented.InterfaceType));
        referred.AddRange(type.CustomAttributes.Select(attribute => attribute.AttributeType));
        referred.AddRange(type.Fields.Select(field => field.FieldType));
        foreach (var property in type.Properties)
        {
            referred.AddRange(property.CustomAttributes.Select(attribute => attribute.AttributeType));
            referred.AddRange(property.CustomAttributes.SelectMany(attribute => attribute.ConstructorArguments)
                .Select(argument => argument.Value as TypeReference));
        }

        foreach (var method in type.Methods)
        {
            referred.Add(method.ReturnType);
            referred.AddRange(method.Parameters.Select(parameter => parameter.ParameterType));
            if (!method.HasBody) continue;
            referred.AddRange(method.Body.Variables.Select(variable => variable.VariableType));
            foreach (var instruction in method.Body.Instructions)
            {
                referred.AddRange(instruction.Operand switch
                {
                    TypeReference used => [used],
                    GenericInstanceMethod generic => [generic.DeclaringType, .. generic.GenericArguments],
                    MemberReference member => [member.DeclaringType],
                    _ => [],
                });
            }
        }

        return referred.OfType<TypeReference>().SelectMany(Flatten);
    }

    private static IEnumerable<TypeReference> Flatten(TypeReference type) => type switch
    {
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Flatten)],
        TypeSpecification wrapped => Flatten(wrapped.ElementType),
        GenericParameter => [],
        _ => [type],
    };

    private sealed record Reference(string From, string User, string To, string Used)
    {
        public override string ToString() => $"{From}/{User} refers to {To}/{Used}";
    }
}
