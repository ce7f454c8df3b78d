using System;
using System.Globalization;

namespace Reve.Benchmarks;

/// <summary>The table of the results: each row with both sides of its ratio.</summary>
internal static class BenchTable
{
    public static void WriteHead()
    {
        WriteCells("what", "edition", "Reve", "reference", "ratio", "target");
        WriteCells("---", "---", "---", "---", "---", "---");
    }

    public static void Write(
        string what, string edition, string ours, string reference = "", double? ratio = null, string target = "") =>
        WriteCells(
            what, edition, ours, reference, ratio?.ToString("0.00", CultureInfo.InvariantCulture) ?? "", target);

    public static string Milliseconds(double value) => FormattableString.Invariant($"{value:0.0} ms");

    public static string Rate(double value) => FormattableString.Invariant($"{value:#,0}/s");

    public static string Bytes(double value) => FormattableString.Invariant(
        $"{(value < 1e6 ? value / 1024 : value / 1024 / 1024):0.0} {(value < 1e6 ? "KB" : "MB")}");

    private static void WriteCells(params string[] cells)
    {
        Console.WriteLine($"| {string.Join(" | ", cells)} |");
        Console.Out.Flush();
    }
}
