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

    private static readonly Lazy<(string[]? Command, string Reason)> s_found = new(Find);

    /// <summary>The executable, and what goes before its arguments; null when there is none to use.</summary>
    public static string[]? Command => s_found.Value.Command;

    /// <summary>Why there is none to use.</summary>
    public static string Reason => s_found.Value.Reason;

    public static async Task<(int ExitCode, string Output)> RunAsync(
        string[] command, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(command[0])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Repository.Root,
        };
        foreach (var argument in command.Skip(1).Concat(arguments)) start.ArgumentList.Add(argument);
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

    private static (string[]? Command, string Reason) Find()
    {
        var reason = "No PowerShell was found: neither REVE_PWSH, nor pwsh on the PATH, nor pwsh as a dotnet tool.";
        foreach (var command in Candidates().Where(candidate => File.Exists(candidate[0])))
        {
            var (exitCode, output) = RunAsync(
                command, ["-NoProfile", "-NonInteractive", "-Command", Probe], CancellationToken.None)
                .GetAwaiter().GetResult();
            if (exitCode == 0 && output.Contains("pester", StringComparison.Ordinal)) return (command, "");
            reason = $"'{string.Join(' ', command)}' has no Pester 5: Install-Module Pester.";
        }

        return (null, reason);
    }

    private static IEnumerable<string[]> Candidates()
    {
        if (Environment.GetEnvironmentVariable("REVE_PWSH") is { Length: > 0 } named) yield return [named];
        var name = OperatingSystem.IsWindows() ? "pwsh.exe" : "pwsh";
        foreach (var folder in PathFolders()) yield return [Path.Combine(folder, name)];
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        yield return [Path.Combine(home, ".dotnet", "tools", name)];

        var tools = Path.Combine(Repository.Root, ".config", "dotnet-tools.json");
        if (!File.Exists(tools) || !File.ReadAllText(tools).Contains("\"pwsh\"", StringComparison.Ordinal)) yield break;
        var dotnet = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        foreach (var folder in PathFolders()) yield return [Path.Combine(folder, dotnet), "tool", "run", "pwsh", "--"];
    }

    private static string[] PathFolders() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
}
