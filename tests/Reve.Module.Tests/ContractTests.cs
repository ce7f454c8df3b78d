using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Reve.Tests;

/// <summary>What must stay in step: the manifest, the cmdlets, the views and the files that are shipped.</summary>
public sealed partial class ContractTests
{
    private static readonly Assembly s_module = Load("Reve.dll");
    private static readonly Assembly s_client = Load("Reve.Client.dll");
    private static readonly Assembly s_graphics = Load("Reve.Graphics.dll");

    private static string Manifest { get; } = File.ReadAllText(Path.Combine(Repository.Module, "Reve.psd1"));

    private static IEnumerable<Type> Cmdlets =>
        s_module.GetExportedTypes().Where(type => Attribute(type, "CmdletAttribute") is not null);

    [Fact]
    public void The_manifest_exports_the_cmdlets_that_there_are()
    {
        var exported = ExportedCmdlets().Match(Manifest).Groups[1].Value;

        Assert.Equal(
            Cmdlets.Select(NameOf).Order(),
            QuotedNames().Matches(exported).Select(match => match.Groups[1].Value).Order());
    }

    [Fact]
    public void Every_cmdlet_has_a_suite_of_its_own_and_every_suite_of_a_cmdlet_has_its_cmdlet()
    {
        var names = Cmdlets.Select(NameOf).ToList();
        var suites = Repository.Suites.Where(file => file.Directory!.Name == "Cmdlets")
            .Select(file => file.Name.Replace(".Tests.ps1", "")).ToList();

        Assert.Empty(names.Except(suites));
        // A large suite is split by topic, such as Edit-ReveImage.Inputs.
        Assert.Empty(suites.Select(suite => suite.Split('.')[0]).Except(names));
    }

    [Fact]
    public void The_manifest_has_the_version_of_the_assemblies() =>
        Assert.Contains($"ModuleVersion          = '{s_module.GetName().Version!.ToString(3)}'", Manifest);

    [Fact]
    public void Every_cmdlet_has_the_online_address_of_the_manifest() => Assert.All(
        Cmdlets, type => Assert.Contains(
            $"ProjectUri   = '{Named(Attribute(type, "CmdletAttribute")!, "HelpUri")}'", Manifest));

    [Fact]
    public void The_manifest_exports_the_aliases_of_the_cmdlets()
    {
        var aliases = Cmdlets.Select(type => Attribute(type, "AliasAttribute")).OfType<CustomAttributeData>()
            .SelectMany(alias => (IEnumerable<CustomAttributeTypedArgument>)alias.ConstructorArguments[0].Value!)
            .Select(alias => (string)alias.Value!).Order().ToList();

        Assert.Contains($"AliasesToExport        = @('{string.Join("', '", aliases)}')", Manifest);
    }

    [Fact]
    public void Every_mandatory_parameter_has_a_message_for_its_prompt() => Assert.All(
        Cmdlets.SelectMany(Parameters).Where(parameter => Named(parameter.Attribute, "Mandatory") == "True"),
        parameter => Assert.False(
            string.IsNullOrEmpty(Named(parameter.Attribute, "HelpMessage")), parameter.Property.ToString()));

    [Fact]
    public void The_changelog_describes_the_version_of_the_manifest() => Assert.Matches(
        $@"(?m)^## \[{Regex.Escape(s_module.GetName().Version!.ToString(3))}\]",
        File.ReadAllText(Path.Combine(Repository.Root, "CHANGELOG.md")));

    [Fact]
    public void The_module_ships_what_its_manifest_names() => Assert.Equal(
        [
            "LICENSE", "README.md", "Reve.Format.ps1xml", "Reve.Types.ps1xml", "Reve.psd1",
            "THIRD-PARTY-NOTICES.txt", "icon.png",
        ],
        Repository.Shipped("."));

    [Fact]
    public void The_module_ships_its_help() => Assert.Equal(
        [
            "Reve.dll-Help.xml", "about_Reve.help.txt", "about_Reve_Batches.help.txt",
            "about_Reve_Costs_and_Retries.help.txt", "about_Reve_Errors.help.txt", "about_Reve_Keys.help.txt",
            "about_Reve_Providers.help.txt",
        ],
        Repository.Shipped("en-US"));

    [Fact]
    public void Every_cmdlet_is_sealed_and_says_what_it_puts_out() => Assert.All(Cmdlets, type =>
    {
        Assert.True(type.IsSealed, type.Name);
        Assert.NotNull(Attribute(type, "OutputTypeAttribute"));
        Assert.Equal(NameOf(type).Replace("-", "") + "Command", type.Name);
    });

    [Fact]
    public void Every_cmdlet_that_spends_or_stops_asks_first() => Assert.All(
        Cmdlets.Where(type => NameOf(type).Split('-')[0] is "New" or "Edit" or "Join" or "Stop"),
        type => Assert.Equal("True", Named(Attribute(type, "CmdletAttribute")!, "SupportsShouldProcess")));

    [Fact]
    public void No_parameter_set_takes_two_things_from_the_pipeline_by_value() => Assert.All(Cmdlets, type =>
        Assert.All(
            Parameters(type).Where(parameter => Named(parameter.Attribute, "ValueFromPipeline") == "True")
                .GroupBy(parameter => Named(parameter.Attribute, "ParameterSetName") ?? ""),
            set => Assert.Single(set)));

    [Fact]
    public void Every_literal_path_takes_the_path_of_a_listing() => Assert.All(
        Cmdlets.SelectMany(type => type.GetProperties()).Where(property => property.Name == "LiteralPath"),
        property => Assert.Contains("PSPath", Attribute(property, "AliasAttribute")!.ToString()));

    [Fact]
    public void Every_property_that_a_view_shows_exists()
    {
        var views = XDocument.Load(Path.Combine(Repository.Module, "Reve.Format.ps1xml")).Descendants("View").ToList();
        Assert.NotEmpty(views);
        Assert.All(views, view =>
        {
            var names = view.Descendants("TypeName").Select(name => name.Value).ToList();
            var type = s_client.GetType(names[0]);
            Assert.NotNull(type);
            Assert.Equal([names[0], $"Deserialized.{names[0]}"], names);
            Assert.All(view.Descendants("PropertyName"), shown => Assert.NotNull(type.GetProperty(shown.Value)));
        });
    }

    [Fact]
    public void A_result_is_serialized_with_all_of_its_properties()
    {
        var set = XDocument.Load(Path.Combine(Repository.Module, "Reve.Types.ps1xml"))
            .Descendants("ReferencedProperties").Single().Elements("Name").Select(name => name.Value);

        var properties = s_client.GetType("Reve.ReveImage")!.GetProperties().Select(property => property.Name);

        Assert.Equal(properties.Concat(["Bytes", "Name", "Charge"]).Order(), set.Order());
    }

    [Fact]
    public void The_library_knows_nothing_of_PowerShell() => Assert.DoesNotContain(
        s_client.GetReferencedAssemblies(), reference => reference.Name == "System.Management.Automation");

    [Fact]
    public void Reve_Graphics_depends_on_neither_the_client_nor_the_module() => Assert.DoesNotContain(
        s_graphics.GetReferencedAssemblies(),
        reference => reference.Name!.StartsWith("Reve", StringComparison.Ordinal)
            || reference.Name == "System.Management.Automation");

    [Fact]
    public void Show_ReveImage_accepts_every_protocol_of_Reve_Graphics()
    {
        var protocol = Cmdlets.Single(type => NameOf(type) == "Show-ReveImage").GetProperty("Protocol")!;
        var accepted = (IEnumerable<CustomAttributeTypedArgument>)Attribute(protocol, "ValidateSetAttribute")!
            .ConstructorArguments.Single().Value!;

        Assert.Equal(
            Enum.GetNames(s_graphics.GetType("Reve.Graphics.Terminal.TerminalProtocol", throwOnError: true)!),
            accepted.Select(argument => (string)argument.Value!));
    }

    private static Assembly Load(string file) =>
        Assembly.LoadFrom(Path.Combine(Repository.Module, "bin", file));

    private static CustomAttributeData? Attribute(MemberInfo member, string name) =>
        member.GetCustomAttributesData().FirstOrDefault(attribute => attribute.AttributeType.Name == name);

    private static IEnumerable<(PropertyInfo Property, CustomAttributeData Attribute)> Parameters(Type cmdlet) =>
        from property in cmdlet.GetProperties()
        from attribute in property.GetCustomAttributesData()
        where attribute.AttributeType.Name == "ParameterAttribute"
        select (property, attribute);

    private static string? Named(CustomAttributeData attribute, string name) => attribute.NamedArguments
        .Where(argument => argument.MemberName == name).Select(argument => argument.TypedValue.Value?.ToString())
        .FirstOrDefault();

    private static string NameOf(Type cmdlet) =>
        string.Join('-', Attribute(cmdlet, "CmdletAttribute")!.ConstructorArguments.Select(argument => argument.Value));

    [GeneratedRegex(@"CmdletsToExport\s*=\s*@\(([^)]*)\)")]
    private static partial Regex ExportedCmdlets();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex QuotedNames();
}
