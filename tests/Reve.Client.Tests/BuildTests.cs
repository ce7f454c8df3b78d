using System;
using System.Reflection;
using System.Runtime.Versioning;
using Reve.Graphics.Sandbox;
using Xunit;

namespace Reve.Tests;

public class BuildTests
{
#if NETSTANDARD_BUILD
    private const string Expected = ".NETStandard,Version=v2.0";
#else
    private const string Expected = ".NETCoreApp,Version=v8.0";
#endif

    [Theory]
    [InlineData(typeof(ReveOperation))]
    [InlineData(typeof(SandboxScene))]
    public void The_tests_run_against_the_build_that_they_are_named_for(Type type) =>
        Assert.Equal(Expected, type.Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName);
}
