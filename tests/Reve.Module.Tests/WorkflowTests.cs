using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Reve.Tests;

/// <summary>The workflows: their steps are tasks of build.ps1, so that each one also runs on a developer's machine.</summary>
public sealed partial class WorkflowTests
{
    private static readonly string s_workflow =
        Path.Combine(Repository.Root, ".github", "workflows", "build.yml");

    private static readonly string s_build = File.ReadAllText(Path.Combine(Repository.Root, "build.ps1"));

    private static IEnumerable<string> Tasks =>
        QuotedNames().Matches(TaskNames().Match(s_build).Groups[1].Value).Select(match => match.Groups[1].Value);

    private static YamlMappingNode Jobs => (YamlMappingNode)Load(s_workflow)["jobs"];

    public static TheoryData<string> Files => [..
        Directory.GetFiles(Path.Combine(Repository.Root, ".github"), "*.yml", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Root, file))];

    [Theory]
    [MemberData(nameof(Files))]
    public void The_file_is_valid_YAML(string file) =>
        Assert.NotEmpty(Load(Path.Combine(Repository.Root, file)).Children);

    [Fact]
    public void Every_task_has_a_function_and_a_description()
    {
        Assert.NotEmpty(Tasks);
        Assert.All(Tasks, task => Assert.Matches($@"(?m)^function Invoke-{task} ", s_build));
        Assert.All(Tasks, task => Assert.Matches($@"(?m)^    {task} +\w", s_build));
    }

    [Fact]
    public void Every_command_of_a_job_restores_the_tools_or_runs_a_task()
    {
        var commands = Jobs.Children.Values.SelectMany(Steps).Select(step => Text(step, "run")).OfType<string>()
            .Where(command => command != "dotnet tool restore").ToList();

        Assert.NotEmpty(commands);
        Assert.All(commands, command =>
        {
            var task = TaskCommand().Match(command);
            Assert.True(task.Success, command);
            Assert.Contains(task.Groups[1].Value, Tasks);
        });
    }

    [Fact]
    public void The_package_is_built_once_and_tested_everywhere()
    {
        var packing = Jobs.Children.Where(job => Steps(job.Value)
            .Any(step => Text(step, "run")?.Contains("-Task Pack", StringComparison.Ordinal) == true));
        Assert.Equal("package", Assert.Single(packing).Key.ToString());

        var smoke = (YamlMappingNode)Jobs["smoke"];
        Assert.Equal("package", smoke["needs"].ToString());
        var matrix = (YamlMappingNode)smoke["strategy"]["matrix"];
        Assert.Equal(["ubuntu-latest", "windows-latest", "macos-latest"], Texts(matrix["os"]));
        Assert.Equal(["7.4.*", "7.5.*", "7.6.*"], Texts(matrix["shell"]));
        var extra = Assert.IsType<YamlMappingNode>(Assert.Single((YamlSequenceNode)matrix["include"]));
        Assert.Equal(("windows-latest", "powershell"), (Text(extra, "os"), Text(extra, "shell")));
    }

    [Fact]
    public void Only_a_tested_package_of_a_tag_is_published_and_its_provenance_is_attested()
    {
        var publish = (YamlMappingNode)Jobs["publish"];

        Assert.Equal("startsWith(github.ref, 'refs/tags/v')", Text(publish, "if"));
        Assert.Equal(["package", "analyze", "test", "smoke"], Texts(publish["needs"]));
        var steps = Steps(publish).Select(step => Text(step, "run") ?? Text(step, "uses") ?? "").ToList();
        var attested = steps.FindIndex(step => step.StartsWith("actions/attest", StringComparison.Ordinal));
        var published = steps.FindIndex(step => step.Contains("-Task Publish", StringComparison.Ordinal));
        Assert.InRange(attested, 0, published - 1);
        Assert.Equal("write", publish["permissions"]["attestations"].ToString());
        Assert.Equal("read", Load(s_workflow)["permissions"]["contents"].ToString());
    }

    private static YamlMappingNode Load(string file)
    {
        var stream = new YamlStream();
        using var reader = File.OpenText(file);
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents.Single().RootNode;
    }

    private static IEnumerable<YamlMappingNode> Steps(YamlNode job) =>
        ((YamlSequenceNode)job["steps"]).Cast<YamlMappingNode>();

    private static string? Text(YamlMappingNode node, string key) =>
        node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value.ToString() : null;

    private static IEnumerable<string> Texts(YamlNode list) =>
        ((YamlSequenceNode)list).Select(item => item.ToString());

    [GeneratedRegex(@"\[ValidateSet\(([^)]*)\)\]\s*\[string\[\]\] \$Task")]
    private static partial Regex TaskNames();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex QuotedNames();

    [GeneratedRegex(@"^dotnet pwsh -File build\.ps1 -Task (\w+)( -(Shell|Tag) ""\$\{\{ [\w.]+ \}\}"")?$")]
    private static partial Regex TaskCommand();
}
