using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator.Fixed;

namespace Reve.Benchmarks;

/// <summary>The rows of the module, in the PowerShell that the repository pins.</summary>
internal static class PowerShellRows
{
    private const int Processes = 15;

    public static async Task WriteAsync()
    {
        Repository.Run("dotnet", ["tool", "restore", "--verbosity", "quiet"]);
        using var server = new FixedServer(FixedResponse.WithUrl());
        using var folder = new TemporaryFolder();
        var reference = await CreateReferenceAsync(folder);
        WriteImport(reference);
        WriteFirstCall(server.Address);
        WritePipeline(server.Address);
    }

    private static void WriteImport(string reference)
    {
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var count = 0; count < Processes; count++)
        {
            ours.Add(Time($"Import-Module '{Repository.Module}'"));
            theirs.Add(Time($"Import-Module '{reference}'"));
        }

        Write("Import-Module, against a module with one cmdlet and one view", ours, theirs, "1.3");
    }

    private static void WriteFirstCall(Uri address)
    {
        var (ours, theirs) = (new List<double>(), new List<double>());
        for (var count = 0; count < Processes; count++)
        {
            ours.Add(Time(
                $"$null = New-ReveImage 'a fox' -Provider AimlApi -BaseUri {address} -ApiKey 0123456789abcdef -SkipDownload",
                $"Import-Module '{Repository.Module}'"));
            theirs.Add(Time($"$null = Invoke-RestMethod {address} -Method Post -Body '{{}}'"));
        }

        Write("first call after the import, against a first Invoke-RestMethod", ours, theirs, "reported");
    }

    private static void WritePipeline(Uri address)
    {
        var script = Path.Combine(Repository.Root, "tests", "Reve.Benchmarks", "Scripts", "Pipeline.ps1");
        var output = Repository.RunPowerShell(["-File", script, Repository.Module, address.ToString()]);
        var rates = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('='))
            .ToDictionary(parts => parts[0], parts => double.Parse(parts[1], CultureInfo.InvariantCulture));
        var (few, most) = (rates["Reve8"], rates["Reve256"]);
        WriteRates("New-ReveImage, 8 at a time, against a loop of Invoke-RestMethod", few, rates["Loop"]);
        WriteRates("the same, against ForEach-Object -Parallel with 8", few, rates["Parallel8"]);
        WriteRates("New-ReveImage, 64 at a time, against 8", rates["Reve64"], few, "0.90");
        WriteRates("New-ReveImage, 256 at a time, against 8", most, few, "0.90");
    }

    private static async Task<string> CreateReferenceAsync(TemporaryFolder folder)
    {
        var script = Path.Combine(Repository.Root, "tests", "Reve.Benchmarks", "Scripts", "ReferenceModule.ps1");
        await Task.Run(() => Repository.RunPowerShell(["-File", script, folder.FullName]));
        return Path.Combine(folder.FullName, "Reference", "Reference.psd1");
    }

    /// <summary>The time of a command in a new process, in milliseconds.</summary>
    private static double Time(string command, string before = "")
    {
        var output = Repository.RunPowerShell(
        [
            "-Command",
            $"{before}; $watch = [Diagnostics.Stopwatch]::StartNew(); {command}; "
            + "$watch.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)",
        ]);
        return double.Parse(output, CultureInfo.InvariantCulture);
    }

    private static void Write(string what, List<double> ours, List<double> reference, string target)
    {
        var (least, leastReference) = (ours.Min(), reference.Min());
        BenchTable.Write(
            what, "Core", BenchTable.Milliseconds(least), BenchTable.Milliseconds(leastReference),
            least / leastReference, target);
    }

    private static void WriteRates(string what, double ours, double reference, string target = "") =>
        BenchTable.Write(what, "Core", BenchTable.Rate(ours), BenchTable.Rate(reference), ours / reference, target);
}
