using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;

namespace Reve.Tests;

/// <summary>Runs suites, each in one of a few PowerShell processes that stay open for the next suite.</summary>
public sealed class SuiteRunner : IAsyncDisposable
{
    // One more than there are processors, because suites also wait.
    private static readonly int s_processCount = Math.Min(Environment.ProcessorCount + 1, 5);

    private readonly SemaphoreSlim _places = new(s_processCount);
    private readonly ConcurrentBag<SuiteProcess> _idle = [];

    internal async Task<SuiteReport> RunAsync(string path, TimeSpan limit)
    {
        await _places.WaitAsync();
        try
        {
            if (!_idle.TryTake(out var process)) process = await SuiteProcess.StartAsync();
            var report = await process.RunAsync(path, limit);
            if (process.IsUsable) _idle.Add(process);
            else await process.DisposeAsync();
            return report;
        }
        finally
        {
            _places.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_idle.TryTake(out var process)) await process.DisposeAsync();
        _places.Dispose();
    }
}
