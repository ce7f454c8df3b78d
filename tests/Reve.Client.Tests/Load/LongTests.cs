using System;
using System.Globalization;
using System.Security.Cryptography;
using System.Threading;
using Xunit;

namespace Reve.Tests.Load;

/// <summary>The tests that run only when REVE_LONG_TESTS is 1, and the seed of tests with random events.</summary>
internal static class LongTests
{
    /// <summary>The value of REVE_TEST_SEED, which repeats a test that failed, or a random one.</summary>
    public static int Seed => ReadNumber("REVE_TEST_SEED") ?? RandomNumberGenerator.GetInt32(1_000_000);

    /// <summary>Whether the long form of a test is to run.</summary>
    public static bool AreOn => Environment.GetEnvironmentVariable("REVE_LONG_TESTS") == "1";

    /// <summary>Skips the test unless long tests are to run.</summary>
    /// <param name="variable">The environment variable with another number of minutes.</param>
    /// <param name="minutes">The number of minutes that the test takes.</param>
    /// <returns>A token that is cancelled when the time is over.</returns>
    public static CancellationToken Require(string variable, int minutes)
    {
        Assert.SkipUnless(AreOn, "REVE_LONG_TESTS is not 1.");
        return new CancellationTokenSource(TimeSpan.FromMinutes(ReadNumber(variable) ?? minutes)).Token;
    }

    private static int? ReadNumber(string variable) => int.TryParse(
        Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
