using Xunit;

namespace Reve.Tests.Allocations;

/// <summary>Tests that measure the memory that the whole process allocates. They run alone.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AllocationCollection
{
    public const string Name = "Allocations";
}
