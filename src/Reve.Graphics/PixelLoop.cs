using System.Runtime.CompilerServices;

namespace Reve.Graphics;

/// <summary>Compilation of the methods that run for each pixel or byte of an image.</summary>
internal static class PixelLoop
{
    /// <summary>
    /// Compiles a method with all optimizations when it is called first. Otherwise the first images of a process are
    /// drawn in code that is several times slower. What such a method calls for each pixel has to be inlined.
    /// </summary>
    /// <remarks>
    /// The name of the value, AggressiveOptimization, is not in .NET Standard 2.0. .NET Framework ignores it.
    /// </remarks>
    public const MethodImplOptions Optimized = (MethodImplOptions)512;
}
