using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Reve.Tests;

/// <summary>The PowerShell that runs the cmdlet suites: the pinned .NET tool, or the one that REVE_PWSH names.</summary>
internal static class PowerShellHost
{
    private static readonly TimeSpan s_restoreLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_startLimit = TimeSpan.FromMinutes(3);

    // Suites run most code a few times only, in many processes: code that is compiled again for speed costs more than it
    // saves, a quarter of the time. Protecting compiled code from being written costs a tenth.
    private static readonly (string Name, string Value)[] s_runtimeSettings =
    [
        ("DOTNET_TieredPGO", "0"), ("DOTNET_TC_CallCountingDelayMs", "0x2710"), ("DOTNET_EnableWriteXorExecute", "0"),
    ];

    private static readonly Version s_oldest = new(7, 4);
    private static readonly Lazy<Task<string[]>> s_command = new(FindAsync);

    /// <summary>The executable, and what goes before its arguments.</summary>
    /// <exception cref="InvalidOperationException">There is no such PowerShell; the message says why.</exception>
    public static Task<string[]> CommandAsync() => s_command.Value;

    /// <summary>Starts the command in the root of the repository, with its input closed.</summary>
    public static Process Start(params string[] command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Repository.Root,
        };
        foreach (var (name, value) in s_runtimeSettings) start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    private static async Task<string[]> FindAsync()
    {
        const string Question = "\"$($PSVersionTable.PSVersion)|$PSHOME\"";
        string[] command = ["dotnet", "tool", "run", "pwsh", "--"];
        var named = Environment.GetEnvironmentVariable("REVE_PWSH");
        if (string.IsNullOrEmpty(named)) await RunAsync(s_restoreLimit, "dotnet", "tool", "restore");
        else command = [named];

        var answer = await RunAsync(s_startLimit, [.. command, "-NoProfile", "-NonInteractive", "-Command", Question]);
        var parts = answer.Trim().Split('|');
        if (parts.Length != 2 || !Version.TryParse(parts[0].Split('-')[0], out var version) || version < s_oldest)
        {
            throw new InvalidOperationException(
                $"'{string.Join(' ', command)}' is not a PowerShell {s_oldest} or later. It said: {answer}");
        }

        // Started by its own assembly, the tool needs no second process in front of it.
        return named is { Length: > 0 } ? command : ["dotnet", Path.Combine(parts[1], "pwsh.dll")];
    }

    private static async Task<string> RunAsync(TimeSpan limit, params string[] command)
    {
        var shown = string.Join(' ', command);
        try
        {
            using var process = Start(command);
            using var time = new CancellationTokenSource(limit);
            var output = process.StandardOutput.ReadToEndAsync(time.Token);
            var errors = process.StandardError.ReadToEndAsync(time.Token);
            try
            {
                await process.WaitForExitAsync(time.Token);
                if (process.ExitCode == 0) return await output;
                throw new InvalidOperationException(
                    $"No PowerShell for the suites: '{shown}' ended with {process.ExitCode}. {await output}{await errors}");
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw new InvalidOperationException(
                    $"No PowerShell for the suites: '{shown}' did not end within {limit.TotalSeconds} s.");
            }
        }
        catch (System.ComponentModel.Win32Exception problem)
        {
            throw new InvalidOperationException(
                $"No PowerShell for the suites: '{shown}' cannot be started. {problem.Message}", problem);
        }
    }
}
