using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;

namespace Reve.Benchmarks;

/// <summary>The repository, and programs that are started in it.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The manifest of the built module.</summary>
    public static string Module { get; } = Path.Combine(Root, "out", "Reve", "Reve.psd1");

    /// <summary>Runs a program and passes its output on.</summary>
    public static void Run(string program, IReadOnlyList<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = Root })!;
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }

    /// <summary>Runs a command in a new PowerShell of the pinned version, and returns what it writes.</summary>
    public static string RunPowerShell(IReadOnlyList<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["pwsh", "-NoProfile", .. arguments])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
        })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"PowerShell ended with {process.ExitCode}: {output}");
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Reve.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The repository was not found.");
    }
}
