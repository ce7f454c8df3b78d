using System.Linq;
using System;
using BenchmarkDotNet.Running;
using Reve.Benchmarks;
using Reve.Execution;

// Without arguments everything is measured, with --load only the load; the rest is for BenchmarkDotNet.
if (args is ["--scratch"]) { await Scratch.RunAsync(); return 0; }
if (args is ["--load"]) return await Load.RunAsync();

var measured = BenchmarkSwitcher.FromAssembly(typeof(Load).Assembly)
    .Run(args is [] ? ["--filter", "*"] : args, Measuring.Config)
    .ToList();
if (measured.Any(summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success)))
{
    Console.Error.WriteLine("A benchmark could not be measured: its fault stands in the log above.");
    return 1;
}

return args is [] ? await Load.RunAsync() : 0;
