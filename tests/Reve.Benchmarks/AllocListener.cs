using System;
using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using System.Linq;
namespace Reve.Benchmarks;
internal sealed class AllocListener : EventListener
{
    private readonly ConcurrentDictionary<string, long> _types = new();
    protected override void OnEventSourceCreated(EventSource source)
    {
        if (source.Name == "Microsoft-Windows-DotNETRuntime") EnableEvents(source, EventLevel.Verbose, (EventKeywords)0x1);
    }
    protected override void OnEventWritten(EventWrittenEventArgs e)
    {
        if (e.EventName is null || !e.EventName.StartsWith("GCAllocationTick")) return;
        var name = (string)e.Payload![5]!;
        _types.AddOrUpdate(name, 1, (_, n) => n + 1);
    }
    public void Show() { var t = (double)_types.Values.Sum(); foreach (var p in _types.OrderByDescending(p => p.Value).Take(45)) Console.WriteLine($"{p.Value / t:P1} {p.Key}"); }
}
