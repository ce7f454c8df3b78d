using System;
using System.Globalization;

namespace Reve.Tests;

/// <summary>The long form of tests with random input: the environment says how much, and from which seed.</summary>
internal static class LongTests
{
    private const int DefaultSeed = 20261126;

    public static bool AreRun { get; } = Environment.GetEnvironmentVariable("REVE_LONG_TESTS") == "1";

    /// <summary>The seed, which repeats a run exactly.</summary>
    public static int Seed { get; } = Number("REVE_TEST_SEED") ?? DefaultSeed;

    /// <summary>The number of damaged inputs of one kind.</summary>
    public static int Mutations(int few, int many) => Number("REVE_MUTATIONS") ?? (AreRun ? many : few);

    private static int? Number(string variable) => int.TryParse(
        Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : null;
}
