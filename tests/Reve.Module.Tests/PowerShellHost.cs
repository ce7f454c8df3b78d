using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Reve.Tests;

/// <summary>A real PowerShell with Pester, when this machine has one.</summary>
internal static class PowerShellHost
{
    private const string Probe =
        "if (Get-Module Pester -ListAvailable | Where-Object Version -ge '5.0') { 'pester' } else { 'none' }";

    private static readonly Lazy<(string? File, string Reason)> s_found = new(Find);

    /// <summary>The executable; null when there is none to use.</summary>
    public static string? File => s_found.Value.File;

    /// <summary>Why there is none to use.</summary>
    public static string Reason => s_found.Value.Reason;

    public static async Task<(int ExitCode, string Output)> RunAsync(
        string file, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(file)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Repository.Root,
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return (process.ExitCode, await output + await errors);
    }

    private static (string? File, string Reason) Find()
    {
        if (Candidates().FirstOrDefault(System.IO.File.Exists) is not { } file)
        {
            return (null, "No PowerShell was found: neither REVE_PWSH, nor pwsh on the PATH, nor pwsh as a dotnet tool.");
        }

        var (exitCode, output) = RunAsync(file, ["-NoProfile", "-NonInteractive", "-Command", Probe], CancellationToken.None)
            .GetAwaiter().GetResult();
        return exitCode == 0 && output.Contains("pester", StringComparison.Ordinal)
            ? (file, "")
            : (null, $"'{file}' has no Pester 5: Install-Module Pester.");
    }

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("REVE_PWSH") is { Length: > 0 } named) yield return named;
        var name = OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh";
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
        {
            if (folder.Length > 0) yield return Path.Combine(folder, name);
        }

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        yield return Path.Combine(home, ".dotnet", "tools", name);
    }
}
