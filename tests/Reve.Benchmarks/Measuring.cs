using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;

namespace Reve.Benchmarks;

/// <summary>How everything is measured: briefly, and with its memory.</summary>
internal static class Measuring
{
    public static IConfig Config => DefaultConfig.Instance
        .AddJob(Job.ShortRun)
        .AddDiagnoser(MemoryDiagnoser.Default);
}
