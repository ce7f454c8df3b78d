using System.Linq;
using System.Reflection;
using System.Runtime.Versioning;
using Xunit;

namespace Reve.Tests;

public class BuildTests
{
#if NETSTANDARD_BUILD
    private const string Expected = ".NETStandard,Version=v2.0";
#else
    private const string Expected = ".NETCoreApp,Version=v8.0";
#endif

    [Fact]
    public void These_tests_run_against_the_build_of_the_library_that_they_are_named_for() =>
        Assert.Equal(
            Expected,
            typeof(ReveOperation).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName);
}
