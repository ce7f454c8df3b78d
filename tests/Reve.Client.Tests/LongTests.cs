using System;
using System.Globalization;
using System.Security.Cryptography;
using System.Threading;
using Xunit;

namespace Reve.Tests;

/// <summary>What the environment says about tests with random input and about tests with a long form.</summary>
internal static class LongTests
{
    private const int DefaultSeed = 20261126;

    private static readonly int? s_specifiedSeed = Number("REVE_TEST_SEED");

    /// <summary>Whether REVE_LONG_TESTS requests the long forms.</summary>
    public static bool AreRun { get; } = Environment.GetEnvironmentVariable("REVE_LONG_TESTS") == "1";

    /// <summary>REVE_TEST_SEED, or the same seed in each run: for inputs that a later change must not break.</summary>
    public static int Seed { get; } = s_specifiedSeed ?? DefaultSeed;

    /// <summary>REVE_TEST_SEED, or another seed in each run: for samples and random events.</summary>
    public static int RandomSeed { get; } = s_specifiedSeed ?? RandomNumberGenerator.GetInt32(1_000_000);

    /// <summary>The number of damaged inputs of one kind.</summary>
    public static int Mutations(int few, int many) => Number("REVE_MUTATIONS") ?? (AreRun ? many : few);

    /// <summary>Skips the test unless the long forms are run.</summary>
    /// <param name="variable">The environment variable with another number of minutes.</param>
    /// <param name="minutes">The number of minutes that the test takes.</param>
    /// <returns>A token that is cancelled when the time is over.</returns>
    public static CancellationToken Require(string variable, int minutes)
    {
        Assert.SkipUnless(AreRun, "REVE_LONG_TESTS is not 1.");
        return new CancellationTokenSource(TimeSpan.FromMinutes(Number(variable) ?? minutes)).Token;
    }

    private static int? Number(string variable) => int.TryParse(
        Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : null;
}
