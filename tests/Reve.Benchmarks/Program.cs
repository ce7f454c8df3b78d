using System;
using System.Globalization;
using System.Linq;
using BenchmarkDotNet.Running;
using Reve.Benchmarks;
using Reve.Benchmarks.Rows;

// Without arguments the table is printed. Other arguments are for BenchmarkDotNet, such as --filter "*Images*".
switch (args)
{
    case []:
        BenchTable.WriteHead();
        await LibraryRows.WriteAsync();
        DesktopEdition.WriteRows();
        await PowerShellRows.WriteAsync();
        Console.WriteLine();
        return await Load.RunAsync();
    case ["--library"]:
        await LibraryRows.WriteAsync();
        return 0;
    case [var row] when MemoryRows.Arguments.Contains(row):
        return await MemoryRows.WriteAsync(row, LibraryRows.Edition);
    case ["--powershell"]:
        await PowerShellRows.WriteAsync();
        return 0;
    case ["--batch", var slots, var rounds]:
        await BatchProfile.RunAsync(
            int.Parse(slots, CultureInfo.InvariantCulture), int.Parse(rounds, CultureInfo.InvariantCulture));
        return 0;
    case ["--load"]:
        return await Load.RunAsync();
}

var measured = BenchmarkSwitcher.FromAssembly(typeof(Load).Assembly).Run(args, Measuring.Config).ToList();
if (!measured.Any(summary => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success)))
{
    return 0;
}

Console.Error.WriteLine("A benchmark could not be measured: its fault stands in the log above.");
return 1;
