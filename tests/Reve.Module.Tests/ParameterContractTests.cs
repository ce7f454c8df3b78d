using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Xunit;

namespace Reve.Tests;

/// <summary>The shape of the cmdlets: parameter counts, base classes and repeated declarations.</summary>
public sealed class ParameterContractTests
{
    private const int MaximumBaseClasses = 4;

    private static readonly Assembly s_module =
        Assembly.LoadFrom(Path.Combine(Repository.Module, "bin", "Reve.dll"));

    // A change of this table is a change of what users must learn.
    private static readonly Dictionary<string, int> s_parameterCounts = new()
    {
        ["Connect-Reve"] = 14,
        ["ConvertFrom-ReveWebhook"] = 2,
        ["Disconnect-Reve"] = 0,
        ["Edit-ReveImage"] = 36,
        ["Export-ReveGallery"] = 8,
        ["Get-ReveBalance"] = 8,
        ["Get-ReveConnection"] = 0,
        ["Get-ReveHistory"] = 3,
        ["Get-ReveImageInfo"] = 4,
        ["Get-ReveProvider"] = 3,
        ["Get-ReveTask"] = 10,
        ["Join-ReveImage"] = 38,
        ["Measure-ReveUsage"] = 3,
        ["New-ReveImage"] = 31,
        ["Receive-ReveTask"] = 18,
        ["Save-ReveImage"] = 13,
        ["Show-ReveImage"] = 6,
        ["Stop-ReveTask"] = 10,
        ["Test-ReveConnection"] = 8,
        ["Wait-ReveTask"] = 10,
    };

    // Connect-Reve requires one provider, its model never comes from the pipeline, and downloads need one connection.
    private static readonly string[] s_differentByDesign =
        [
            "Connect-Reve.Provider", "Connect-Reve.Model", "ConvertFrom-ReveWebhook.Provider", "Save-ReveImage.Connection",
            "Get-ReveProvider.TimeoutSec",
        ];

    private static readonly string[] s_connectionOnly =
    [
        "Proxy", "ProxyCredential", "ProxyUseDefaultCredentials", "NoProxy", "SkipCertificateCheck", "Headers",
        "BareKey", "MaximumRetryDelaySec",
    ];

    private static readonly string[] s_withoutProvider =
    [
        "Connect-Reve", "ConvertFrom-ReveWebhook", "Disconnect-Reve", "Export-ReveGallery",
        "Get-ReveConnection", "Get-ReveHistory",
        "Get-ReveImageInfo", "Get-ReveProvider", "Measure-ReveUsage", "Show-ReveImage",
    ];

    private static List<Type> Cmdlets =>
        [.. s_module.GetExportedTypes().Where(type => Attributes(type).Any(IsNamed("CmdletAttribute")))];

    [Fact]
    public void Each_cmdlet_has_the_number_of_parameters_in_the_table() => Assert.Equal(
        s_parameterCounts.OrderBy(count => count.Key, StringComparer.Ordinal),
        Cmdlets.Select(type => KeyValuePair.Create(NameOf(type), Parameters(type).Count()))
            .OrderBy(count => count.Key, StringComparer.Ordinal));

    [Fact]
    public void New_ReveImage_has_at_most_32_parameters() =>
        Assert.InRange(Parameters(Cmdlets.Single(type => NameOf(type) == "New-ReveImage")).Count(), 1, 32);

    [Fact]
    public void No_cmdlet_has_more_than_four_base_classes_of_the_module() => Assert.All(
        Cmdlets, type => Assert.InRange(BaseClasses(type).Count(), 0, MaximumBaseClasses));

    [Fact]
    public void A_parameter_that_is_declared_again_equals_its_first_declaration()
    {
        var originals = new[] { "ProviderCmdlet", "ImageCmdlet" }
            .SelectMany(name => Parameters(s_module.GetType($"Reve.Hosting.{name}")!)).ToLookup(Name);
        var repeated = Cmdlets
            .SelectMany(type => Parameters(type).Select(parameter => (Cmdlet: NameOf(type), Parameter: parameter)))
            .Where(item => originals.Contains(item.Parameter.Name))
            .Where(item => originals[item.Parameter.Name].All(own => own.DeclaringType != item.Parameter.DeclaringType))
            .Where(item => !s_differentByDesign.Contains($"{item.Cmdlet}.{item.Parameter.Name}")).ToList();

        Assert.NotEmpty(repeated);
        Assert.All(repeated, item => Assert.Equal(
            Describe(originals[item.Parameter.Name].First()), Describe(item.Parameter)));
    }

    [Fact]
    public void Only_Connect_Reve_has_the_parameters_of_a_connection() => Assert.All(
        Cmdlets.Where(type => NameOf(type) != "Connect-Reve"),
        type => Assert.Empty(Parameters(type).Select(Name).Intersect(s_connectionOnly)));

    [Fact]
    public void Each_cmdlet_that_sends_requests_takes_a_connection() => Assert.All(
        Cmdlets.Where(type => !s_withoutProvider.Contains(NameOf(type))),
        type => Assert.Contains("Connection", Parameters(type).Select(Name)));

    private static string Describe(PropertyInfo parameter) => string.Join('\n', Attributes(parameter)
        .Where(attribute => attribute.AttributeType.Namespace != "System.Runtime.CompilerServices")
        .Select(attribute => attribute.ToString()).Order(StringComparer.Ordinal)
        .Prepend($"{parameter.Name} {parameter.PropertyType}"));

    private static IEnumerable<PropertyInfo> Parameters(Type type) => type.GetProperties()
        .Where(property => Attributes(property).Any(IsNamed("ParameterAttribute")));

    private static IEnumerable<Type> BaseClasses(Type type)
    {
        for (var current = type.BaseType; current?.Assembly == s_module; current = current.BaseType)
        {
            yield return current;
        }
    }

    private static IList<CustomAttributeData> Attributes(MemberInfo member) => member.GetCustomAttributesData();

    private static Func<CustomAttributeData, bool> IsNamed(string name) =>
        attribute => attribute.AttributeType.Name == name;

    private static string Name(MemberInfo member) => member.Name;

    private static string NameOf(Type cmdlet) => string.Join('-', Attributes(cmdlet)
        .Single(IsNamed("CmdletAttribute")).ConstructorArguments.Select(argument => argument.Value));
}
