using System.Linq;
using System.Reflection;
using Reve.Platform;
using Xunit;

namespace Reve.Tests;

public class BuildTests
{
    [Fact]
    public void The_tests_run_with_the_assembly_of_their_edition()
    {
        var edition = typeof(BuildTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(item => item.Key == "Edition");

        Assert.Equal(edition.Value, Edition.IsDesktop ? "Desktop" : "Core");
    }
}
