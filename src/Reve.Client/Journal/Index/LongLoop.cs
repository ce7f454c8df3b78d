using System.Runtime.CompilerServices;

namespace Reve.Journal;

/// <summary>Compilation of the methods that run once for each line of a journal.</summary>
internal static class LongLoop
{
    /// <summary>
    /// Compiles a method with all optimizations when it is called first. Otherwise a journal of 100,000 items is read
    /// before the runtime has replaced the code that it compiles first, which takes several times as long.
    /// </summary>
    /// <remarks>
    /// The name of the value, AggressiveOptimization, is not in .NET Standard 2.0. .NET Framework ignores it.
    /// </remarks>
    public const MethodImplOptions Optimized = (MethodImplOptions)512;
}
