using System;
using CsCheck;

namespace Reve.Tests.Properties;

/// <summary>
/// Checks what is true for all values of a kind. The values depend on the seed only. Of a value for which it is not
/// true, the failure shows the simplest form.
/// </summary>
internal static class Property
{
    private const int Simplifications = 20_000;

    public static void Holds<T>(Gen<T> values, Action<T> assert, int few = 100, int many = 100_000)
    {
        var random = new PCG(1, (ulong)LongTests.Seed);
        for (var count = LongTests.Mutations(few, many); count > 0; count--)
        {
            var state = random.State;
            var value = values.Generate(random, null, out _);
            try
            {
                assert(value);
            }
            catch (Exception)
            {
                values.Sample(assert, seed: random.ToString(state), iter: Simplifications, threads: 1);
                throw;
            }
        }
    }
}
